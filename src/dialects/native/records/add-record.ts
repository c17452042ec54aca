import { addClient } from '../../../core/clients/add-client.ts';
import { CrmError } from '../../../core/errors.ts';
import { allowCreating, closedFields } from '../../../core/permissions/allow.ts';
import type { FieldInputs } from '../../../core/records/accept-values.ts';
import { createRecord } from '../../../core/records/create-record.ts';
import { openInputs, STRICT } from '../../../core/records/plan-new.ts';
import { readShown } from '../../../core/records/read-record.ts';
import type { Answer, Call } from '../call.ts';
import { etagOf } from '../http/if-match.ts';
import { presentRecord } from './present-record.ts';
import { readInputs } from './read-inputs.ts';
import { writtenEntity, type ShownEntity } from './shown-entity.ts';

/** `POST /records/{entity}`: 201 with the new record; with its id alone where the caller does not see what he made. */
export async function addRecord(call: Call): Promise<Answer> {
  const entity = writtenEntity(call, call.param('entity'));
  allowCreating(call.directory, call.context.account, entity.definition);
  const inputs = readInputs(call, entity);
  const { name } = entity.definition;
  const id = name === 'client' ? await addOneClient(call, entity, inputs) : await createRecord(call.crm, call.context, name, inputs);
  const location = `/api/v1/records/${name}/${id}`;
  try {
    const record = await readShown(call.crm, call.context, name, id);
    return { status: 201, headers: { location, etag: etagOf(record.version) }, body: presentRecord(entity, record) };
  } catch (error) {
    if (error instanceof CrmError && error.code === 'not_found') return { status: 201, headers: { location }, body: { id } };
    throw error;
  }
}

/** A client is refused when we have it, and brings a line of history. */
function addOneClient({ crm, context, directory }: Call, { definition }: ShownEntity, inputs: FieldInputs): Promise<number> {
  const values = openInputs(definition, inputs, closedFields(directory, context.account, definition), STRICT);
  return addClient(crm, context, { values, items: {} });
}
