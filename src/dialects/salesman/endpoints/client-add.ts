import { addClient } from '../../../core/clients/add-client.ts';
import type { Answer, Call } from '../call.ts';
import { readClientInput } from '../client/read-client.ts';
import { member } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asText } from '../transport/values.ts';
import { readInstant } from '../../transport/local-times.ts';

/** `client/add`: refuses a client without a title (405) and one that we have (406 with its clid). */
export async function clientAdd(call: Call): Promise<Answer> {
  const input = readClientInput(call);
  const uid = settle(asText(member(call.parameters, 'uid')), 'uid');
  const created = readCreated(call);
  const id = await addClient(call.crm, call.context, {
    ...input,
    values: { ...input.values, ...(uid === null || uid === undefined ? {} : { external_id: uid }) },
    ...(created === undefined ? {} : { createdAt: created }),
  });
  return { result: 'Успешно', data: id };
}

/** A date that cannot be read counts as not sent (SalesMan contract 2.1.4). */
function readCreated({ parameters, zone }: Call): number | undefined {
  const text = settle(asText(member(parameters, 'date_create')), 'date_create');
  return text === null || text === undefined ? undefined : readInstant(zone, text);
}
