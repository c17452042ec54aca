import { deleteClient } from '../../../core/clients/delete-client.ts';
import { CrmError } from '../../../core/errors.ts';
import { mayDelete } from '../../../core/permissions/allow.ts';
import { deleteRecord } from '../../../core/records/delete-record.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import type { Answer, Call } from '../call.ts';
import { parseId } from '../http/parse-id.ts';
import { writtenEntity, type ShownEntity } from './shown-entity.ts';

/** `DELETE /records/{entity}/{id}`: puts the record away; it can be restored. A client with deals stays (`in_use`). */
export async function removeRecord(call: Call): Promise<Answer> {
  const entity = writtenEntity(call, call.param('entity'));
  const { name } = entity.definition;
  const id = parseId(name, call.param('id'));
  await checkVersion(call, name, id);
  if (name === 'client') await removeClient(call, entity, id);
  else await deleteRecord(call.crm, call.context, name, id);
  return { status: 204 };
}

async function checkVersion({ crm, context, version }: Call, entity: string, id: number): Promise<void> {
  if (version === undefined) return;
  const record = await readRecord(crm, context, entity, id);
  if (record.version !== version) throw new CrmError('conflict', { entity, id, reason: `the record is at version ${record.version}` });
}

async function removeClient({ crm, context, directory }: Call, { definition }: ShownEntity, id: number): Promise<void> {
  const client = await readRecord(crm, context, 'client', id);
  if (!mayDelete(directory, context.account, definition, client)) throw new CrmError('forbidden', { entity: 'client', id });
  await deleteClient(crm, context, id);
}
