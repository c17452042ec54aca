import { isNewId, type ChangeSet, type EventDraft, type InsertRecord, type NewId, type PlannedValue, type PlannedValues, type PurgeRecord, type RecordChange, type UpdateRecord } from '../../core/changes/change-set.ts';
import { FIELD_TYPES } from '../../core/fields/registry.ts';
import { searchText, SEPARATOR, shadowOf, shadowsOf } from '../../core/fields/shadows.ts';
import type { Catalog } from '../../core/metadata/catalog.ts';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import { sameValue, type FieldValue } from '../../core/values.ts';
import { compileExists } from './compile-query.ts';
import { contactFields, contactSteps, forgetContacts } from './contact-points.ts';
import { forgetListItems, listFields, listItemSteps } from './list-items.ts';
import type { SqlFlavour } from './flavour.ts';
import { encodeValue } from './row-codec.ts';
import { rowShape, type ShadowedField } from './row-shape.ts';
import { into, type Param, type Step, type Unit } from './steps.ts';
import { counterSequence, tableOf } from './table-plan.ts';
import { arrangementSteps, fenceSteps } from './fence.ts';
import { uniqueLocks } from './unique-locks.ts';
import { fieldsWhere } from './fields-of.ts';

const CHANGE_LOG = into('change_log', ['at', 'actor_id', 'face', 'key_id', 'entity', 'record_id', 'action', 'before', 'after']);
const OUTBOX = into('outbox', ['at', 'name', 'entity', 'record_id', 'actor_id', 'face', 'key_id', 'data']);

/** Turns a change set into the steps that write it: rows, their indexes, change log and outbox. */
export function compileChangeSet(flavour: SqlFlavour, catalog: Catalog, changes: ChangeSet): Unit {
  const steps: Step[] = [...arrangementSteps(catalog, changes)];
  for (const { entity, filter, lock } of changes.absences) {
    steps.push({ kind: 'lock', key: lock, taken: 'wait' }, { kind: 'absent', ...compileExists(flavour, catalog.entity(entity), filter) });
  }
  const fenced = new Set(changes.records.map(({ entity }) => entity).filter((name) => catalog.entity(name).fenced === true));
  for (const name of fenced) steps.push(...fenceSteps(catalog.entity(name), catalog.revision, changes));
  for (const change of changes.records) {
    if (change.kind === 'insert' && isNewId(change.id)) steps.push({ kind: 'number', sequence: tableOf(change.entity), slot: change.id.slot });
  }
  for (const { slot, sequence } of changes.numbers) steps.push({ kind: 'number', sequence: sequenceName(sequence), slot });
  for (const change of changes.records) steps.push(...uniqueLocks(catalog.entity(change.entity), change));
  for (const change of changes.records) steps.push(...recordSteps(flavour, catalog.entity(change.entity), changes, change));
  for (const event of changes.events) steps.push(outboxStep(catalog, changes, event));
  if (changes.records.some((change) => isInDirectory(catalog.entity(change.entity)))) steps.push({ kind: 'bump' });
  return { steps, slots: changes.slots };
}

/** What every process keeps in memory, so that all must hear of its changes. */
function isInDirectory(entity: EntityDefinition): boolean {
  return entity.kind === 'dictionary' || entity.kind === 'internal' || entity.name === 'user';
}

function recordSteps(flavour: SqlFlavour, entity: EntityDefinition, changes: ChangeSet, change: RecordChange): readonly Step[] {
  const log = entity.logged && !isTouched(entity, change) ? [logStep(entity, changes, change)] : [];
  switch (change.kind) {
    case 'insert': return [...insertSteps(flavour, entity, change), ...log];
    case 'update': return [...updateSteps(flavour, entity, change), ...log];
    case 'purge': return [...purgeSteps(flavour, entity, change), ...log];
  }
}

/**
 * Whether a change writes only what is there already, so that decisions about the record conflict: nobody who reads the
 * log has to hear of it. Where columns or rows are derived of a value, they may become others: that is a change.
 */
function isTouched(entity: EntityDefinition, change: RecordChange): boolean {
  if (change.kind !== 'update') return false;
  return Object.entries(change.values).every(([name, value]) => !isNewId(value) && sameValue(change.before[name], value) && !isDerivedFrom(entity, name));
}

function isDerivedFrom(entity: EntityDefinition, name: string): boolean {
  const shadowed = entity.fields.some((field) => field.name === name && FIELD_TYPES[field.type].shadows(field).length > 0);
  return shadowed || entity.searched.includes(name) || [...contactFields(entity), ...listFields(entity)].some((field) => field.name === name);
}

function insertSteps(flavour: SqlFlavour, entity: EntityDefinition, { id, values }: InsertRecord): readonly Step[] {
  const { place, at, shadowed, searched } = rowShape(entity);
  const row: Param[] = Array<Param>(at.size).fill(null);
  const write = (column: string, param: Param): void => {
    const place = at.get(column);
    if (place !== undefined) row[place] = param;
  };
  write('id', id);
  write('version', 1);
  for (const [name, value] of Object.entries(values)) write(name, encodePlanned(value));
  for (const field of shadowed) if ((values[field.name] ?? null) !== null) writeShadows(field, values[field.name], write);
  const text = searched.length === 0 ? null : searched.map(({ name, shadow, column }) => (column === undefined ? shadowOf(shadow, storedNow(values[name])) : row[at.get(column) ?? 0]))
    .filter((part) => part !== null && part !== '').join(SEPARATOR);
  if (text !== null) write('search', flavour.storedSearch(text));
  const contacts = contactFields(entity).flatMap((field) => contactSteps(entity, field, id, storedNow(values[field.name]) ?? null, false));
  const items = listFields(entity).flatMap((field) => listItemSteps(entity, field, id, storedNow(values[field.name]) ?? null, false));
  return [
    ...(typeof id === 'number' ? [flavour.passNumber(tableOf(entity.name), id)] : []),
    ...passedCounters(flavour, entity, values),
    { kind: 'insert', into: place, row },
    ...(text === null ? [] : flavour.searchIndexSteps(entity, id, text)),
    ...contacts,
    ...items,
  ];
}

/** Numbers that were chosen instead of given out must never be given out. */
function passedCounters(flavour: SqlFlavour, entity: EntityDefinition, values: PlannedValues): readonly Step[] {
  return entity.fields.filter(({ type }) => type === 'counter').flatMap(({ name }) => {
    const value = values[name];
    return typeof value === 'number' ? [flavour.passNumber(counterSequence(entity.name, name), value)] : [];
  });
}

/** `entity.field`, as a decision names a counter. */
function sequenceName(counter: string): string {
  const [entity = '', field = ''] = counter.split('.');
  return counterSequence(entity, field);
}

function updateSteps(flavour: SqlFlavour, entity: EntityDefinition, { id, before, values }: UpdateRecord): readonly Step[] {
  const written = new Map<string, Param>([['version', before.version + 1]]);
  for (const [name, value] of Object.entries(values)) written.set(name, encodePlanned(value));
  const write = (column: string, param: Param): void => void written.set(column, param);
  for (const field of rowShape(entity).shadowed) if (Object.hasOwn(values, field.name)) writeShadows(field, values[field.name], write);

  const searched = entity.searched.some((name) => Object.hasOwn(values, name));
  const text = searched ? searchText(entity, (name) => (Object.hasOwn(values, name) ? storedNow(values[name]) : before[name])) : null;
  if (text !== null) written.set('search', flavour.storedSearch(text));
  const contacts = contactFields(entity).filter((field) => Object.hasOwn(values, field.name))
    .flatMap((field) => contactSteps(entity, field, id, storedNow(values[field.name]) ?? null, true));
  return [
    { kind: 'row', table: tableOf(entity.name), id, version: before.version },
    updateStep(entity, id, before.version, written),
    ...(text === null ? [] : flavour.searchIndexSteps(entity, id, text)),
    ...contacts,
    ...listFields(entity).filter((field) => Object.hasOwn(values, field.name)).flatMap((field) => listItemSteps(entity, field, id, storedNow(values[field.name]) ?? null, true)),
    ...passedCounters(flavour, entity, values),
  ];
}

/** Column names come from the definition alone; unknown ones would be a fault of ours and fail in the engine. */
function updateStep(entity: EntityDefinition, id: number, version: number, written: ReadonlyMap<string, Param>): Step {
  const known = rowShape(entity).at;
  const columns = [...written].filter(([name]) => known.has(name));
  const assignments = columns.map(([name], index) => `"${name}" = $${index + 1}`);
  const [at, based] = [columns.length + 1, columns.length + 2];
  return {
    kind: 'run', expect: 1,
    sql: `UPDATE "${tableOf(entity.name)}" SET ${assignments.join(', ')} WHERE id = $${at} AND version = $${based}`,
    params: [...columns.map(([, param]) => param), id, version],
  };
}

function purgeSteps(flavour: SqlFlavour, entity: EntityDefinition, { id, before }: PurgeRecord): readonly Step[] {
  return [
    { kind: 'row', table: tableOf(entity.name), id, version: before.version },
    { kind: 'run', expect: 1, sql: `DELETE FROM "${tableOf(entity.name)}" WHERE id = $1 AND version = $2`, params: [id, before.version] },
    ...(entity.searched.length === 0 ? [] : flavour.searchIndexSteps(entity, id, null)),
    ...(contactFields(entity).length === 0 ? [] : [forgetContacts(entity, id)]),
    ...(listFields(entity).length === 0 ? [] : [forgetListItems(entity, id)]),
  ];
}

function writeShadows({ shadows }: ShadowedField, value: PlannedValue | undefined, write: (column: string, param: Param) => void): void {
  const texts = shadowsOf(shadows.map(({ shadow }) => shadow), storedNow(value));
  shadows.forEach(({ column }, index) => write(column, texts[index] ?? null));
}

/** Links to records of the same change set have no text yet, and need none. */
function storedNow(value: PlannedValue | undefined): FieldValue | undefined {
  return isNewId(value) ? null : value;
}

function encodePlanned(value: PlannedValue): Param {
  return isNewId(value) ? value : encodeValue(value);
}

function logStep(entity: EntityDefinition, { author, at }: ChangeSet, change: RecordChange): Step {
  const before = change.kind === 'update' ? { json: jsonOf(changedBefore(entity, change)) } : change.kind === 'purge' ? { json: jsonOf(allSet(entity, change.before)) } : null;
  const after = change.kind === 'purge' ? null : { json: jsonAfter(entity, change) };
  return { kind: 'insert', into: CHANGE_LOG, row: [at, author.userId, author.face, author.keyId, entity.name, change.id, change.kind, before, after] };
}

type Shown = Readonly<Record<string, PlannedValue>> | null;

function jsonOf(shown: Shown): string {
  return JSON.stringify(shown);
}

/** What was there before: the changed fields, and of a record that goes away all that it held. */
function valuesBefore(entity: EntityDefinition, change: RecordChange): Shown {
  if (change.kind === 'insert') return null;
  return change.kind === 'purge' || (change.values['deleted_at'] ?? null) !== null ? allSet(entity, change.before) : changedBefore(entity, change);
}

function valuesAfter(entity: EntityDefinition, change: RecordChange): Shown {
  if (change.kind === 'purge') return null;
  return change.kind === 'insert' ? allSet(entity, change.values) : withoutSecrets(entity, change.values);
}

const AFTER = new WeakMap<RecordChange, string>();

/** Written once for the log and once for who is told. */
function jsonAfter(entity: EntityDefinition, change: RecordChange): string {
  const found = AFTER.get(change) ?? jsonOf(valuesAfter(entity, change));
  AFTER.set(change, found);
  return found;
}

function changedBefore(entity: EntityDefinition, { before, values }: UpdateRecord): Shown {
  return withoutSecrets(entity, Object.fromEntries(Object.keys(values).map((name) => [name, before[name] ?? null])));
}

function allSet(entity: EntityDefinition, values: Readonly<Record<string, PlannedValue>>): Shown {
  const shown: Record<string, PlannedValue> = {};
  for (const [name, value] of Object.entries(values)) if (value !== null) shown[name] = value;
  return withoutSecrets(entity, shown);
}

/** Most entities have none. */
const secretFields = fieldsWhere(({ secret }) => secret);

function withoutSecrets(entity: EntityDefinition, values: Readonly<Record<string, PlannedValue>>): Shown {
  const secret = secretFields(entity);
  return secret.length === 0 ? values : Object.fromEntries(Object.entries(values).filter(([name]) => !secret.some((field) => field.name === name)));
}

/** The facts of the operation, and the values before and after as the change log has them. */
function outboxStep(catalog: Catalog, { author, at, records }: ChangeSet, event: EventDraft): Step {
  const entity = catalog.entity(event.entity);
  const change = records.find((one) => one.entity === event.entity && sameId(one.id, event.id));
  const values = change === undefined ? [] : [`"before":${jsonOf(valuesBefore(entity, change))}`, `"after":${jsonAfter(entity, change)}`, ...standing(entity, change)];
  const data: Param = { json: `{${[`"facts":${JSON.stringify(event.data)}`, ...values].join(',')}}` };
  return { kind: 'insert', into: OUTBOX, row: [at, event.name, event.entity, event.id satisfies NewId | number, author.userId, author.face, author.keyId, data] };
}

/** Whose the record is after the change, and of which branch: who is told of it may depend on that. */
function standing(entity: EntityDefinition, change: RecordChange): readonly string[] {
  const now = (field: string): PlannedValue => {
    const written = change.kind === 'purge' ? undefined : change.values[field];
    return written ?? (change.kind === 'insert' ? null : change.before[field] ?? null);
  };
  return Object.entries({ owner: entity.owner, branch: entity.branch }).flatMap(([name, field]) => (field === undefined ? [] : [`"${name}":${JSON.stringify(now(field))}`]));
}

function sameId(left: NewId | number, right: NewId | number): boolean {
  return typeof left === 'number' || typeof right === 'number' ? left === right : left.slot === right.slot;
}
