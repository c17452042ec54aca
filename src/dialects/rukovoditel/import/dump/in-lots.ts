import type { Row, RowsPart, SkippedPart, TablePart } from './dump-part.ts';
import { MORE, type More } from './signals.ts';

const MAX_ROWS = 500;
/** Long rows are handed out sooner, so that a lot stays small in memory. */
const MAX_BYTES = 1024 * 1024;

/** One row of a table; `start` and `offset` are the bytes of the dump before it and up to its end. */
export interface RowStep {
  readonly kind: 'row';
  readonly table: string;
  readonly row: Row;
  readonly start: number;
  readonly offset: number;
}

export type Step = TablePart | RowStep | SkippedPart | More;

/** Gathers neighbouring rows of one table into parts of at most 500 rows; everything else keeps its place between them. */
export function* inLots(steps: Iterable<Step>): Generator<TablePart | RowsPart | SkippedPart | More, void> {
  let waiting: RowStep[] = [];
  for (const step of steps) {
    const row = step !== MORE && step.kind === 'row' ? step : undefined;
    if (waiting.length > 0 && step !== MORE && !fits(waiting, row)) {
      yield lotOf(waiting);
      waiting = [];
    }
    if (row !== undefined) waiting.push(row);
    else if (step === MORE || step.kind !== 'row') yield step;
  }
  if (waiting.length > 0) yield lotOf(waiting);
}

function fits(waiting: readonly RowStep[], row: RowStep | undefined): boolean {
  const first = waiting[0];
  return first !== undefined && row !== undefined && first.table === row.table && waiting.length < MAX_ROWS && row.offset - first.start <= MAX_BYTES;
}

function lotOf(waiting: readonly RowStep[]): RowsPart {
  const last = waiting.at(-1);
  return { kind: 'rows', table: last?.table ?? '', rows: waiting.map(({ row }) => row), offset: last?.offset ?? 0 };
}
