import { listAt, numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import { localDateTime } from '../../transport/local-times.ts';
import { joined, nameOf, titleOf } from './present-list.ts';

/** `contacts` of `client/info`: ids travel as text there (SalesMan contract 2.0.2). */
export function presentContact({ directory, zone }: Call, client: CrmRecord, person: CrmRecord): object {
  const owner = numberAt(person, 'owner') ?? 0;
  const loyalty = directory.dictionary('loyalty').byId(numberAt(person, 'loyalty') ?? 0);
  return {
    pid: String(person.id),
    person: nameOf(person),
    ptitle: textAt(person, 'post'),
    clid: String(client.id),
    tel: joined(person, 'phones'),
    mob: joined(person, 'mobiles'),
    mail: joined(person, 'emails'),
    iduser: String(owner),
    rol: listAt(person, 'roles').join(';'),
    date_create: localDateTime(zone, numberAt(person, 'created_at') ?? 0),
    client: nameOf(client),
    user: directory.account(owner)?.name ?? '',
    color: loyalty === undefined ? null : textAt(loyalty, 'color'),
    relation: titleOf(loyalty),
    clientpath: titleOf(directory.dictionary('source').byId(numberAt(person, 'source') ?? 0)),
  };
}
