import type { StoredEvent } from '../../../core/events/stored-event.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { EventParts } from '../../dialect.ts';
import { changedValues } from './changed.ts';
import { members, roubles } from './members.ts';

/** The members of an event before those that all have; undefined: nothing that this API knows has changed. */
export type Payload = (event: StoredEvent, parts: EventParts) => object | undefined | Promise<object | undefined>;

const autor = ({ actorId }: StoredEvent): number => actorId ?? 0;
const now = (event: StoredEvent): CrmRecord => ({ ...event.after, id: event.recordId, version: 0 });
const before = (event: StoredEvent): CrmRecord => ({ ...event.before, id: event.recordId, version: 0 });
const owner = (event: StoredEvent): number => (typeof event.owner === 'number' ? event.owner : 0);

/** The record and who made the change, no more. */
const about = (key: string): Payload => (event) => ({ [key]: event.recordId, autor: autor(event) });
const moved = (key: string): Payload => (event) => ({
  [key]: event.recordId, autor: autor(event), olduser: numberAt(before(event), 'owner') ?? 0, newuser: numberAt(now(event), 'owner') ?? 0, comment: '',
});

/** `newparam` alone tells what happened: without it there is nothing to say. */
function edited(entity: 'client' | 'person' | 'deal', rest: Payload): Payload {
  return async (event, parts) => {
    const newparam = members(entity, changedValues(event), parts);
    return Object.keys(newparam).length === 0 ? undefined : { ...(await rest(event, parts)), newparam };
  };
}

/** SalesMan contract 4.1: the keys of each event, in their order. */
export const PAYLOADS: Readonly<Record<string, Payload>> = {
  'client.add': (event) => ({ clid: event.recordId, autor: autor(event), user: owner(event) }),
  'client.edit': edited('client', (event) => ({ clid: event.recordId, autor: autor(event), user: owner(event) })),
  'client.delete': about('clid'),
  'client.change.recv': async (event, { crm }) => ({ clid: event.recordId, autor: autor(event), user: numberAt(await stored(crm, event), 'owner') ?? 0 }),
  'client.change.user': (event) => ({
    clid: event.recordId, autor: autor(event), olduser: event.facts['from'] ?? 0, newuser: event.facts['to'] ?? owner(event), comment: event.facts['reason'] ?? '',
  }),
  'person.add': about('pid'),
  'person.edit': edited('person', about('pid')),
  'person.delete': about('pid'),
  'person.change.user': moved('pid'),
  'deal.add': (event, parts) => ({ did: event.recordId, autor: autor(event), userUID: uidOf(event, parts), newparam: members('deal', event.after ?? {}, parts) }),
  'deal.edit': edited('deal', about('did')),
  'deal.delete': about('did'),
  'deal.change.user': moved('did'),
  'deal.change.step': (event, parts) => ({ did: event.recordId, autor: autor(event), stepOld: percent(before(event), parts), stepNew: percent(now(event), parts), reason: '', comment: '' }),
  'deal.close': async (event, { crm }) => ({ did: event.recordId, autor: autor(event), summa: roubles(numberAt(await stored(crm, event), 'amount') ?? 0), status: '' }),
  'task.add': about('id'),
  'task.edit': ofTask,
  'task.doit': ofTask,
  'history.add': about('id'),
  'history.edit': about('id'),
  'lead.add': (event) => ({ ...leadLinks(now(event)), iduser: 0 }),
  'lead.setuser': (event) => (event.before === null ? { ...leadLinks(now(event)), iduser: owner(event) } : { id: event.recordId, iduser: owner(event), coordinator: autor(event) }),
  'lead.do': async (event, { crm }) => {
    if (event.after?.['status'] === 'rejected') return { id: event.recordId, iduser: owner(event), coordinator: autor(event) };
    const { id, ...links } = leadLinks(await stored(crm, event));
    return { id, autor: autor(event), ...links, coordinator: autor(event) };
  },
};

/** The author of a task is 0 where it is his own (SalesMan contract 3.4). */
async function ofTask(event: StoredEvent, { crm }: EventParts): Promise<object> {
  const author = numberAt(await stored(crm, event), 'created_by') ?? 0;
  return { id: event.recordId, autor: author === owner(event) ? 0 : author };
}

function leadLinks(lead: CrmRecord): { readonly id: number; readonly clid: number; readonly pid: number; readonly did: number } {
  return { id: lead.id, clid: numberAt(lead, 'client') ?? 0, pid: 0, did: numberAt(lead, 'deal') ?? 0 };
}

function uidOf({ actorId }: StoredEvent, { directory }: EventParts): string {
  const account = actorId === null ? undefined : directory.account(actorId);
  return account === undefined ? '' : (textAt(account.record, 'external_id') ?? '');
}

/** No stage is 0 percent. */
function percent(deal: CrmRecord, { directory }: EventParts): number {
  const stage = directory.dictionary('deal_stage').byId(numberAt(deal, 'stage') ?? 0);
  return stage === undefined ? 0 : (numberAt(stage, 'percent') ?? 0);
}

/** What the event says nothing of: the record as it is now, with what the event says over it. */
async function stored(crm: EventParts['crm'], event: StoredEvent): Promise<CrmRecord> {
  const record = await crm.storage.readRecord(event.entity, event.recordId);
  return { ...record, ...event.after, id: event.recordId, version: record?.version ?? 0 };
}
