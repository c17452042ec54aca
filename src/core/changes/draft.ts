import { sameValue, type CrmRecord } from '../values.ts';
import type { Filter } from '../query/filter.ts';
import { isNewId, type AbsenceClaim, type Author, type ChangeSet, type EventDraft, type NewId, type PlannedValues, type RecordChange } from './change-set.ts';

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
  complete(id: NewId | number, values: PlannedValues): void;
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

  /** A record changed twice by one decision is written once: its version is that of one row. */
  const change = (entity: string, before: CrmRecord, values: PlannedValues): void => {
    const earlier = records.findIndex((other) => other.kind === 'update' && other.entity === entity && other.id === before.id);
    const found = records[earlier];
    const merged = found?.kind === 'update' ? { ...found.values, ...values } : values;
    const update: RecordChange = { kind: 'update', entity, id: before.id, before, values: merged };
    if (found === undefined) records.push(update);
    else records[earlier] = update;
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
    complete(id, values) {
      const place = records.findIndex((other) => other.kind === 'insert' && sameId(other.id, id));
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
      const changed = changedValues(record, values);
      if (Object.keys(changed).length === 0) return false;
      change(entity, record, { ...changed, updated_at: at, updated_by: author.userId });
      return true;
    },
    derive(entity, record, values, again = []) {
      const changed = { ...changedValues(record, values), ...Object.fromEntries(again.map((name) => [name, record[name] ?? null])) };
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

function changedValues(record: CrmRecord, values: PlannedValues): PlannedValues {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => isNewId(value) || !sameValue(record[name], value)));
}

/** A claim that no living record of the entity satisfies the filter. */
export function absence(entity: string, filter: Filter, lock: string): AbsenceClaim {
  return { entity, filter, lock: `${entity}/${lock}` };
}

