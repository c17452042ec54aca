import { CrmError } from '../../../core/errors.ts';
import { readDeleted } from '../../../core/records/restore-record.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';
import type { Answer, Call } from '../call.ts';
import { instantText } from '../shapes/wire-value.ts';
import { presentRecord } from './present-record.ts';
import { readLimit } from './read-page.ts';
import { readEntity } from './shown-entity.ts';

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
    if (await isRestorable(call, entity.definition.name, record)) data.push({ ...presentRecord(entity, record), deleted_at: instantText(numberAt(record, 'deleted_at') ?? 0) });
  }
  return { status: 200, body: { data, limit } };
}

async function isRestorable({ crm, context, directory }: Call, entity: string, { id }: CrmRecord): Promise<boolean> {
  try {
    await readDeleted(crm, context, directory, entity, id);
    return true;
  } catch (error) {
    if (error instanceof CrmError && (error.code === 'not_found' || error.code === 'forbidden')) return false;
    throw error;
  }
}
