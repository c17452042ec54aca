import type { Parameters } from '../../transport/parameters.ts';
import type { WireEntity } from '../application/application.ts';
import type { ActionCall } from '../call.ts';
import { ensureTags } from './ensure-tags.ts';
import { readValues, type WireValues } from './read-values.ts';

/** What a client wants written to one record, once the tags that it names anew are choices. */
export async function readTagged(call: ActionCall, entity: WireEntity, sent: Parameters): Promise<WireValues> {
  const tagged = await ensureTags(call, entity, sent);
  return readValues(tagged.call, entity, tagged.sent);
}
