import { relatedRecords } from '../../../core/clients/related.ts';
import { CrmError } from '../../../core/errors.ts';
import type { Eventual } from '../../../core/eventual.ts';
import { readPart } from '../../../core/records/read-record.ts';
import { oneOf } from '../../../core/query/filter.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';
import type { Answer, Call } from '../call.ts';
import { externalIdsOf, presentExternalId } from '../client/external-ids.ts';
import { clidOf, clientByUid, firstVisible, textOf } from '../client/identify.ts';
import { presentContact } from '../client/present-contacts.ts';
import { mainPersonOf } from '../client/main-persons.ts';
import { infoFields, parentTitle, presentInfo, presentMainPerson } from '../client/present-info.ts';
import { clientsByInn, fullBankInfo, requisitesOf } from '../client/requisites.ts';
import { CLIENT_NOT_FOUND, MISSING_CLID, NOT_FOUND } from '../errors.ts';
import { asBoolean } from '../transport/boolean.ts';
import { WireError } from '../transport/envelope.ts';
import { member } from '../../transport/parameters.ts';

/** `client/info`: one client by `uid`, `clid` or `inn`, with the blocks asked for. */
export async function clientInfo(call: Call): Promise<Answer> {
  const { crm: { storage }, parameters } = call;
  const found = findClient(call);
  const client = found instanceof Promise ? await found : found;
  const data = presentInfo(call, client);
  const parent = numberAt(client, 'parent') ?? 0;
  if (data['head'] !== undefined && parent !== 0) data['head'] = await parentTitle(call, parent);
  if (data['pid'] !== undefined && data['pid'] !== 0) data['person'] = presentMainPerson(await mainPersonOf(call, client));
  if (asBoolean(member(parameters, 'bankinfo'))) data['bankinfo'] = fullBankInfo(client, (await requisitesOf(storage, [client.id])).get(client.id));
  if (asBoolean(member(parameters, 'uids'))) data['uids'] = ((await externalIdsOf(storage, [client.id])).get(client.id) ?? []).map((record) => presentExternalId(call, record));
  if (asBoolean(member(parameters, 'contacts'))) data['contacts'] = (await relatedRecords(storage, 'person', client.id)).map((person) => presentContact(call, client, person));
  return { data };
}

/** `uid` wins over `clid` when both are given (SalesMan contract 2.1.3). */
function findClient(call: Call): Eventual<CrmRecord> {
  const [uid, clid, inn] = [textOf(call, 'uid'), clidOf(call), textOf(call, 'inn')];
  if (uid !== undefined) return clientByUid(call, uid).then((id) => read(call, id));
  if (clid !== undefined) return read(call, clid, CLIENT_NOT_FOUND);
  if (inn !== undefined) return clientByInn(call, inn).then((id) => read(call, id));
  throw new WireError(MISSING_CLID);
}

async function clientByInn(call: Call, inn: string): Promise<number | undefined> {
  return firstVisible(call, oneOf('id', await clientsByInn(call.crm.storage, inn)));
}

function read({ crm, context, directory }: Call, id: number | undefined, fault = NOT_FOUND): Eventual<CrmRecord> {
  if (id === undefined) throw new WireError(fault);
  const refuse = (error: unknown): never => {
    throw error instanceof CrmError && error.code === 'not_found' ? new WireError(fault, { cause: error }) : error;
  };
  try {
    const record = readPart(crm, context, 'client', id, infoFields(directory.catalog.entity('client')));
    return record instanceof Promise ? record.catch(refuse) : record;
  } catch (error) {
    return refuse(error);
  }
}
