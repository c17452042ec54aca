import type { Catalog } from '../../core/metadata/catalog.ts';
import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';
import type { Filter } from '../../core/query/filter.ts';
import { matches } from '../../core/query/matches.ts';
import type { CrmRecord, FieldValues } from '../../core/values.ts';
import type { Row } from './statement.ts';

/** A place in the stream of committed changes: what a reader at that moment had seen. */
export type Position = string;

/** One change of one record, as the change log tells it. */
export interface LoggedChange {
  /** Tells, against a position, whether a reader there had seen this change. */
  readonly marker: string;
  readonly recordId: number;
  readonly action: 'insert' | 'update' | 'purge';
  readonly before: FieldValues | null;
  /** The record as of the end of the batch; absent when it is gone. */
  readonly current: CrmRecord | undefined;
}

/** The ids between which all records of a selection lie, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

export interface SelectionTotals {
  total(entity: string, filter: Filter): Promise<number>;
  /** Between which ids the selection lay when its total was last told; nothing when that is not known. */
  span(entity: string, filter: Filter): Span | undefined;
  /** The records of a small selection when its total was last told, and maybe some that have left it; nothing when they are not known. */
  members(entity: string, filter: Filter): readonly number[] | undefined;
  /** To be called when a total has been told, before the records of its selection are read: gives who is to hear of all of them. */
  watch(entity: string, filter: Filter): (ids: readonly number[]) => void;
}

/** Of a selection that has no more records than this they are remembered. */
export const MAX_MEMBERS = 200;

export interface Counted {
  readonly total: number;
  readonly span: Span;
  /** Which records they are, where the count tells. */
  readonly members?: readonly number[] | undefined;
  /** As of when. */
  readonly position: Position;
}

/** What totals need of an engine. */
export interface TotalsSource {
  catalog(): Promise<Catalog>;
  /** Counts a selection. */
  count(entity: string, filter: Filter): Promise<Counted>;
  /** The changes of an entity since a position, oldest first, read at one moment; `undefined` when they are over `limit`. */
  changesSince(entity: string, position: Position, limit: number): Promise<{ readonly changes: readonly LoggedChange[]; readonly position: Position } | undefined>;
  /** Whether a reader at this position had seen a change. */
  covers(position: Position, marker: string): boolean;
}

interface Step {
  readonly marker: string;
  readonly before: CrmRecord | undefined;
  readonly after: CrmRecord | undefined;
}

interface Selection {
  readonly filter: Filter;
  total: number;
  /** No record of the selection lies beyond; those that left it may have lain there. */
  span: Span;
  /** All records of the selection, where it is small and they are known; those that left it may be among them. */
  members: Set<number> | undefined;
  position: Position;
  /** How many steps of the tail are in the total, or known not to concern it. */
  seen: number;
}

interface Tail {
  revision: number;
  /** The entity as it was at that revision. */
  definition: EntityDefinition;
  /** Too much was committed to read: start over. */
  lost: boolean;
  position: Position;
  steps: Step[];
  selections: Map<string, Selection>;
  reading: Promise<void> | undefined;
}

const MAX_SELECTIONS = 500;
const MAX_STEPS = 5000;
/** When the tail is cut, this many selections, those asked for last, are brought up to date; the others are forgotten. */
const KEPT_SELECTIONS = 50;

/**
 * Remembers the size of selections and keeps it true: a total is counted once, then follows the change log (what each
 * change did to each selection asked for), whichever process wrote it. So a list costs no scan per call, and the total
 * is exact: it is the one that a count at this moment would give.
 */
export function createSelectionTotals(source: TotalsSource): SelectionTotals {
  const tails = new Map<string, Tail>();
  const counting = new Map<string, Promise<number>>();

  const countAnew = async (entity: string, filter: Filter, key: string): Promise<number> => {
    const catalog = await source.catalog();
    const { total, span, members, position } = await source.count(entity, filter);
    const known = tails.get(entity);
    const tail = known === undefined || known.lost ? openTail(catalog.revision, catalog.entity(entity), position) : known;
    tails.set(entity, tail);
    remember(tail, key, { filter, total, span, members: members === undefined ? undefined : new Set(members), position, seen: 0 });
    return total;
  };

  return {
    async total(entity, filter) {
      const catalog = await source.catalog();
      const definition = catalog.entity(entity);
      const key = keyOf(filter);
      const pending = `${entity} ${key}`;
      if (!definition.logged) return (await source.count(entity, filter)).total;

      const tail = tails.get(entity);
      if (tail !== undefined && !goesOn(tail, definition, catalog.revision)) tails.delete(entity);
      else if (tail?.selections.has(key) === true) {
        await follow(source, catalog, entity, tail);
        const selection = tail.selections.get(key);
        if (selection !== undefined) {
          remember(tail, key, selection);
          return settle(source, catalog, entity, tail, selection);
        }
      }
      const running = counting.get(pending) ?? countAnew(entity, filter, key).finally(() => counting.delete(pending));
      counting.set(pending, running);
      return running;
    },
    span: (entity, filter) => tails.get(entity)?.selections.get(keyOf(filter))?.span,
    members(entity, filter) {
      const members = tails.get(entity)?.selections.get(keyOf(filter))?.members;
      return members === undefined ? undefined : [...members];
    },
    watch(entity, filter) {
      const tail = tails.get(entity);
      const selection = tail?.selections.get(keyOf(filter));
      if (tail === undefined || selection === undefined) return () => undefined;
      const { steps } = tail;
      const { seen } = selection;
      return (ids) => {
        // What happened since may have been after the records were read; of a tail that was cut nobody knows what happened.
        if (tail.steps === steps) selection.members = limited(new Set([...ids, ...steps.slice(seen, selection.seen).flatMap(({ after }) => after?.id ?? [])]));
      };
    },
  };
}

/** JSON has no word for infinity, and would call it null: that no value is so large is another question than that there is none. */
function keyOf(filter: Filter): string {
  return JSON.stringify(filter, (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value));
}

function openTail(revision: number, definition: EntityDefinition, position: Position): Tail {
  return { revision, definition, lost: false, position, steps: [], selections: new Map(), reading: undefined };
}

/** Whether a tail is still true of the entity as it is now: counting a large one anew is what everybody would wait for. */
function goesOn(tail: Tail, definition: EntityDefinition, revision: number): boolean {
  if (tail.revision !== revision && !meansTheSame(tail.definition, definition)) return false;
  tail.revision = revision;
  tail.definition = definition;
  return true;
}

/** Whether each condition on the entity as it was selects the same records of it as it is: it was called anew, or grew. */
function meansTheSame(before: EntityDefinition, after: EntityDefinition): boolean {
  const fields = new Map(after.fields.map((field) => [field.name, field]));
  const shape = ({ searched, rearranged = 0 }: EntityDefinition): string => JSON.stringify([searched, rearranged]);
  const kind = (field: FieldDefinition | undefined): string => JSON.stringify([field?.type, field?.settings]);
  return shape(before) === shape(after) && before.fields.every((field) => kind(field) === kind(fields.get(field.name)));
}

/** The selection asked for last stays longest. */
function remember(tail: Tail, key: string, selection: Selection): void {
  tail.selections.delete(key);
  tail.selections.set(key, selection);
  const [oldest] = tail.selections.keys();
  if (tail.selections.size > MAX_SELECTIONS && oldest !== undefined) tail.selections.delete(oldest);
}

/** Reads what was committed since the tail was read last; too much of it, and counting anew is cheaper. */
async function follow(source: TotalsSource, catalog: Catalog, entity: string, tail: Tail): Promise<void> {
  // A read that began before this call may miss what the caller has just committed.
  if (tail.reading !== undefined) await tail.reading;
  tail.reading ??= readTail(source, catalog, entity, tail).finally(() => { tail.reading = undefined; });
  await tail.reading;
}

async function readTail(source: TotalsSource, catalog: Catalog, entity: string, tail: Tail): Promise<void> {
  const found = await source.changesSince(entity, tail.position, MAX_STEPS);
  if (found === undefined) {
    tail.selections.clear();
    tail.lost = true;
    return;
  }
  if (tail.steps.length + found.changes.length > MAX_STEPS) cut(source, catalog, entity, tail);
  tail.steps.push(...toSteps(found.changes));
  tail.position = found.position;
}

function cut(source: TotalsSource, catalog: Catalog, entity: string, tail: Tail): void {
  const kept = [...tail.selections].slice(-KEPT_SELECTIONS);
  for (const [, selection] of kept) {
    settle(source, catalog, entity, tail, selection);
    selection.seen = 0;
  }
  tail.selections = new Map(kept);
  tail.steps = [];
}

/** From the record as it is now, backwards: each change's `before` gives the record as it was. */
function toSteps(changes: readonly LoggedChange[]): readonly Step[] {
  const images = new Map<number, CrmRecord | undefined>();
  const steps: Step[] = [];
  for (const change of changes.toReversed()) {
    const after = images.has(change.recordId) ? images.get(change.recordId) : change.current;
    const before = imageBefore(change, after);
    images.set(change.recordId, before);
    steps.push({ marker: change.marker, before, after });
  }
  return steps.toReversed();
}

function imageBefore(change: LoggedChange, after: CrmRecord | undefined): CrmRecord | undefined {
  if (change.action === 'insert') return undefined;
  const known: CrmRecord = after ?? { id: change.recordId, version: 0 };
  return { ...known, ...change.before };
}

function settle(source: TotalsSource, catalog: Catalog, entity: string, tail: Tail, selection: Selection): number {
  const definition = catalog.entity(entity);
  const living = (record: CrmRecord | undefined): boolean => record !== undefined && (record['deleted_at'] ?? null) === null && matches(definition, selection.filter, record);
  for (; selection.seen < tail.steps.length; selection.seen++) {
    const step = tail.steps[selection.seen];
    if (step === undefined || source.covers(selection.position, step.marker)) continue;
    const stays = living(step.after);
    selection.total += Number(stays) - Number(living(step.before));
    if (stays && step.after !== undefined) {
      selection.span = widened(selection.span, step.after.id);
      selection.members = limited(selection.members?.add(step.after.id));
    }
  }
  return selection.total;
}

function limited(members: Set<number> | undefined): Set<number> | undefined {
  return members === undefined || members.size > MAX_MEMBERS ? undefined : members;
}

function widened({ first, last }: Span, id: number): Span {
  return { first: Math.min(first, id), last: Math.max(last, id) };
}

/** What a row of `compileCount` tells. */
export function countedOf(row: Row | undefined): Counted {
  const total = Number(row?.['total'] ?? 0);
  const members = row?.['members'] ?? (total === 0 ? '' : null);
  return { total, span: spanOf(row), members: members === null ? undefined : String(members).split(',').filter((id) => id !== '').map(Number), position: String(row?.['position'] ?? 0) };
}

/** The span that a count tells of, in the columns of `compileCount`. */
function spanOf(row: Row | undefined): Span {
  const [first, last] = [row?.['first'] ?? null, row?.['last'] ?? null];
  return first === null || last === null ? { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY } : { first: Number(first), last: Number(last) };
}
