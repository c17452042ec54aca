import type { PlannedValues, RecordChange } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { formulaValues } from '../records/generated-values.ts';
import type { CrmRecord } from '../values.ts';
import { draftedChanges } from './drafted.ts';
import { fence, type Fenced } from './fence.ts';
import { isWithin, readLinked, readLiving, type Bounds } from './read-living.ts';
import type { PlannedRow } from './read-planned.ts';
import { distinct, idsAmong, keyOf, linkAt, type Reference } from './references.ts';

/** A record as a decision leaves it, stored already or still to be; `deleted_at` tells whether it is away. */
export interface Row extends PlannedRow {
  /** What is stored, as the decision has read it, whole; absent for a new record. */
  readonly stored: CrmRecord | undefined;
}

/** Records of one decision: what it has drafted goes before what is stored. */
export interface Rows {
  /** A record, living or away; nothing when there is none, or none will be. */
  find(entity: string, id: Reference | null): Promise<Row | undefined>;
  /** Reads in a few queries what `find` is going to be asked. */
  prepare(entity: string, ids: readonly Reference[]): Promise<void>;
  /** Records, living or away, each once, that nobody else changes until the draft is committed: see `fence`. */
  fenced(entity: Fenced, ids: readonly Reference[]): Promise<readonly Row[]>;
  /** The living records whose link points at one of these; only those within bounds. */
  linkedTo(entity: string, field: string, ids: readonly Reference[], bounds?: Bounds): Promise<readonly Row[]>;
  /** Drafts values worked out, and what formulas make of them. */
  write(entity: string, row: Row, values: PlannedValues): void;
}

/** Opens the records of a decision; a stored one is read once. */
export function openRows(crm: Crm, draft: Draft, directory: Directory): Rows {
  const known = new Map<string, CrmRecord>();
  const remember = (entity: string, record: CrmRecord): void => { known.set(`${entity}/${record.id}`, record); };
  const draftedOf = (entity: string, id: Reference): RecordChange | undefined => draft.toChangeSet().records.findLast((change) => change.entity === entity && keyOf(change.id) === keyOf(id));

  const find: Rows['find'] = async (entity, id) => {
    if (id === null) return undefined;
    const drafted = draftedOf(entity, id);
    if (drafted !== undefined) return draftedRow(drafted);
    if (typeof id !== 'number') return undefined;
    const stored = known.get(`${entity}/${id}`) ?? await crm.storage.readRecord(entity, id);
    if (stored !== undefined) remember(entity, stored);
    return stored === undefined ? undefined : storedRow(stored);
  };

  return {
    find,
    async prepare(entity, ids) {
      const unread = idsAmong(ids).filter((id) => !known.has(`${entity}/${id}`) && draftedOf(entity, id) === undefined);
      if (unread.length < 2) return;
      for (const record of await readLiving(crm, entity, unread)) remember(entity, record);
    },
    async fenced(entity, ids) {
      await fence(crm, draft, entity, idsAmong(ids));
      const found = await Promise.all(distinct(ids).map((id) => find(entity, id)));
      return found.filter((row) => row !== undefined);
    },
    async linkedTo(entity, field, ids, bounds = {}) {
      const changes = draftedChanges(draft, entity);
      const drafted = new Set(changes.map(({ id }) => keyOf(id)));
      const stored = (await readLinked(crm, entity, field, idsAmong(ids), bounds)).filter(({ id }) => !drafted.has(keyOf(id)));
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
      else draft.derive(entity, row.stored, all);
    },
  };
}

/** Whether a record is not deleted. */
export function isLiving({ values }: Row): boolean {
  return (values['deleted_at'] ?? null) === null;
}

/** Rows by what their link points at, as `keyOf` writes it. */
export function byLink<One extends PlannedRow>(rows: readonly One[], field: string): ReadonlyMap<string, readonly One[]> {
  return Map.groupBy(rows, ({ values }) => {
    const target = linkAt(values, field);
    return target === null ? '' : keyOf(target);
  });
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
