import { isNewId, type NewId, type PlannedValues } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import type { Filter } from '../query/filter.ts';
import { matches } from '../query/matches.ts';
import type { RecordQuery, Sort } from '../query/record-query.ts';
import type { CrmRecord } from '../values.ts';
import { known, type DraftedChange } from './drafted.ts';

const PAGE = 1000;
const BY_ID: Sort = { field: 'id', descending: false };

/** A living record as it is to be when the draft is committed. */
export interface PlannedRow {
  readonly id: NewId | number;
  readonly values: PlannedValues;
}

interface PlannedQuery {
  readonly entity: string;
  readonly filter: Filter;
  /** Dates and instants. By id unless said; new records come last. */
  readonly sort?: Sort;
  /** All unless said. */
  readonly limit?: number;
  /** The fields to read of what is stored. All unless said. */
  readonly fields?: readonly string[];
}

/** The living records of a selection as a draft is to leave them; `changes` are all that the draft has of the entity. */
export async function readPlanned(crm: Crm, directory: Directory, changes: readonly DraftedChange[], { entity, filter, sort = BY_ID, limit = Infinity, fields }: PlannedQuery): Promise<readonly PlannedRow[]> {
  const changed = new Set(changes.map(({ id }) => id));
  const stored = filter.kind === 'none' ? [] : await readStored(crm, { entity, filter, sort, ...(fields === undefined ? {} : { fields }) }, limit + changed.size);
  const kept = stored.filter(({ id }) => !changed.has(id)).map((record) => ({ id: record.id, values: record }));
  const drafted = plannedRows(directory, entity, changes, filter);
  const all = drafted.length === 0 || sort === BY_ID ? [...kept, ...drafted] : [...kept, ...drafted].toSorted(inOrder(sort));
  return all.slice(0, limit);
}

/** What a draft changes or adds and leaves in a selection. */
export function plannedRows(directory: Directory, entity: string, changes: readonly DraftedChange[], filter: Filter): readonly PlannedRow[] {
  const definition = directory.catalog.entity(entity);
  return changes.flatMap(({ id, after }) => (after !== undefined && matches(definition, filter, toRecord(id, after)) ? [{ id, values: after }] : []));
}

async function readStored({ storage }: Crm, query: Omit<RecordQuery, 'offset' | 'limit'>, wanted: number): Promise<readonly CrmRecord[]> {
  const records: CrmRecord[] = [];
  for (;;) {
    const limit = Math.min(PAGE, wanted - records.length);
    const page = limit <= 0 ? [] : await storage.findRecords({ ...query, offset: records.length, limit });
    records.push(...page);
    if (page.length === 0 || page.length < limit) return records;
  }
}

function toRecord(id: NewId | number, values: PlannedValues): CrmRecord {
  const plain = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, known(value)]));
  return { ...plain, id: isNewId(id) ? 0 : id, version: 0 };
}

function inOrder({ field, descending }: Sort): (left: PlannedRow, right: PlannedRow) => number {
  const sign = descending ? -1 : 1;
  return (left, right) => sign * compare(known(left.values[field]), known(right.values[field]));
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string' && left !== right) return left < right ? -1 : 1;
  return 0;
}
