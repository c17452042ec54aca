import type { Step } from '../sql/steps.ts';
import { findNone } from './absences.ts';
import type { Numbered, Pending, Writer } from './pending.ts';
import { settleAll } from './settle-all.ts';
import { sequenceOf } from './sql-flavour.ts';

type LockStep = Extract<Step, { kind: 'lock' }>;
type RowStep = Extract<Step, { kind: 'row' }>;
type NumberStep = Extract<Step, { kind: 'number' }>;

/** A unit whose ground is held: what it was based on can no longer change under it. */
export interface Claimed {
  readonly pending: Numbered;
  /** Rows are at the versions it expects, and nothing is there that must be absent. */
  readonly holds: boolean;
}

export interface Choice {
  /** Units that can be written together. */
  readonly chosen: readonly Numbered[];
  /** Units that may be written after those chosen. */
  readonly deferred: readonly Pending[];
  /** Units whose ground has changed: they must be decided again. */
  readonly refused: readonly Pending[];
}

/**
 * Begins the transaction and takes all that its units claim, in an order that all writers keep, so that no two of them
 * wait for each other; then looks whether the claims hold. One round trip.
 */
export async function claimAll(writer: Writer, waiting: readonly Pending[]): Promise<readonly Claimed[]> {
  const begun = writer.script('BEGIN ISOLATION LEVEL READ COMMITTED');
  const locked = takeLocks(writer, stepsOf(waiting, 'lock'));
  const versions = lockRows(writer, stepsOf(waiting, 'row'));
  const numbers = takeNumbers(writer, waiting.filter(({ ids }) => ids === undefined));
  const absences = findNone(writer, waiting);
  await settleAll<unknown>([begun, locked, versions, numbers, absences]);

  const [found, none] = [await versions, await absences];
  return waiting.map((pending, at) => {
    const fresh = pending.unit.steps.every((step) => step.kind !== 'row' || found.get(`${step.table}/${step.id}`) === step.version);
    return { pending: Object.assign(pending, { ids: pending.ids ?? [] }), holds: fresh && none[at] === true };
  });
}

/** Of units that claim the same row or key, the first one proceeds. */
export function chooseUnits(claimed: readonly Claimed[]): Choice {
  const chosen: Numbered[] = [];
  const deferred: Pending[] = [];
  const refused: Pending[] = [];
  const taken = new Set<string>();
  for (const { pending, holds } of claimed) {
    const rows = pending.unit.steps.filter((step) => step.kind === 'row').map((step) => `row ${step.table}/${step.id}`);
    const locks = pending.unit.steps.filter((step) => step.kind === 'lock').filter(({ taken: how }) => how !== 'shared');
    const collides = rows.some((row) => taken.has(row)) || locks.some((lock) => lock.taken === 'conflict' && taken.has(`lock ${lock.key}`));
    if (!holds || collides) refused.push(pending);
    else if (locks.some((lock) => taken.has(`lock ${lock.key}`))) deferred.push(pending);
    else {
      chosen.push(pending);
      for (const name of [...rows, ...locks.map((lock) => `lock ${lock.key}`)]) taken.add(name);
    }
  }
  return { chosen, deferred, refused };
}

function stepsOf<Kind extends Step['kind']>(waiting: readonly Pending[], kind: Kind): readonly Extract<Step, { kind: Kind }>[] {
  return waiting.flatMap(({ unit }) => unit.steps.filter((step): step is Extract<Step, { kind: Kind }> => step.kind === kind));
}

/** The schema goes into the key: stores that share a database do not wait for each other. */
async function takeLocks(writer: Writer, locks: readonly LockStep[]): Promise<void> {
  const shared = keysOf(locks.filter(({ taken }) => taken === 'shared'));
  const own = keysOf(locks.filter(({ taken }) => taken !== 'shared'));
  const taken = [
    ...(shared.length === 0 ? [] : [writer.run(lockSql('pg_advisory_xact_lock_shared'), [shared])]),
    ...(own.length === 0 ? [] : [writer.run(lockSql('pg_advisory_xact_lock'), [own])]),
  ];
  await settleAll(taken);
}

function keysOf(locks: readonly LockStep[]): readonly string[] {
  return [...new Set(locks.map(({ key }) => key))].toSorted();
}

/** The statement that takes the locks of a list of keys until the transaction ends. */
export function lockSql(how: 'pg_advisory_xact_lock' | 'pg_advisory_xact_lock_shared'): string {
  return `SELECT ${how}(hashtextextended(current_schema() || '/' || key, 0)) FROM unnest($1::text[]) AS key`;
}

/** The versions of rows, by table and id, as they will stay until the transaction ends. */
async function lockRows(writer: Writer, rows: readonly RowStep[]): Promise<ReadonlyMap<string, number>> {
  const tables = [...Map.groupBy(rows, ({ table }) => table)].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const results = tables.map(async ([table, steps]) => {
    const ids = [...new Set(steps.map(({ id }) => id))];
    const { rows: found } = await writer.run(`SELECT id, version FROM "${table}" WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE`, [ids]);
    return found.map((row): [string, number] => [`${table}/${row['id']}`, Number(row['version'])]);
  });
  return new Map((await settleAll(results)).flat());
}

/** Fills the slots of units, a statement for each sequence. */
async function takeNumbers(writer: Writer, waiting: readonly Pending[]): Promise<void> {
  const slots = waiting.flatMap((pending) => pending.unit.steps.filter((step) => step.kind === 'number').map((step) => ({ pending, step })));
  const given = await settleAll([...Map.groupBy(slots, ({ step }) => step.sequence)].map(async ([sequence, wanted]) => {
    const { rows } = await writer.run(`SELECT nextval('"${sequenceOf(sequence)}"') AS id FROM generate_series(1, $1::int)`, [wanted.length]);
    return wanted.map(({ pending, step }, index) => ({ pending, step, id: Number(rows[index]?.['id']) }));
  }));
  const numbers = new Map<Pending, number[]>();
  for (const { pending, step, id } of given.flat()) slotsOf(numbers, pending)[(step satisfies NumberStep).slot] = id;
  for (const pending of waiting) pending.ids = numbers.get(pending) ?? [];
}

function slotsOf(numbers: Map<Pending, number[]>, pending: Pending): number[] {
  const known = numbers.get(pending) ?? [];
  numbers.set(pending, known);
  return known;
}
