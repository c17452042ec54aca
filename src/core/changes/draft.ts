import { sameValue, type CrmRecord } from '../values.ts';
import type { Filter } from '../query/filter.ts';
import { isNewId, type AbsenceClaim, type Author, type ChangeSet, type EventDraft, type NewId, type PlannedValue, type PlannedValues, type RecordChange, type UpdateRecord } from './change-set.ts';

/** Collects what one decision wants written. Nothing is stored before the whole is committed. */
export interface Draft {
  readonly author: Author;
  readonly at: number;
  /** How often this decision was taken before and met a conflict. */
  readonly attempt: number;
  /** A stand-in for the id of a record that is added later: two new records may point at each other. */
  newId(): NewId;
  /** Adds a record and gives the stand-in for its id. */
  insert(entity: string, values: PlannedValues, id?: NewId): NewId;
  /** Adds a record under an id of the caller's choosing, which nothing has yet (imports). */
  insertAs(entity: string, id: number, values: PlannedValues): void;
  /** Adds to what a record drafted before is to hold. */
  complete(entity: string, id: NewId | number, values: PlannedValues): void;
  /** The next number of a row of numbers, as of the commit. */
  number(sequence: string): NewId;
  /** Changes fields of a record, read whole; what is equal already is left out. Tells whether anything is left. */
  update(entity: string, record: CrmRecord, values: PlannedValues): boolean;
  /**
   * Writes values that nobody chose anew: results of formulas, conversions. Neither the time nor the author of the last
   * change moves. `again`: fields that are written though equal, so that all that is derived of them is made anew.
   */
  derive(entity: string, record: CrmRecord, values: PlannedValues, again?: readonly string[]): boolean;
  /** Puts a record away: gone from every read, restorable until purged. */
  remove(entity: string, record: CrmRecord): void;
  purge(entity: string, record: CrmRecord): void;
  claimAbsence(claim: AbsenceClaim): void;
  event(event: EventDraft): void;
  toChangeSet(): ChangeSet;
}

/** An empty draft of what `author` does at `at` (milliseconds since 1970 UTC). */
export function createDraft(author: Author, at: number, attempt = 0): Draft {
  const records: RecordChange[] = [];
  const absences: AbsenceClaim[] = [];
  const events: EventDraft[] = [];
  const numbers: { slot: number; sequence: string }[] = [];
  let slots = 0;

  const plannedUpdate = (entity: string, id: number): UpdateRecord | undefined =>
    records.find((other): other is UpdateRecord => other.kind === 'update' && other.entity === entity && other.id === id);

  /** A record changed twice by one decision is written once, based on what was read first: its version is that of one row. */
  const change = (entity: string, before: CrmRecord, values: PlannedValues): void => {
    const found = plannedUpdate(entity, before.id);
    if (found === undefined) records.push({ kind: 'update', entity, id: before.id, before, values });
    else records[records.indexOf(found)] = { ...found, values: { ...found.values, ...values } };
  };

  /** What differs from the record as it is stored, or as this decision planned it before. */
  const changedValues = (entity: string, record: CrmRecord, values: PlannedValues): PlannedValues => {
    const planned = plannedUpdate(entity, record.id)?.values ?? {};
    const now = (name: string): PlannedValue | undefined => (Object.hasOwn(planned, name) ? planned[name] : record[name]);
    return Object.fromEntries(Object.entries(values).filter(([name, value]) => {
      const other = now(name);
      return isNewId(value) || isNewId(other) || !sameValue(other, value);
    }));
  };

  return {
    author,
    at,
    attempt,
    newId: () => ({ slot: slots++ }),
    insert(entity, values, id = { slot: slots++ }) {
      records.push({ kind: 'insert', entity, id, values: { created_at: at, created_by: author.userId, ...values } });
      return id;
    },
    insertAs(entity, id, values) {
      records.push({ kind: 'insert', entity, id, values: { created_at: at, created_by: author.userId, ...values } });
    },
    complete(entity, id, values) {
      const place = records.findIndex((other) => other.kind === 'insert' && other.entity === entity && sameId(other.id, id));
      const found = records[place];
      if (found?.kind !== 'insert') throw new Error('no such record is drafted');
      records[place] = { ...found, values: { ...found.values, ...values } };
    },
    number(sequence) {
      const id = { slot: slots++ };
      numbers.push({ ...id, sequence });
      return id;
    },
    update(entity, record, values) {
      const changed = changedValues(entity, record, values);
      if (Object.keys(changed).length === 0) return false;
      change(entity, record, { ...changed, updated_at: at, updated_by: author.userId });
      return true;
    },
    derive(entity, record, values, again = []) {
      const planned = plannedUpdate(entity, record.id)?.values ?? {};
      const same = again.filter((name) => !Object.hasOwn(planned, name)).map((name) => [name, record[name] ?? null]);
      const changed = { ...Object.fromEntries(same), ...changedValues(entity, record, values) };
      if (Object.keys(changed).length === 0) return false;
      change(entity, record, changed);
      return true;
    },
    remove(entity, record) {
      change(entity, record, { deleted_at: at, updated_by: author.userId });
    },
    purge(entity, record) {
      records.push({ kind: 'purge', entity, id: record.id, before: record });
    },
    claimAbsence(claim) {
      absences.push(claim);
    },
    event(event) {
      events.push(event);
    },
    toChangeSet: () => ({ author, at, absences, records, events, numbers, slots }),
  };
}

function sameId(left: NewId | number, right: NewId | number): boolean {
  return typeof left === 'number' || typeof right === 'number' ? left === right : left.slot === right.slot;
}

/** A claim that no living record of the entity satisfies the filter. */
export function absence(entity: string, filter: Filter, lock: string): AbsenceClaim {
  return { entity, filter, lock: `${entity}/${lock}` };
}

