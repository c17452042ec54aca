import { expect } from 'vitest';
import type { StoredEvent } from '../../src/core/events/stored-event.ts';
import type { EventFormat, EventParts } from '../../src/dialects/dialect.ts';
import native from '../../src/dialects/native/index.ts';
import salesman from '../../src/dialects/salesman/index.ts';
import { openZone } from '../../src/core/time.ts';
import { EMAIL, KEY, onEveryEngine, type World } from '../alfacrm/world.ts';

/** More than a test writes. */
const MANY = 10_000;

/** A store that SalesMan, alfaCRM and the native API write into. */
export function withAllFaces(title: string, suite: (world: () => World) => void): void {
  onEveryEngine(title, suite, { dialects: [salesman, native] });
}

/** The events that a write tells of, as receivers read them out of the outbox. */
export async function eventsOf(world: World, write: () => Promise<unknown>): Promise<readonly StoredEvent[]> {
  const before = await outbox(world);
  await write();
  const last = Math.max(0, ...before.map(({ id }) => id));
  return (await outbox(world)).filter(({ id }) => id > last);
}

async function outbox({ crm }: World): Promise<readonly StoredEvent[]> {
  return (await crm.storage.deliveries.newEvents(MANY)).events;
}

export async function partsOf({ crm }: World): Promise<EventParts> {
  return { crm, zone: openZone('Europe/Moscow'), directory: await crm.directory() };
}

/** What a format says of what a write tells of, as JSON that has travelled, by the names of the format. */
export async function toldBy(world: World, format: EventFormat, write: () => Promise<unknown>): Promise<readonly { readonly name: string; readonly body: unknown }[]> {
  const events = await eventsOf(world, write);
  const parts = await partsOf(world);
  const told = await Promise.all(events.map(async (event) => ({ name: format.nameOf(event, parts.directory.catalog), body: await format.present(event, parts) })));
  return told.flatMap(({ name, body }) => (name === undefined || body === undefined ? [] : [{ name, body: JSON.parse(JSON.stringify(body)) as unknown }]));
}

/** `POST /developer/v3/{call}`; gives the answer, which must be no refusal. */
export async function salesmanCall({ app }: World, call: string, members: object): Promise<Record<string, unknown>> {
  const { body } = await app.inject({ method: 'POST', url: `/developer/v3/${call}`, headers: { 'content-type': 'application/json', apikey: KEY, login: EMAIL }, payload: JSON.stringify(members) });
  const answer: Record<string, unknown> = Object(JSON.parse(body));
  expect({ call, error: Object(answer['error']).code }).toEqual({ call, error: undefined });
  return answer;
}

/** A call of the native API that must succeed; gives the id of the record. */
export async function nativeCall({ app }: World, method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<number> {
  const { statusCode, body: text } = await app.inject({
    method, url: `/api/v1/records/${path}`, headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  expect({ path, ok: statusCode < 300, text: statusCode < 300 ? '' : text }).toEqual({ path, ok: true, text: '' });
  return text === '' ? 0 : Number(Object(JSON.parse(text)).id);
}
