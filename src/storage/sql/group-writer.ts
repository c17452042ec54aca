import { CrmError } from '../../core/errors.ts';
import type { CommitOutcome } from '../../core/storage.ts';
import type { Unit, UnitOutcome } from './steps.ts';

const MAX_GROUP = 256;
/** So many units are a group worth writing beside another. */
const WORTHWHILE = 16;
/** What waits for longer is written beside the other however little it is: that one may be held up. */
const PATIENCE_MS = 20;

interface Queued {
  readonly unit: Unit;
  readonly resolve: (outcome: CommitOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** Commits units of work in groups. */
export interface GroupWriter {
  commit(unit: Unit): Promise<CommitOutcome>;
  /** Resolves when nothing waits and nothing runs. */
  drain(): Promise<void>;
}

/**
 * Gathers the units that arrive while others are being written and hands them on together: the disk is waited for once
 * for all of them. At most `lanes` groups run at the same time (one, where there is one writer).
 */
export function createGroupWriter(apply: (units: readonly Unit[]) => Promise<readonly UnitOutcome[]>, lanes: number): GroupWriter {
  let queue: Queued[] = [];
  const running = new Set<readonly Queued[]>();
  let scheduled = false;
  let patience: NodeJS.Timeout | undefined;
  let idle: (() => void)[] = [];

  /** A transaction has its costs, and takes the processor from those who read: beside another it begins when it is about as large. */
  const isWorthwhile = (): boolean => running.size === 0 || queue.length >= Math.max(WORTHWHILE, ...[...running].map(({ length }) => length / 2));

  const next = (impatient = false): void => {
    scheduled = false;
    while (running.size < lanes && queue.length > 0 && (impatient || isWorthwhile())) {
      const group = queue.slice(0, MAX_GROUP);
      queue = queue.slice(MAX_GROUP);
      running.add(group);
      void write(group).finally(() => {
        running.delete(group);
        next();
      });
    }
    if (running.size < lanes && queue.length > 0) {
      patience ??= setTimeout(loseIt, PATIENCE_MS);
    } else {
      clearTimeout(patience);
      patience = undefined;
    }
    if (running.size === 0 && queue.length === 0) {
      for (const resolve of idle) resolve();
      idle = [];
    }
  };

  const loseIt = (): void => {
    patience = undefined;
    next(true);
  };

  const write = async (group: readonly Queued[]): Promise<void> => {
    try {
      const outcomes = await apply(group.map(({ unit }) => unit));
      group.forEach((queued, index) => settle(queued, outcomes[index]));
    } catch (error) {
      for (const { reject } of group) reject(error instanceof Error ? error : new Error(String(error)));
    }
  };

  return {
    commit: (unit) => new Promise((resolve, reject) => {
      queue.push({ unit, resolve, reject });
      if (!scheduled && running.size < lanes) {
        scheduled = true;
        setImmediate(() => next());
      }
    }),
    drain: () => new Promise((resolve) => {
      idle.push(resolve);
      if (!scheduled) next();
    }),
  };
}

function settle({ resolve, reject }: Queued, outcome: UnitOutcome | undefined): void {
  if (outcome === undefined) reject(new CrmError('unavailable', { reason: 'the writer gave no answer' }));
  else if (outcome.done || outcome.reason === 'conflict') resolve(outcome);
  else reject(new CrmError('unavailable', { reason: outcome.code }, { cause: new Error(outcome.message) }));
}
