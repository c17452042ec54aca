import type { Unit, UnitOutcome } from '../sql/steps.ts';
import type { rememberStatements } from './statements.ts';

interface Text {
  readonly index: string;
  readonly id: number;
  readonly text: string | null;
  /** The record came with this group: the index cannot hold anything of it. */
  readonly fresh: boolean;
}

/**
 * Writes the search texts of the units that were carried out, once for the whole group and in the order of their ids:
 * the index writes out what it has gathered at the end of each savepoint, and that costs more than all the rest.
 */
export function indexTexts(statement: ReturnType<typeof rememberStatements>, units: readonly Unit[], outcomes: readonly UnitOutcome[]): void {
  const last = new Map<string, Text>();
  units.forEach((unit, at) => {
    const outcome = outcomes[at];
    if (outcome?.done !== true) return;
    for (const step of unit.steps) {
      if (step.kind !== 'search') continue;
      const id = typeof step.id === 'number' ? step.id : Number(outcome.ids[step.id.slot]);
      const key = `${step.index}/${id}`;
      last.set(key, { index: step.index, id, text: step.text, fresh: typeof step.id !== 'number' || last.get(key)?.fresh === true });
    }
  });
  for (const { index, id, text, fresh } of [...last.values()].toSorted((left, right) => left.id - right.id)) {
    if (text === null) statement(`DELETE FROM "${index}" WHERE rowid = ?`).run(id);
    else statement(`INSERT ${fresh ? '' : 'OR REPLACE '}INTO "${index}" (rowid, search) VALUES (?, ?)`).run(id, text);
  }
}
