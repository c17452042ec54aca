import type { EntityDefinition } from '../../../core/metadata/definitions.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import { canSee } from '../../../core/permissions/restrict.ts';
import type { Call } from '../call.ts';
import { localDateTime } from '../../transport/local-times.ts';
import { displayDateTime } from '../wire-dates.ts';
import { activeFields, extraFields, KIND_WORDS, shownMembers } from '../wire-names.ts';
import { firstOrNull, joined, nameOf, titleOf } from './present-list.ts';

/** Fields of a client that the answer, or a block of it, is made of beside those that an account configures. */
const ALWAYS = ['name', 'addresses', 'main_person', 'created_at', 'created_by', 'updated_at', 'updated_by', 'kind', 'external_id', 'favourite', 'price_level', 'archived_at'];
const FIELDS = new WeakMap<EntityDefinition, readonly string[]>();

/** What of a client is read for an answer: the hottest call reads no more; one list for each version of the definition. */
export function infoFields(client: EntityDefinition): readonly string[] {
  const known = FIELDS.get(client) ?? [...ALWAYS, ...activeFields(client).map(({ core }) => core)];
  FIELDS.set(client, known);
  return known;
}

const NOBODY = 'не определено';

/**
 * One client with the keys that live servers send (SalesMan contract 2.1.3), a superset of the documentation's sample.
 * Members of switched-off fields are undefined, so JSON leaves them out; one literal keeps the hottest answer quick.
 * Here `clientpath` is the title and `clientpath2` the id. Of the parent and the main contact it tells no more than the
 * client does: `head` and `person` are filled in by who reads these.
 */
export function presentInfo(call: Call, client: CrmRecord): Record<string, unknown> {
  const { directory, zone } = call;
  const definition = directory.catalog.entity('client');
  const shown = shownMembers(definition);
  const item = (dictionary: string, field: string): CrmRecord | undefined => directory.dictionary(dictionary).byId(numberAt(client, field) ?? 0);
  const id = (field: string): number => numberAt(client, field) ?? 0;
  const when = <T>(wire: string, value: T): T | undefined => (shown.has(wire) ? value : undefined);
  const relation = when('tip_cmr', titleOf(item('relation', 'relation')));
  const edited = numberAt(client, 'updated_at');
  const created = id('created_at');
  const uid = textAt(client, 'external_id');

  const data: Record<string, unknown> = {
    clid: client.id,
    uid,
    clientUID: uid,
    iduser: when('iduser', id('owner')),
    title: textAt(client, 'name'),
    des: when('des', textAt(client, 'note')),
    idcategory: when('idcategory', id('industry')),
    category: when('idcategory', titleOf(item('industry', 'industry')) ?? ''),
    phone: when('phone', joined(client, 'phones')),
    fax: when('fax', joined(client, 'faxes')),
    site_url: when('site_url', joined(client, 'websites')),
    mail_url: when('mail_url', joined(client, 'emails')),
    address: when('address', firstOrNull(client, 'addresses')),
    pid: when('pid', id('main_person')),
    fav: client['favourite'] === true ? 'yes' : 'no',
    trash: numberAt(client, 'archived_at') === null ? 'no' : 'yes',
    head_clid: when('head_clid', id('parent')),
    head: when('head_clid', ''),
    scheme: when('scheme', textAt(client, 'decision_scheme')),
    tip_cmr: relation,
    relation,
    territory: when('territory', id('territory')),
    territoryname: when('territory', titleOf(item('territory', 'territory'))),
    created: localDateTime(zone, created),
    creator: directory.account(id('created_by'))?.name ?? NOBODY,
    creatorID: id('created_by'),
    date_create: displayDateTime(zone, created),
    edited: edited === null ? null : localDateTime(zone, edited),
    editor: edited === null ? '' : (directory.account(id('updated_by'))?.name ?? NOBODY),
    editorID: edited === null ? 0 : id('updated_by'),
    date_edit: edited === null ? '' : displayDateTime(zone, edited),
    dostup: [],
    clientpath: when('clientpath', titleOf(item('source', 'source'))),
    clientpath2: when('clientpath', id('source')),
    type: KIND_WORDS[textAt(client, 'kind') ?? 'company'] ?? 'client',
    priceLevel: `price_${textAt(client, 'price_level') ?? '1'}`,
  };
  for (const { wire, core } of extraFields(definition)) data[wire] = textAt(client, core);
  if (shown.has('pid')) data['person'] = null;
  return data;
}

/** The parent company's title, unless the caller may not see that client. */
export async function parentTitle({ crm, directory, account }: Call, id: number): Promise<string> {
  const parent = await crm.storage.readRecord('client', id);
  return parent !== undefined && canSee(directory, account, directory.catalog.entity('client'), parent) ? (nameOf(parent) ?? '') : '';
}

/** The main contact, as `person` of `client/info`. */
export function presentMainPerson(person: CrmRecord | undefined): object | null {
  if (person === undefined) return null;
  return { pid: person.id, title: nameOf(person), post: textAt(person, 'post'), phone: joined(person, 'phones'), mob: joined(person, 'mobiles'), email: joined(person, 'emails') };
}
