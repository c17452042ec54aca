import type { FieldInputs } from '../../../core/records/accept-values.ts';
import { equals, oneOf } from '../../../core/query/filter.ts';
import type { Storage } from '../../../core/storage.ts';
import { listAt, numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import { member, type Parameters } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asMembers, textOrList } from '../transport/values.ts';
import { KIND_WORDS, REQUISITE_NAMES, REQUISITES_MEMBER, SHORT_LEGAL_NAME } from '../wire-names.ts';

/** The requisites that `recv` brings, by core field; undefined when there is none to write. */
export function readRequisiteInputs(parameters: Parameters): FieldInputs | undefined {
  const given = settle(asMembers(member(parameters, REQUISITES_MEMBER)), REQUISITES_MEMBER);
  if (given === null || given === undefined) return undefined;
  const inputs = [...REQUISITE_NAMES, SHORT_LEGAL_NAME].flatMap(([wire, core]) => {
    const text = settle(textOrList(member(given, wire)), `${REQUISITES_MEMBER}[${wire}]`);
    return text === undefined ? [] : [[core, text === null ? '' : text.trim()] as const];
  });
  return inputs.length === 0 ? undefined : Object.fromEntries(inputs);
}

/** The requisites of these clients, by client. */
export async function requisitesOf(storage: Storage, clientIds: readonly number[]): Promise<ReadonlyMap<number, CrmRecord>> {
  const records = await storage.findRecords({ entity: 'requisites', filter: oneOf('client', clientIds), sort: { field: 'id', descending: false }, offset: 0, limit: clientIds.length });
  return new Map(records.map((record) => [numberAt(record, 'client') ?? 0, record]));
}

/** The clients whose requisites hold this INN exactly. */
export async function clientsByInn(storage: Storage, inn: string): Promise<readonly number[]> {
  const records = await storage.findRecords({ entity: 'requisites', filter: equals('inn', inn), sort: { field: 'id', descending: false }, offset: 0, limit: 1000, fields: ['client'] });
  return records.flatMap((record) => numberAt(record, 'client') ?? []);
}

/** `bankinfo` of `client/list`: exactly the fifteen documented keys. */
export function bankInfo(requisites: CrmRecord | undefined): Record<string, string> {
  return Object.fromEntries(REQUISITE_NAMES.map(([wire, core]) => [wire, requisites === undefined ? '' : (textAt(requisites, core) ?? '')]));
}

/** `bankinfo` of `client/info`: the keys that live servers send there, in their order (SalesMan contract 2.1.3). */
export function fullBankInfo(client: CrmRecord, requisites: CrmRecord | undefined): Record<string, string | number> {
  const { castUrName = '', castInn = '', castKpp = '', ...rest } = bankInfo(requisites);
  return {
    clid: client.id,
    castUrName,
    castUrNameShort: requisites === undefined ? '' : (textAt(requisites, 'legal_name_short') ?? ''),
    castName: textAt(client, 'name') ?? '',
    castInn,
    castKpp,
    ...rest,
    castFacAddr: listAt(client, 'addresses')[0] ?? '',
    castType: KIND_WORDS[textAt(client, 'kind') ?? 'company'] ?? 'client',
  };
}
