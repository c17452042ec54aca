import type { StoredEvent } from '../../../core/events/stored-event.ts';
import type { EventFormat, EventParts } from '../../dialect.ts';
import { EVENT_LINES } from './event-lines.ts';
import { nameOf } from './name-of.ts';
import { PAYLOADS } from './payloads.ts';

/** The account of a single installation (SalesMan contract 4.3). */
const IDENTITY = 1;

/** SalesMan's WebHooks: one flat JSON object, what the event is about first (SalesMan contract 4.3). */
export const salesmanEvents: EventFormat = {
  name: 'salesman',
  title: { ru: 'WebHook SalesMan CRM', en: 'SalesMan CRM WebHook' },
  events: EVENT_LINES,
  nameOf,
  present,
};

async function present(event: StoredEvent, parts: EventParts): Promise<object | undefined> {
  const name = nameOf(event);
  const payload = name === undefined ? undefined : await PAYLOADS[name]?.(event, parts);
  return payload === undefined ? undefined : asForm({ ...payload, event: name, identity: IDENTITY, iduser1: event.actorId ?? 0 });
}

/** As values look that travelled as a form: scalars are texts, what is null is not there, lists and objects stay. */
function asForm(members: object): object {
  return Object.fromEntries(Object.entries(members).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    return [[name, typeof value === 'object' ? value : String(value)]];
  }));
}
