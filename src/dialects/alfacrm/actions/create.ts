import { CrmError } from '../../../core/errors.ts';
import { readShown } from '../../../core/records/read-record.ts';
import type { Action, Call } from '../call.ts';
import { presentOne } from '../present.ts';
import { readInputs } from '../read-inputs.ts';
import { save } from '../save.ts';
import { writtenBody } from '../transport/envelope.ts';
import { HttpError } from '../transport/http-error.ts';
import { missingParameters } from '../transport/texts.ts';
import type { WireJson } from '../transport/wire-json.ts';

/** Adds a record and answers its whole model; an `id` that is sent means nothing (alfaCRM contract 4.1). */
export const createAction: Action = async (call) => {
  const missing = (call.model.needed ?? []).filter((name) => call.given(name) === undefined);
  if (missing.length > 0) throw new HttpError(400, missingParameters(missing));
  return written(call, await save(call, await readInputs(call)));
};

/** The answer to a write: the model as it is now; the number alone of a record that the write put out of the caller's sight. */
export async function written(call: Call, id: number): Promise<WireJson> {
  const directory = await call.crm.directory();
  try {
    return writtenBody(await presentOne({ ...call, directory }, await readShown(call.crm, call.context, call.model.entity, id)));
  } catch (error) {
    if (error instanceof CrmError && error.code === 'not_found') return writtenBody({ id });
    throw error;
  }
}
