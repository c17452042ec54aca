import type { Crm } from '../crm.ts';
import { fileParts } from '../fields/files.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { anyOf, type Filter } from '../query/filter.ts';
import { listAt, type CrmRecord } from '../values.ts';
import { everyRecord } from './every-record.ts';

/** So many deleted records of an entity are looked through. */
const MAX_DELETED = 50_000;

/**
 * The ids of all files that a record or a comment names, living or deleted and restorable, in any field that there ever
 * was. Undefined where there are too many deleted records to tell: then nothing may be taken for unnamed.
 */
export async function namedFiles(crm: Crm, signal: AbortSignal): Promise<ReadonlySet<number> | undefined> {
  const named = new Set<number>();
  for (const entity of (await crm.directory()).catalog.entities) {
    const fields = entity.fields.filter(({ type }) => type === 'files').map(({ name }) => name);
    if (fields.length === 0) continue;
    for await (const record of everyRecord(crm.storage, { entity: entity.name, filter: holdingSome(fields), fields }, signal)) note(named, fields, record);
    const deleted = await deletedOf(crm, entity);
    if (deleted === undefined) return undefined;
    for (const record of deleted) note(named, fields, record);
  }
  return named;
}

function holdingSome(fields: readonly string[]): Filter {
  return anyOf(...fields.map((field): Filter => ({ kind: 'not', filter: { kind: 'empty', field } })));
}

async function deletedOf(crm: Crm, entity: EntityDefinition): Promise<readonly CrmRecord[] | undefined> {
  const deleted = await crm.storage.findDeleted(entity.name, MAX_DELETED + 1);
  return deleted.length > MAX_DELETED ? undefined : deleted;
}

function note(named: Set<number>, fields: readonly string[], record: CrmRecord): void {
  for (const field of fields) for (const file of listAt(record, field)) named.add(fileParts(file).id);
}
