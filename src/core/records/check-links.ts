import type { Directory } from '../directory.ts';
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
    if (!(await allExist(storage, directory, field, ids))) faults.push({ field: field.name, fault: 'unknown_value' });
  }
  if (faults.length > 0) throw new CrmError('invalid', { entity: entity.name, faults });
}

async function allExist(storage: Storage, directory: Directory, { type, settings }: FieldDefinition, ids: readonly number[]): Promise<boolean> {
  if (type === 'option' || type === 'options') {
    const list = optionLists(directory).of(settings.list);
    return ids.every((id) => list.byId(id) !== undefined);
  }
  const target = settings.entity;
  if ((type !== 'link' && type !== 'links') || target === undefined) return true;
  const found = await Promise.all(ids.map((id) => exists(storage, directory, target, id)));
  return found.every(Boolean);
}

async function exists(storage: Storage, directory: Directory, target: string, id: number): Promise<boolean> {
  if (target === 'user') return directory.account(id) !== undefined;
  if (directory.catalog.entity(target).kind === 'dictionary') return directory.dictionary(target).byId(id) !== undefined;
  const record = await storage.readRecord(target, id);
  return record !== undefined && (record['deleted_at'] ?? null) === null;
}
