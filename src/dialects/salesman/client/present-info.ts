import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import { canSee } from '../../../core/permissions/restrict.ts';
import type { Call } from '../call.ts';
import { displayDateTime, wireDateTime } from '../wire-dates.ts';
import { activeFields, KIND_WORDS } from '../wire-names.ts';
import { firstOrNull, joined, nameOf, titleOf } from './present-list.ts';

const NOBODY = 'не определено';

/**
 * One client with the keys that live servers send (SalesMan contract 2.1.3), a superset of the documentation's sample.
 * Members of switched-off fields are left out. Here `clientpath` is the title and `clientpath2` the id.
 */
export async function presentInfo(call: Call, client: CrmRecord): Promise<Record<string, unknown>> {
  const { crm, directory, zone } = call;
  const shown = new Set(activeFields(directory.catalog.entity('client')).map(({ wire }) => wire));
  const item = (dictionary: string, field: string): CrmRecord | undefined => directory.dictionary(dictionary).byId(numberAt(client, field) ?? 0);
  const relation = titleOf(item('relation', 'relation'));
  const edited = numberAt(client, 'updated_at');
  const created = numberAt(client, 'created_at') ?? 0;
  const uid = textAt(client, 'external_id');

  const data: Record<string, unknown> = { clid: client.id, uid, clientUID: uid };
  if (shown.has('iduser')) data['iduser'] = numberAt(client, 'owner') ?? 0;
  data['title'] = textAt(client, 'name');
  if (shown.has('des')) data['des'] = textAt(client, 'note');
  if (shown.has('idcategory')) {
    data['idcategory'] = numberAt(client, 'industry') ?? 0;
    data['category'] = titleOf(item('industry', 'industry')) ?? '';
  }
  if (shown.has('phone')) data['phone'] = joined(client, 'phones');
  if (shown.has('fax')) data['fax'] = joined(client, 'faxes');
  if (shown.has('site_url')) data['site_url'] = joined(client, 'websites');
  if (shown.has('mail_url')) data['mail_url'] = joined(client, 'emails');
  if (shown.has('address')) data['address'] = firstOrNull(client, 'addresses');
  if (shown.has('pid')) data['pid'] = numberAt(client, 'main_person') ?? 0;
  data['fav'] = client['favourite'] === true ? 'yes' : 'no';
  data['trash'] = numberAt(client, 'archived_at') === null ? 'no' : 'yes';
  if (shown.has('head_clid')) {
    data['head_clid'] = numberAt(client, 'parent') ?? 0;
    data['head'] = await parentTitle(call, numberAt(client, 'parent'));
  }
  if (shown.has('scheme')) data['scheme'] = textAt(client, 'decision_scheme');
  if (shown.has('tip_cmr')) {
    data['tip_cmr'] = relation;
    data['relation'] = relation;
  }
  if (shown.has('territory')) {
    data['territory'] = numberAt(client, 'territory') ?? 0;
    data['territoryname'] = titleOf(item('territory', 'territory'));
  }
  data['created'] = wireDateTime(zone, created);
  data['creator'] = directory.account(numberAt(client, 'created_by') ?? 0)?.name ?? NOBODY;
  data['creatorID'] = numberAt(client, 'created_by') ?? 0;
  data['date_create'] = displayDateTime(zone, created);
  data['edited'] = edited === null ? null : wireDateTime(zone, edited);
  data['editor'] = edited === null ? '' : (directory.account(numberAt(client, 'updated_by') ?? 0)?.name ?? NOBODY);
  data['editorID'] = edited === null ? 0 : (numberAt(client, 'updated_by') ?? 0);
  data['date_edit'] = edited === null ? '' : displayDateTime(zone, edited);
  data['dostup'] = [];
  if (shown.has('clientpath')) {
    data['clientpath'] = titleOf(item('source', 'source'));
    data['clientpath2'] = numberAt(client, 'source') ?? 0;
  }
  data['type'] = KIND_WORDS[textAt(client, 'kind') ?? 'company'] ?? 'client';
  data['priceLevel'] = `price_${textAt(client, 'price_level') ?? '1'}`;
  for (const { wire, core, field } of activeFields(directory.catalog.entity('client'))) {
    if (Object.keys(field.annotations).length > 0) data[wire] = textAt(client, core);
  }
  if (shown.has('pid')) data['person'] = presentMainPerson(await crm.storage.readRecord('person', numberAt(client, 'main_person') ?? 0));
  return data;
}

/** The parent company's title, unless the caller may not see that client. */
async function parentTitle({ crm, directory, account }: Call, id: number | null): Promise<string> {
  const parent = id === null ? undefined : await crm.storage.readRecord('client', id);
  return parent !== undefined && canSee(directory, account, directory.catalog.entity('client'), parent) ? (nameOf(parent) ?? '') : '';
}

function presentMainPerson(person: CrmRecord | undefined): object | null {
  if (person === undefined || numberAt(person, 'deleted_at') !== null) return null;
  return { pid: person.id, title: nameOf(person), post: textAt(person, 'post'), phone: joined(person, 'phones'), mob: joined(person, 'mobiles'), email: joined(person, 'emails') };
}
