import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { fileParts } from '../fields/files.ts';
import { rightsOn } from '../permissions/rights.ts';
import { readRecord } from '../records/read-record.ts';
import { listAt, textAt, type CrmRecord } from '../values.ts';
import { isCalled } from './plan-files.ts';
import { fileStoreOf } from './store-file.ts';

/** A file with its bytes. */
export interface ReadFile {
  readonly id: number;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/**
 * A file of a record, by its id or its name: only through a record that the caller sees (`not_found`) and a field that is
 * not hidden from him (`unknown_field`). `not_found` of the file where the field names no such one.
 */
export async function readFileOf(crm: Crm, context: Context, entity: string, recordId: number, field: string, file: number | string): Promise<ReadFile> {
  const record = await readRecord(crm, context, entity, recordId);
  await allowField(crm, context, entity, field);
  return openFile(crm, listAt(record, field), file);
}

async function allowField(crm: Crm, { account }: Context, entity: string, name: string): Promise<void> {
  const directory = await crm.directory();
  const definition = directory.catalog.entity(entity);
  const field = definition.fields.find((one) => one.name === name && one.type === 'files' && one.active && one.removed !== true);
  if (field === undefined || rightsOn(directory, account, definition).hidden.has(name)) throw new CrmError('unknown_field', { entity, reason: name });
}

/** The bytes of the file that is called so among the values of a field that the caller may read. */
export async function openFile(crm: Crm, values: readonly string[], wanted: number | string): Promise<ReadFile> {
  const value = values.find((one) => isCalled(one, wanted));
  const found = value === undefined ? undefined : await crm.storage.readRecord('file', fileParts(value).id);
  if (value === undefined || found === undefined) throw new CrmError('not_found', { entity: 'file', title: String(wanted) });
  return { ...fileParts(value), mediaType: textAt(found, 'media_type') ?? '', bytes: await bytesOf(crm, found) };
}

async function bytesOf(crm: Crm, file: CrmRecord): Promise<Buffer> {
  const bytes = await fileStoreOf(crm).get(textAt(file, 'digest') ?? '');
  if (bytes === undefined) throw new CrmError('unavailable', { entity: 'file', id: file.id, reason: 'its bytes are gone' });
  return bytes;
}
