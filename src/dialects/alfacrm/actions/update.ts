import { readRecord } from '../../../core/records/read-record.ts';
import type { Action, Call } from '../call.ts';
import { readInputs } from '../read-inputs.ts';
import { save } from '../save.ts';
import { HttpError } from '../transport/http-error.ts';
import { missingParameters, PAGE_NOT_FOUND } from '../transport/texts.ts';
import { readInteger } from '../values/read-values.ts';
import { written } from './create.ts';

/** Changes what is sent of a record and leaves the rest (alfaCRM contract 4.2). */
export const updateAction: Action = async (call) => {
  const id = idOf(call);
  const record = await readRecord(call.crm, call.context, call.model.entity, id);
  const inputs = await readInputs(call, record);
  return written(call, await save(call, inputs, id));
};

/** The record that a write is about: `id` of the query, else of the body (trap 32). */
export function idOf({ query, body }: Pick<Call, 'query' | 'body'>): number {
  const sent = (Object.hasOwn(query, 'id') ? query['id'] : undefined) ?? (Object.hasOwn(body, 'id') ? body['id'] : undefined) ?? null;
  if (sent === null || sent === '') throw new HttpError(400, missingParameters(['id']));
  const id = readInteger(sent);
  if (id === undefined || id < 1) throw new HttpError(404, PAGE_NOT_FOUND);
  return id;
}
