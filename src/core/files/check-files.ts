import { isNewId, type PlannedValues } from '../changes/change-set.ts';
import type { Account } from '../accounts/account.ts';
import type { Crm } from '../crm.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import { fileParts } from '../fields/files.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { listAt, type CrmRecord } from '../values.ts';

/**
 * Refuses (`invalid`, `unknown_value`) values of `files` fields that name files which are not the caller's to name: a
 * field takes what it holds already and what the caller has added himself, so nobody gets at a file by guessing its id.
 * Refuses any (`unavailable`) where there is no file store.
 */
export async function checkFiles({ storage, files }: Pick<Crm, 'storage' | 'files'>, account: Account, entity: EntityDefinition, values: PlannedValues, record?: CrmRecord): Promise<void> {
  const faults: FieldFault[] = [];
  for (const { name } of entity.fields.filter(({ type }) => type === 'files')) {
    const value = values[name];
    if (typeof value !== 'object' || value === null || isNewId(value)) continue;
    const held = record === undefined ? [] : listAt(record, name);
    const added = value.filter((file) => !held.includes(file));
    if (added.length > 0 && files === undefined) throw new CrmError('unavailable', { entity: entity.name, reason: 'no file store' });
    const known = await Promise.all(added.map(async (file) => isOwn(await storage.readRecord('file', fileParts(file).id), account, file)));
    if (!known.every(Boolean)) faults.push({ field: name, fault: 'unknown_value' });
  }
  if (faults.length > 0) throw new CrmError('invalid', { entity: entity.name, faults });
}

function isOwn(record: CrmRecord | undefined, account: Account, file: string): boolean {
  // One that the sweep has put away is still there, and is brought back once it is named.
  if (record === undefined || record['name'] !== fileParts(file).name) return false;
  return account.administrator || record['created_by'] === account.id;
}
