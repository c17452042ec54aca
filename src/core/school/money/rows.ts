import type { NewId, PlannedValues, RecordChange } from '../../changes/change-set.ts';
import { isNewId } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { allOf, EVERYTHING, oneOf, type Filter } from '../../query/filter.ts';
import { formulaValues } from '../../records/generated-values.ts';
import type { Storage } from '../../storage.ts';
import { sameValue, type CrmRecord } from '../../values.ts';
import { draftedChanges, plannedText } from '../drafted.ts';
import { covers } from './days.ts';

/** A record's id, or what stands for it until it is given. */
export type RowId = NewId | number;

/** A record as a decision leaves it, stored already or still to be. */
export interface Row {
  readonly id: RowId;
  /** What is stored, as the decision has read it; absent for a new record. */
  readonly stored: CrmRecord | undefined;
  /** Its values as they are to be; `deleted_at` tells whether it is away. */
  readonly values: PlannedValues;
}

/** Records of one decision: what it has drafted goes before what is stored. */
export interface Rows {
  /** A record, living or away; nothing when there is none, or none will be. */
  find(entity: string, id: RowId | null): Promise<Row | undefined>;
  /** Reads in a few queries what `find` is going to be asked. */
  prepare(entity: string, ids: readonly RowId[]): Promise<void>;
  /** The living records whose link points at one of these; only those within bounds. */
  linkedTo(entity: string, field: string, ids: readonly RowId[], bounds?: Bounds): Promise<readonly Row[]>;
  /** Drafts values worked out, and what formulas make of them. */
  write(entity: string, row: Row, values: PlannedValues): void;
  /** Writes a field as it is: whoever changes the record meanwhile makes this decision be taken again. */
  fence(entity: string, row: Row, field: string): void;
}

/** Which of the records: those of some days (both included) of a date field; the first ones (of those stored). */
export interface Bounds {
  readonly days?: { readonly field: string; readonly from: string; readonly to: string };
  readonly most?: number;
}

const PAGE = 1000;
const CHUNK = 200;

/** Opens the records of a decision; a stored one is read once. */
export function openRows(crm: Crm, draft: Draft, directory: Directory): Rows {
  const known = new Map<string, CrmRecord>();
  const remember = (entity: string, record: CrmRecord): void => { known.set(`${entity}/${record.id}`, record); };
  const draftedOf = (entity: string, id: RowId): RecordChange | undefined => draft.toChangeSet().records.findLast((change) => change.entity === entity && keyOf(change.id) === keyOf(id));

  return {
    async find(entity, id) {
      if (id === null) return undefined;
      const drafted = draftedOf(entity, id);
      if (drafted !== undefined) return draftedRow(drafted);
      if (typeof id !== 'number') return undefined;
      const stored = known.get(`${entity}/${id}`) ?? await crm.storage.readRecord(entity, id);
      if (stored !== undefined) remember(entity, stored);
      return stored === undefined ? undefined : storedRow(stored);
    },
    async prepare(entity, ids) {
      const unread = numbers(ids).filter((id) => !known.has(`${entity}/${id}`) && draftedOf(entity, id) === undefined);
      if (unread.length < 2) return;
      for (const record of await living(crm.storage, entity, 'id', unread)) remember(entity, record);
    },
    async linkedTo(entity, field, ids, bounds = {}) {
      const changes = draftedChanges(draft, entity);
      const drafted = new Set(changes.map(({ id }) => keyOf(id)));
      const stored = (await living(crm.storage, entity, field, numbers(ids), bounds)).filter(({ id }) => !drafted.has(keyOf(id)));
      for (const record of stored) remember(entity, record);
      const wanted = new Set(ids.map(keyOf));
      const planned = changes.flatMap(({ id, stored: before, after }): Row[] => {
        const target = linkAt(after, field);
        return after !== undefined && target !== null && wanted.has(keyOf(target)) && isWithin(after, bounds) ? [{ id, stored: before, values: after }] : [];
      });
      return [...stored.map(storedRow), ...planned];
    },
    write(entity, row, values) {
      const drafted = draftedOf(entity, row.id);
      const planned = drafted === undefined ? row.values : draftedRow(drafted)?.values ?? row.values;
      const all = { ...values, ...formulaValues(directory, directory.catalog.entity(entity), { ...planned, ...values }, draft.at) };
      if (row.stored === undefined) draft.complete(entity, row.id, all);
      else draft.derive(entity, row.stored, all, returning(row.stored, planned, all));
    },
    fence(entity, row, field) {
      const planned = draftedOf(entity, row.id);
      const written = planned?.kind === 'insert' || (planned?.kind === 'update' && Object.hasOwn(planned.values, field));
      if (row.stored !== undefined && !written) draft.derive(entity, row.stored, {}, [field]);
    },
  };
}

/** A text by which ids compare. */
export function keyOf(id: RowId): string {
  return typeof id === 'number' ? String(id) : `new ${id.slot}`;
}

/** What a planned link points at, or null. */
export function linkAt(values: PlannedValues | undefined, field: string): RowId | null {
  const value = values?.[field];
  return typeof value === 'number' || isNewId(value) ? value : null;
}

/** Whether a record is not deleted. */
export function isLiving({ values }: Row): boolean {
  return (values['deleted_at'] ?? null) === null;
}

function storedRow(stored: CrmRecord): Row {
  return { id: stored.id, stored, values: stored };
}

function draftedRow(change: RecordChange): Row | undefined {
  switch (change.kind) {
    case 'insert': return { id: change.id, stored: undefined, values: change.values };
    case 'update': return { id: change.id, stored: change.before, values: { ...change.before, ...change.values } };
    case 'purge': return undefined;
  }
}

/** The fields that the draft was about to change and that are to stay as they are stored. */
function returning(stored: CrmRecord, planned: PlannedValues, values: PlannedValues): readonly string[] {
  return Object.entries(values).filter(([name, value]) => !isNewId(value) && sameValue(stored[name], value) && value !== planned[name]).map(([name]) => name);
}

function numbers(ids: readonly RowId[]): readonly number[] {
  return [...new Set(ids.filter((id) => typeof id === 'number'))];
}

/** Pages follow the id, not a count: what is deleted meanwhile moves nothing out of sight. */
async function living(storage: Storage, entity: string, field: string, ids: readonly number[], bounds: Bounds = {}): Promise<readonly CrmRecord[]> {
  const { most = Infinity } = bounds;
  const found: CrmRecord[] = [];
  for (let from = 0; from < ids.length; from += CHUNK) {
    const filter = allOf(daysFilter(bounds), oneOf(field, ids.slice(from, from + CHUNK)));
    for (let last = 0, full = true; full && found.length < most;) {
      const limit = Math.min(PAGE, most - found.length);
      const page = await storage.findRecords({ entity, filter: allOf(filter, after(last)), sort: { field: 'id', descending: false }, offset: 0, limit });
      found.push(...page);
      full = page.length === limit;
      last = page.at(-1)?.id ?? last;
    }
  }
  return found;
}

function daysFilter({ days }: Bounds): Filter {
  return days === undefined ? EVERYTHING : { kind: 'range', field: days.field, from: { value: days.from, inclusive: true }, to: { value: days.to, inclusive: true } };
}

function isWithin(values: PlannedValues, { days }: Bounds): boolean {
  const day = days === undefined ? null : plannedText(values, days.field);
  return days === undefined || (day !== null && covers(days.from, days.to, day));
}

function after(id: number): Filter {
  return { kind: 'range', field: 'id', from: { value: id, inclusive: false } };
}
