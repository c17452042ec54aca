import type { Directory } from '../directory.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import type { PlannedValues } from '../changes/change-set.ts';
import type { Storage } from '../storage.ts';

/** Refuses links to records that are not there (CrmError `invalid`, all faulty fields named). */
export async function checkLinks(storage: Storage, directory: Directory, entity: EntityDefinition, values: PlannedValues): Promise<void> {
  const faults: FieldFault[] = [];
  for (const field of entity.fields) {
    const id = values[field.name];
    const target = field.settings.entity;
    if (field.type !== 'link' || target === undefined || typeof id !== 'number') continue;
    if (!(await exists(storage, directory, target, id))) faults.push({ field: field.name, fault: 'unknown_value' });
  }
  if (faults.length > 0) throw new CrmError('invalid', { entity: entity.name, faults });
}

async function exists(storage: Storage, directory: Directory, target: string, id: number): Promise<boolean> {
  if (target === 'user') return directory.account(id) !== undefined;
  if (directory.catalog.entity(target).kind === 'dictionary') return directory.dictionary(target).byId(id) !== undefined;
  const record = await storage.readRecord(target, id);
  return record !== undefined && (record['deleted_at'] ?? null) === null;
}
