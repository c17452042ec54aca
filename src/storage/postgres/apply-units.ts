import type { Unit, UnitOutcome } from '../sql/steps.ts';
import type { Epoch } from './epoch-watch.ts';
import type { Numbered, Pending, Writer } from './pending.ts';
import { GIVEN_WAY, UNIQUE_VIOLATION, codeOf, isConnectionLoss } from './translate-error.ts';
import { chooseUnits, claimAll } from './unit-claims.ts';
import { settleAll } from './settle-all.ts';
import { Conflict, isInserts, writeUnits } from './unit-writes.ts';

const MAX_TRIES = 5;

/**
 * Carries out units of work together: a transaction of a few round trips, whose statements are sent without waiting for
 * one another. Where one unit spoils it for the others, each is carried out in a transaction of its own. Units that
 * wait for another of the group are carried out in the next transaction. `told` hears of the epoch before anyone is
 * answered.
 */
export async function applyUnits(writer: Writer, units: readonly Unit[], told: (epoch: Epoch) => void): Promise<readonly UnitOutcome[]> {
  const outcomes: UnitOutcome[] = [];
  let waiting: readonly Pending[] = units.map((unit, index) => ({ unit, index, ids: undefined }));
  while (waiting.length > 0) {
    const wave = await applyWave(writer, waiting, outcomes, told).catch(async (error: unknown) => {
      await applyAlone(writer, waiting, outcomes, told, error);
      return [];
    });
    waiting = wave;
  }
  return outcomes;
}

/** One transaction. Settles the units it carried out and the conflicts it saw; gives those that wait their turn. */
async function applyWave(writer: Writer, waiting: readonly Pending[], outcomes: UnitOutcome[], told: (epoch: Epoch) => void): Promise<readonly Pending[]> {
  try {
    const claimed = await claimAll(writer, waiting);
    const { chosen, deferred, refused } = chooseUnits(claimed);
    if (chosen.length > 0) {
      const epoch = await writeAndCommit(writer, chosen);
      if (epoch !== undefined) told(epoch);
    } else {
      await writer.script('ROLLBACK');
    }
    for (const { index } of refused) outcomes[index] = { done: false, reason: 'conflict' };
    for (const { index, ids } of chosen) outcomes[index] = { done: true, ids };
    return deferred;
  } catch (error) {
    // Where the connection is gone the server rolls back by itself.
    await writer.script('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * The commit of new rows goes out with them: of a transaction in which a statement failed the server makes a rollback, and says
 * so. Other writes are looked at first.
 */
async function writeAndCommit(writer: Writer, units: readonly Numbered[]): Promise<Epoch | undefined> {
  const written = writeUnits(writer, units);
  if (!units.every(isInserts)) await written;
  await settleAll<unknown>([written, commit(writer)]);
  return written;
}

async function commit(writer: Writer): Promise<void> {
  const { command } = await writer.run('COMMIT', []);
  if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
}

/**
 * One after the other, so that only those at fault fail. After a lost connection nobody knows whether the commit came
 * through: then all of them fail, and none is tried again in silence.
 */
async function applyAlone(writer: Writer, waiting: readonly Pending[], outcomes: UnitOutcome[], told: (epoch: Epoch) => void, error: unknown): Promise<void> {
  const final = isConnectionLoss(error) || (waiting.length === 1 && !GIVEN_WAY.has(codeOf(error)));
  for (const pending of waiting) outcomes[pending.index] = final ? refusal(error) : await applyOne(writer, pending, told);
}

async function applyOne(writer: Writer, pending: Pending, told: (epoch: Epoch) => void): Promise<UnitOutcome> {
  for (let tries = 1; ; tries++) {
    const outcomes: UnitOutcome[] = [];
    try {
      await applyWave(writer, [pending], outcomes, told);
      return outcomes[pending.index] ?? { done: false, reason: 'conflict' };
    } catch (error) {
      if (!GIVEN_WAY.has(codeOf(error)) || tries === MAX_TRIES) return refusal(error);
    }
  }
}

function refusal(error: unknown): UnitOutcome {
  const code = codeOf(error);
  if (error instanceof Conflict || code === UNIQUE_VIOLATION) return { done: false, reason: 'conflict' };
  return { done: false, reason: 'failed', message: error instanceof Error ? error.message : String(error), code: code || 'the connection to PostgreSQL was lost' };
}
