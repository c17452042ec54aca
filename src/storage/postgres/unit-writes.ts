import { bind, parsePlace, type Step } from '../sql/steps.ts';
import type { SqlValue } from '../sql/statement.ts';
import type { Epoch } from './epoch-watch.ts';
import type { Numbered, Writer } from './pending.ts';
import { settleAll } from './settle-all.ts';

/** A statement touched other rows than its unit expects. */
export class Conflict extends Error {
  readonly code = 'conflict';
}

type InsertStep = Extract<Step, { kind: 'insert' }>;

/** Sends all writes of these units at once: the statements one after the other, then the rows, by place. */
export async function writeUnits(writer: Writer, units: readonly Numbered[]): Promise<Epoch | undefined> {
  const runs = units.flatMap(({ unit, ids }) => unit.steps.filter((step) => step.kind === 'run').map((step) => run(writer, step, ids)));
  const inserts = insertRows(writer, units);
  const bumped = units.some(({ unit }) => unit.steps.some((step) => step.kind === 'bump')) ? bump(writer) : Promise.resolve(undefined);
  await settleAll<unknown>([...runs, ...inserts, bumped]);
  return bumped;
}

async function run(writer: Writer, { sql, params, expect }: Extract<Step, { kind: 'run' }>, ids: readonly number[]): Promise<void> {
  const { count } = await writer.run(sql, params.map((param) => bind(param, ids)));
  if (expect !== undefined && count !== expect) throw new Conflict(`${count} rows instead of ${expect}`);
}

function insertRows(writer: Writer, units: readonly Numbered[]): readonly Promise<unknown>[] {
  const rows = units.flatMap(({ unit, ids }) => unit.steps.filter((step) => step.kind === 'insert').map((step) => ({ step, ids })));
  return [...Map.groupBy(rows, ({ step }) => step.into)].map(([place, wanted]) => {
    const { sql, columns } = insertInto(place);
    return writer.run(sql, [JSON.stringify(wanted.map(({ step, ids }) => toObject(columns, step, ids)))]);
  });
}

interface Place {
  readonly sql: string;
  readonly columns: readonly string[];
}

const PLACES = new Map<string, Place>();
const MAX_PLACES = 1000;

/**
 * Rows travel as one JSON text: the statement is the same for one row and for a thousand, and takes as long as a list
 * of VALUES, whose parameters are limited in number.
 */
function insertInto(place: string): Place {
  const known = PLACES.get(place);
  if (known !== undefined) return known;
  const { table, columns } = parsePlace(place);
  const names = columns.map((name) => `"${name}"`).join(', ');
  const made = { columns, sql: `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table}", $1::json)` };
  if (PLACES.size >= MAX_PLACES) PLACES.clear();
  PLACES.set(place, made);
  return made;
}

/** What is left out is null. */
function toObject(columns: readonly string[], { row }: InsertStep, ids: readonly number[]): Readonly<Record<string, SqlValue>> {
  const object: Record<string, SqlValue> = {};
  row.forEach((param, at) => {
    const [name, value] = [columns[at], bind(param, ids)];
    if (name !== undefined && value !== null) object[name] = value;
  });
  return object;
}

async function bump(writer: Writer): Promise<Epoch> {
  const { rows } = await writer.run('UPDATE epoch SET value = value + 1 RETURNING value, metadata', []);
  return { value: Number(rows[0]?.['value']), metadata: Number(rows[0]?.['metadata']) };
}
