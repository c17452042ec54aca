import { mayDelete } from '../../../core/permissions/allow.ts';
import { seesRecord } from '../../../core/permissions/visible-records.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';
import type { Answer, Call } from '../call.ts';
import { instantText } from '../shapes/wire-value.ts';
import { presentRecord } from './present-record.ts';
import { readLimit } from './read-page.ts';
import { readEntity, type ShownEntity } from './shown-entity.ts';

/** So many of the newest deletions are looked through for those that concern the caller. */
const LOOKED_THROUGH = 2000;

/** `GET /records/{entity}/deleted`: what the caller could restore, the newest deletion first. */
export async function deletedRecords(call: Call): Promise<Answer> {
  const entity = readEntity(call, call.param('entity'));
  const limit = readLimit(call.query);
  const newest = await call.crm.storage.findDeleted(entity.definition.name, LOOKED_THROUGH);
  const data: object[] = [];
  for (const record of newest) {
    if (data.length === limit) break;
    if (await isRestorable(call, entity, record)) data.push({ ...presentRecord(entity, record), deleted_at: instantText(numberAt(record, 'deleted_at') ?? 0) });
  }
  return { status: 200, body: { data, limit } };
}

/** Whether the caller could see and delete it if it were not deleted. */
async function isRestorable({ crm, context: { account }, directory }: Call, { definition }: ShownEntity, record: CrmRecord): Promise<boolean> {
  const living = { ...record, deleted_at: null };
  return mayDelete(directory, account, definition, living) && seesRecord(crm.storage, directory, account, definition, living);
}
