import type { Directory } from '../directory.ts';
import type { Eventual } from '../eventual.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { isNewId, type PlannedValues } from '../changes/change-set.ts';
import { optionLists } from '../options/option-lists.ts';
import type { Storage } from '../storage.ts';

/** Refuses links to records that are not there (CrmError `invalid`, all faulty fields named). */
export async function checkLinks(storage: Storage, directory: Directory, entity: EntityDefinition, values: PlannedValues): Promise<void> {
  const faults: FieldFault[] = [];
  for (const field of entity.fields) {
    const value = values[field.name];
    if (value === undefined || value === null || isNewId(value)) continue;
    const ids = typeof value === 'number' ? [value] : typeof value === 'object' ? value.map(Number) : [];
    const found = allExist(storage, directory, field, ids);
    if (!(found instanceof Promise ? await found : found)) faults.push({ field: field.name, fault: 'unknown_value' });
  }
  if (faults.length > 0) throw new CrmError('invalid', { entity: entity.name, faults });
}

function allExist(storage: Storage, directory: Directory, { type, settings }: FieldDefinition, ids: readonly number[]): Eventual<boolean> {
  if (type === 'option' || type === 'options') {
    const list = optionLists(directory).of(settings.list);
    return ids.every((id) => list.byId(id) !== undefined);
  }
  const target = settings.entity;
  if ((type !== 'link' && type !== 'links') || target === undefined) return true;
  if (target === 'user') return ids.every((id) => directory.account(id) !== undefined);
  if (directory.catalog.entity(target).kind === 'dictionary') return ids.every((id) => directory.dictionary(target).byId(id) !== undefined);
  return Promise.all(ids.map((id) => storage.readRecord(target, id))).then((records) => records.every((record) => record !== undefined && (record['deleted_at'] ?? null) === null));
}
