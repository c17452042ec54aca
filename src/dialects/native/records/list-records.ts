import { findRecords } from '../../../core/records/find-records.ts';
import type { Answer, Call } from '../call.ts';
import { presentRecord } from './present-record.ts';
import { readPage } from './read-page.ts';
import { readEntity } from './shown-entity.ts';
import { titlesFor } from './titles.ts';

/** `GET /records/{entity}`: a page of what the caller sees of a selection, and the size of the whole of it. */
export async function listRecords(call: Call): Promise<Answer> {
  const entity = readEntity(call, call.param('entity'));
  const page = readPage(entity, call.query);
  const { records, total } = await findRecords(call.crm, call.context, page);
  const titles = await titlesFor(call, entity, records, page.fields);
  const data = records.map((record) => ({ ...presentRecord(entity, record, page.fields), ...titles(record) }));
  return { status: 200, body: { data, total, limit: page.limit, offset: page.offset } };
}
