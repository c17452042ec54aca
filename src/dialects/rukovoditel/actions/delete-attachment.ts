import { CrmError } from '../../../core/errors.ts';
import { isCalled } from '../../../core/files/plan-files.ts';
import { allowReading } from '../../../core/permissions/allow.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import { updateRecord } from '../../../core/records/update-record.ts';
import { listAt } from '../../../core/values.ts';
import { member } from '../../transport/parameters.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { readText } from '../transport/read-text.ts';
import { entityOf, requiredId } from './entity-of.ts';
import { fileFieldOf } from './file-field.ts';

const MAX_TRIES = 5;

/** `delete_attachment`: clears the field, or takes one file out of it (Rukovoditel contract 2.9.3). */
export async function deleteAttachment(call: ActionCall): Promise<ActionAnswer> {
  const entity = entityOf(call);
  const rights = allowReading(call.directory, call.account, entity.definition);
  if (rights.update === 'none') throw new CrmError('forbidden', { entity: entity.definition.name });
  const itemId = requiredId(call, 'item_id');
  const field = fileFieldOf(call, entity);
  const wanted = readText(member(call.parameters, 'filename')) ?? '';
  for (let tries = 1; ; tries++) {
    const record = await readRecord(call.crm, call.context, entity.definition.name, itemId);
    const left = wanted === '' ? null : listAt(record, field.name).filter((file) => !isCalled(file, wanted));
    try {
      await updateRecord(call.crm, call.context, entity.definition.name, itemId, { [field.name]: left }, { version: record.version });
      return { data: { id: String(itemId) } };
    } catch (error) {
      if (!(error instanceof CrmError && error.code === 'conflict') || tries === MAX_TRIES) throw error;
    }
  }
}
