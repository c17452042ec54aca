import type { SqlValue, Statement } from '../sql/statement.ts';
import type { Pending, Writer } from './pending.ts';
import { settleAll } from './settle-all.ts';

/** A query that must find nothing, of one of the units. */
interface Absence extends Statement {
  /** The place of its unit. */
  readonly at: number;
}

/**
 * Whether the queries that must find nothing find nothing, for each unit. Queries of one text are asked together: most
 * units of a group claim the same of other values, and a statement costs more than a look into an index.
 */
export async function findNone(writer: Writer, waiting: readonly Pending[]): Promise<readonly boolean[]> {
  const absences = waiting.flatMap(({ unit }, at) => unit.steps.filter((step) => step.kind === 'absent').map(({ sql, params }): Absence => ({ sql, params, at })));
  const found = await settleAll([...Map.groupBy(absences, togetherKey).values()].map((alike) => findAny(writer, alike)));
  const met = new Set(found.flat());
  return waiting.map((_, at) => !met.has(at));
}

/** The places of the units whose query finds something. */
async function findAny(writer: Writer, alike: readonly Absence[]): Promise<readonly number[]> {
  const [first] = alike;
  if (first === undefined) return [];
  if (alike.length > 1 && first.params.length > 0 && !first.params.includes(null)) {
    const lists = first.params.map((_, index) => alike.map(({ params }) => params[index] ?? null));
    const { rows } = await writer.run(askTogether(first), lists);
    return rows.map((row) => alike[Number(row['claim']) - 1]?.at ?? 0);
  }
  const results = await settleAll(alike.map(async ({ sql, params, at }) => ((await writer.run(sql, params)).count === 0 ? [] : [at])));
  return results.flat();
}

/** Queries are asked together that have one text, and values of the same types. */
function togetherKey({ sql, params }: Absence): string {
  return `${params.map(typeOf).join()} ${sql}`;
}

/** Types that compare with a column as a parameter does. */
function typeOf(value: SqlValue): 'text' | 'bigint' | 'double precision' | 'unknown' {
  if (typeof value === 'string') return 'text';
  return value === null ? 'unknown' : Number.isSafeInteger(value) ? 'bigint' : 'double precision';
}

/**
 * The statement that gives the numbers (from 1) of those sets of parameters for which the query finds something. Each
 * parameter becomes a list. The query is asked for each set alone, by the index that serves it.
 */
export function askTogether({ sql, params }: Statement): string {
  const lists = params.map((value, index) => `$${index + 1}::${typeOf(value)}[]`).join(', ');
  const names = params.map((_, index) => `p${index + 1}`).join(', ');
  const asked = sql.replace(/\$(\d+)/gu, (_, number: string) => `(given.p${number}${typeof params[Number(number) - 1] === 'number' ? '' : ' COLLATE "C"'})`);
  return `SELECT claim FROM unnest(${lists}) WITH ORDINALITY AS given(${names}, claim) WHERE (SELECT count(*) FROM (${asked}) AS met) > 0`;
}
