import { readShown } from '../../../core/records/read-record.ts';
import type { Answer, Call } from '../call.ts';
import { etagOf } from '../http/if-match.ts';
import { parseId } from '../http/parse-id.ts';
import { presentRecord } from './present-record.ts';
import { readFields } from './read-page.ts';
import { readEntity } from './shown-entity.ts';
import { titlesFor } from './titles.ts';

/** `GET /records/{entity}/{id}`: one record, with its version as ETag. */
export async function getRecord(call: Call): Promise<Answer> {
  const entity = readEntity(call, call.param('entity'));
  const fields = readFields(entity, call.query);
  const { name } = entity.definition;
  const record = await readShown(call.crm, call.context, name, parseId(name, call.param('id')));
  const titles = await titlesFor(call, entity, [record], fields);
  return { status: 200, headers: { etag: etagOf(record.version) }, body: { ...presentRecord(entity, record, fields), ...titles(record) } };
}
