import { relatedRecords } from '../../../core/clients/related.ts';
import { CrmError } from '../../../core/errors.ts';
import { readPart } from '../../../core/records/read-record.ts';
import { oneOf } from '../../../core/query/filter.ts';
import type { CrmRecord } from '../../../core/values.ts';
import type { Answer, Call } from '../call.ts';
import { externalIdsOf, presentExternalId } from '../client/external-ids.ts';
import { clidOf, clientByUid, firstVisible, textOf } from '../client/identify.ts';
import { presentContact } from '../client/present-contacts.ts';
import { infoFields, presentInfo } from '../client/present-info.ts';
import { clientsByInn, fullBankInfo, requisitesOf } from '../client/requisites.ts';
import { CLIENT_NOT_FOUND, MISSING_CLID, NOT_FOUND } from '../errors.ts';
import { asBoolean } from '../transport/boolean.ts';
import { WireError } from '../transport/envelope.ts';
import { member } from '../../transport/parameters.ts';

/** `client/info`: one client by `uid`, `clid` or `inn`, with the blocks asked for. */
export async function clientInfo(call: Call): Promise<Answer> {
  const { crm: { storage }, parameters } = call;
  const client = await findClient(call);
  const data = await presentInfo(call, client);
  if (asBoolean(member(parameters, 'bankinfo'))) data['bankinfo'] = fullBankInfo(client, (await requisitesOf(storage, [client.id])).get(client.id));
  if (asBoolean(member(parameters, 'uids'))) data['uids'] = ((await externalIdsOf(storage, [client.id])).get(client.id) ?? []).map((record) => presentExternalId(call, record));
  if (asBoolean(member(parameters, 'contacts'))) data['contacts'] = (await relatedRecords(storage, 'person', client.id)).map((person) => presentContact(call, client, person));
  return { data };
}

/** `uid` wins over `clid` when both are given (SalesMan contract 2.1.3). */
async function findClient(call: Call): Promise<CrmRecord> {
  const [uid, clid, inn] = [textOf(call, 'uid'), clidOf(call), textOf(call, 'inn')];
  if (uid !== undefined) return read(call, await clientByUid(call, uid));
  if (clid !== undefined) return read(call, clid, CLIENT_NOT_FOUND);
  if (inn !== undefined) return read(call, await firstVisible(call, oneOf('id', await clientsByInn(call.crm.storage, inn))));
  throw new WireError(MISSING_CLID);
}

async function read({ crm, context, directory }: Call, id: number | undefined, fault = NOT_FOUND): Promise<CrmRecord> {
  if (id === undefined) throw new WireError(fault);
  try {
    return await readPart(crm, context, 'client', id, infoFields(directory.catalog.entity('client')));
  } catch (error) {
    if (error instanceof CrmError && error.code === 'not_found') throw new WireError(fault, { cause: error });
    throw error;
  }
}
