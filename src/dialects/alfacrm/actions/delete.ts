import { deleteRecord } from '../../../core/records/delete-record.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import { updateRecord } from '../../../core/records/update-record.ts';
import type { Action } from '../call.ts';
import { DELETED } from '../transport/envelope.ts';
import { HttpError } from '../transport/http-error.ts';
import { PAGE_NOT_FOUND } from '../transport/texts.ts';
import { idOf } from './update.ts';

/** Puts a record into the archive where its entity has one, removes it otherwise; what is there no more is 404 (alfaCRM contract 4.1). */
export const deleteAction: Action = async (call) => {
  const { crm, context, model } = call;
  const id = idOf(call);
  if (model.archived !== true) {
    await deleteRecord(crm, context, model.entity, id);
    return DELETED;
  }
  const record = await readRecord(crm, context, model.entity, id);
  if ((record['archived_at'] ?? null) !== null) throw new HttpError(404, PAGE_NOT_FOUND);
  await updateRecord(crm, context, model.entity, id, { archived_at: crm.clock() });
  return DELETED;
};
