import { bind, type Step } from '../sql/steps.ts';
import type { SqlValue } from '../sql/statement.ts';
import type { Epoch } from './epoch-watch.ts';
import { toChunks } from './copy-rows.ts';
import type { Numbered, Writer } from './pending.ts';
import { settleAll } from './settle-all.ts';

/** A statement touched other rows than its unit expects. */
export class Conflict extends Error {
  readonly code = 'conflict';
}

/** Sends all writes of these units at once: the statements one after the other, then the rows, by place. */
export async function writeUnits(writer: Writer, units: readonly Numbered[]): Promise<Epoch | undefined> {
  // Made before the first is sent: what cannot be made must not leave half of a group behind.
  const copies = toCopies(units);
  const runs = units.flatMap(({ unit, ids }) => unit.steps.filter((step) => step.kind === 'run').map((step) => run(writer, step, ids)));
  const inserts = copies.map(({ statement, chunks }) => writer.copy(statement, chunks));
  const bumped = units.some(({ unit }) => unit.steps.some((step) => step.kind === 'bump')) ? bump(writer) : Promise.resolve(undefined);
  await settleAll<unknown>([...runs, ...inserts, bumped]);
  return bumped;
}

/** Whether the server alone tells if this unit can be written: nothing is counted here, and the driver has no parameters that it might refuse. */
export function isInserts({ unit }: Numbered): boolean {
  return unit.steps.every((step) => step.kind !== 'run');
}

async function run(writer: Writer, { sql, params, expect }: Extract<Step, { kind: 'run' }>, ids: readonly number[]): Promise<void> {
  const { count } = await writer.run(sql, params.map((param) => bind(param, ids)));
  if (expect !== undefined && count !== expect) throw new Conflict(`${count} rows instead of ${expect}`);
}

/** The new rows of these units, those for one place together. */
function toCopies(units: readonly Numbered[]): readonly { readonly statement: string; readonly chunks: readonly string[] }[] {
  const rows = new Map<string, (readonly SqlValue[])[]>();
  for (const { unit, ids } of units) {
    for (const step of unit.steps) {
      if (step.kind !== 'insert') continue;
      const row = step.row.map((param) => bind(param, ids));
      const known = rows.get(step.into);
      if (known === undefined) rows.set(step.into, [row]);
      else known.push(row);
    }
  }
  return [...rows].map(([place, wanted]) => ({ statement: `COPY ${place} FROM STDIN`, chunks: toChunks(wanted) }));
}

async function bump(writer: Writer): Promise<Epoch> {
  const { rows } = await writer.run('UPDATE epoch SET value = value + 1 RETURNING value, metadata', []);
  return { value: Number(rows[0]?.['value']), metadata: Number(rows[0]?.['metadata']) };
}
