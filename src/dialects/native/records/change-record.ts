import { updateClient } from '../../../core/clients/update-client.ts';
import { CrmError } from '../../../core/errors.ts';
import { closedFields, mayUpdate } from '../../../core/permissions/allow.ts';
import type { FieldInputs } from '../../../core/records/accept-values.ts';
import { openInputs, STRICT } from '../../../core/records/plan-new.ts';
import { readRecord, readShown } from '../../../core/records/read-record.ts';
import { updateRecord } from '../../../core/records/update-record.ts';
import type { Answer, Call } from '../call.ts';
import { etagOf } from '../http/if-match.ts';
import { parseId } from '../http/parse-id.ts';
import { presentRecord } from './present-record.ts';
import { readInputs } from './read-inputs.ts';
import { writtenEntity, type ShownEntity } from './shown-entity.ts';

/** `PATCH /records/{entity}/{id}`: changes the given fields and gives the record; with `If-Match` only at that version (412). */
export async function changeRecord(call: Call): Promise<Answer> {
  const entity = writtenEntity(call, call.param('entity'));
  const { name } = entity.definition;
  const id = parseId(name, call.param('id'));
  const inputs = readInputs(call, entity);
  if (name === 'client') await changeClient(call, entity, id, inputs);
  else await updateRecord(call.crm, call.context, name, id, inputs, versionIn(call));
  const record = await readShown(call.crm, call.context, name, id).catch((error: unknown) => {
    if (error instanceof CrmError && error.code === 'not_found') return undefined;
    throw error;
  });
  // Who gives a record away may see it no more.
  if (record === undefined) return { status: 200, body: { id } };
  return { status: 200, headers: { etag: etagOf(record.version) }, body: presentRecord(entity, record) };
}

/** A change of a client leaves a line of history. */
async function changeClient(call: Call, { definition }: ShownEntity, id: number, inputs: FieldInputs): Promise<void> {
  const { crm, context, directory } = call;
  const client = await readRecord(crm, context, 'client', id);
  if (!mayUpdate(directory, context.account, definition, client)) throw new CrmError('forbidden', { entity: 'client', id });
  const values = openInputs(definition, inputs, closedFields(directory, context.account, definition, client), STRICT);
  await updateClient(crm, context, id, { values, items: {} }, versionIn(call));
}

function versionIn({ version }: Call): { readonly version?: number } {
  return version === undefined ? {} : { version };
}
