import { updateClient } from '../../../core/clients/update-client.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import type { Answer, Call } from '../call.ts';
import { clidOf, clientByUid, textOf } from '../client/identify.ts';
import { readClientInput } from '../client/read-client.ts';
import { CLIENT_NOT_FOUND, MISSING_CLID } from '../errors.ts';
import { WireError } from '../transport/envelope.ts';

const CHANGED = 'Успешно';
const SAME = 'Данные корректны, но идентичны имеющимся.';
const REQUISITES = 'Реквизиты обновлены';

/** `client/update`: only the members sent are written; requisites even when nothing else differs. */
export async function clientUpdate(call: Call): Promise<Answer> {
  const [clid, uid] = [clidOf(call), textOf(call, 'uid')];
  const id = clid ?? (await idByUid(call, uid));
  const stored = await readRecord(call.crm, call.context, 'client', id);
  const input = readClientInput(call, stored);
  // Addressed by clid, a new uid replaces the stored one, as the documentation's sample does (SalesMan contract 2.1.6).
  const values = clid !== undefined && uid !== undefined ? { ...input.values, external_id: uid } : input.values;
  const updated = await updateClient(call.crm, call.context, id, { ...input, values });
  const outcome = updated.activityId === undefined ? { data: id } : { data: id, hid: updated.activityId };
  const result = updated.activityId === undefined ? SAME : CHANGED;
  return updated.requisites ? { ...outcome, result: `${result}; ${REQUISITES}`, recv: REQUISITES } : { ...outcome, result };
}

async function idByUid(call: Call, uid: string | undefined): Promise<number> {
  if (uid === undefined) throw new WireError(MISSING_CLID);
  const id = await clientByUid(call, uid);
  if (id === undefined) throw new WireError(CLIENT_NOT_FOUND);
  return id;
}
