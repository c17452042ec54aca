import type { NewId, PlannedValues } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Directory } from '../directory.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import type { CrmRecord } from '../values.ts';
import { generatedValues } from './generated-values.ts';

/** Drafts a new record, under an id drafted before if one is given, and the event that tells of it. */
export function planCreate(draft: Draft, directory: Directory, entity: EntityDefinition, values: PlannedValues, drafted?: NewId): NewId {
  const whole = neverEmpty(entity, values, true);
  const id = draft.insert(entity.name, { ...whole, ...generatedValues(draft, directory, entity, whole) }, drafted);
  announce(draft, entity, 'created', id);
  return id;
}

/** Fields that older records were given a value of are never empty: clearing one means that value, and so does saying nothing of it in a new record. */
function neverEmpty(entity: EntityDefinition, values: PlannedValues, isNew: boolean): PlannedValues {
  const filled = entity.fields.filter(({ name, existing }) => existing !== undefined && (values[name] ?? null) === null && (isNew || Object.hasOwn(values, name)));
  return filled.length === 0 ? values : { ...values, ...Object.fromEntries(filled.map(({ name, existing = null }) => [name, existing])) };
}

/** Drafts a change and its event; tells whether anything differs from what is stored. */
export function planUpdate(draft: Draft, directory: Directory, entity: EntityDefinition, record: CrmRecord, given: PlannedValues): boolean {
  const values = neverEmpty(entity, given, false);
  if (!draft.update(entity.name, record, { ...values, ...generatedValues(draft, directory, entity, values, record) })) return false;
  announce(draft, entity, 'updated', record.id);
  return true;
}

/** Drafts a deletion (restorable) and its event. */
export function planDelete(draft: Draft, entity: EntityDefinition, record: CrmRecord): void {
  draft.remove(entity.name, record);
  announce(draft, entity, 'deleted', record.id);
}

function announce(draft: Draft, entity: EntityDefinition, happened: string, id: NewId | number): void {
  if (entity.kind === 'internal') return;
  draft.event({ name: `${entity.name}.${happened}`, entity: entity.name, id, data: {} });
}
