import { readShown } from '../../../core/records/read-record.ts';
import { restoreRecord } from '../../../core/records/restore-record.ts';
import type { Answer, Call } from '../call.ts';
import { etagOf } from '../http/if-match.ts';
import { parseId } from '../http/parse-id.ts';
import { presentRecord } from './present-record.ts';
import { writtenEntity } from './shown-entity.ts';

/** `POST /records/{entity}/{id}/restore`: brings a deleted record back and gives it. */
export async function bringBackRecord(call: Call): Promise<Answer> {
  const entity = writtenEntity(call, call.param('entity'));
  const { name } = entity.definition;
  const id = parseId(name, call.param('id'));
  await restoreRecord(call.crm, call.context, name, id);
  const record = await readShown(call.crm, call.context, name, id);
  return { status: 200, headers: { etag: etagOf(record.version) }, body: presentRecord(entity, record) };
}
