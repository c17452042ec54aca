import { expect, test } from 'vitest';
import { createUser } from '../../src/core/accounts/create-user.ts';
import { authorOf } from '../../src/core/context.ts';
import { EVENT_LINES, EVENT_MODELS } from '../../src/dialects/alfacrm/events/classes.ts';
import { alfacrmEvents } from '../../src/dialects/alfacrm/events/format.ts';
import { SETUP } from '../factories.ts';
import type { World } from '../alfacrm/world.ts';
import { nativeCall, toldBy, withAllFaces } from './told.ts';

/** What a new record needs beside a title, and a change of it, in the words of the native API. */
type Sample = (links: { readonly client: number; readonly group: number; readonly tariff: number; readonly lesson: number }) => { readonly made: object; readonly changed: object };

const TITLED: Sample = () => ({ made: { title: 'Новое' }, changed: { title: 'Другое' } });
const NAMED: Sample = () => ({ made: { name: 'Новое' }, changed: { name: 'Другое' } });
const SAMPLES: Readonly<Record<string, Sample>> = {
  client: NAMED, group: NAMED, tariff: NAMED, teacher: NAMED, task: NAMED,
  source: TITLED,
  membership: ({ client, group }) => ({ made: { client, group }, changed: { ends_on: '2024-12-31' } }),
  subscription: ({ client, tariff }) => ({ made: { client, tariff, starts_on: '2024-03-01' }, changed: { note: 'x' } }),
  discount: ({ client }) => ({ made: { client, amount: 5 }, changed: { amount: 6 } }),
  lesson: () => ({ made: { starts_at: '2024-03-05T10:00:00+03:00', ends_at: '2024-03-05T11:00:00+03:00' }, changed: { topic: 'x' } }),
  regular_lesson: ({ group }) => ({ made: { weekday: 1, starts: '10:00', ends: '11:00', group }, changed: { capacity: 5 } }),
  payment: ({ client }) => ({ made: { client, type: 1, date: '2024-03-05', income: 100 }, changed: { income: 200 } }),
  bonus: ({ client }) => ({ made: { client, amount: 5 }, changed: { note: 'x' } }),
  attendance: ({ client, lesson }) => ({ made: { client, lesson }, changed: { grade: '5' } }),
};

/** People, roles and histories are not written through the native API. */
const ELSEWHERE: ReadonlySet<string> = new Set(['user', 'role', 'activity']);

withAllFaces('every alfaCRM event', (world) => {
  let links: Parameters<Sample>[0] | undefined;
  const linked = async (): Promise<Parameters<Sample>[0]> => links ??= {
    client: await nativeCall(world(), 'POST', 'client', { name: 'Анна' }),
    group: await nativeCall(world(), 'POST', 'group', { name: 'А-1' }),
    tariff: await nativeCall(world(), 'POST', 'tariff', { name: 'Разовый' }),
    lesson: await nativeCall(world(), 'POST', 'lesson', { starts_at: '2024-03-06T10:00:00+03:00', ends_at: '2024-03-06T11:00:00+03:00' }),
  };

  test.each([...EVENT_MODELS.keys()].filter((entity) => !ELSEWHERE.has(entity)))('of %s is told of when it is added, changed and deleted', async (entity) => {
    const { made, changed } = (SAMPLES[entity] ?? TITLED)(await linked());
    let id = 0;
    const created = await ofClass(world(), entity, async () => { id = await nativeCall(world(), 'POST', entity, made); });
    const updated = await ofClass(world(), entity, () => nativeCall(world(), 'PATCH', `${entity}/${id}`, changed));
    const deleted = await ofClass(world(), entity, () => nativeCall(world(), 'DELETE', `${entity}/${id}`));
    expect([created, updated, deleted].map(seen)).toEqual(asAgreed(entity));
  });

  test('of a user is told of when he is added and changed', async () => {
    let id = 0;
    const created = await ofClass(world(), 'user', async () => { id = await createUser(world().crm, SETUP, { values: { login: 'x@mail.ru', name: 'Икс' }, role: 'specialist' }); });
    expect([created, await change('user', () => id, { name: 'Игрек' }), await change('user', () => id)].map(seen)).toEqual(asAgreed('user'));
  });

  test('of a role is told of when it is added, changed and deleted', async () => {
    let id = 0;
    const created = await ofClass(world(), 'role', async () => {
      const { idOf, decision } = await world().crm.write(SETUP, (draft) => Promise.resolve(draft.insert('role', { code: 'x', title: 'Икс', visibility: 'own' })));
      id = idOf(decision);
    });
    expect([created, await change('role', () => id, { title: 'Игрек' }), await change('role', () => id)].map(seen)).toEqual(asAgreed('role'));
  });

  test('of a note is told of when it is added, changed and deleted', async () => {
    const query = `class=Customer&related_id=${(await linked()).client}`;
    let id = 0;
    const created = await ofClass(world(), 'activity', async () => { ({ id } = await world().write(`communication/create?${query}`, { comment: 'hi' })); });
    const updated = await ofClass(world(), 'activity', () => world().write(`communication/update?${query}&id=${id}`, { comment: 'hello' }));
    expect([created, updated, await ofClass(world(), 'activity', () => world().post(`communication/delete?${query}&id=${id}`, {}))].map(seen)).toEqual(asAgreed('activity'));
  });

  /** A change of a record, or its deletion, by the core. */
  const change = (entity: string, id: () => number, values?: Readonly<Record<string, string>>) => ofClass(world(), entity, async () => {
    const { crm } = world();
    const record = await crm.storage.readRecord(entity, id());
    if (record === undefined) throw new Error('the record is not there');
    await crm.write(authorOf(await world().context()), async (draft) => (values === undefined ? draft.remove(entity, record) : draft.update(entity, record, values)));
  });
});

type Body = Readonly<Record<string, unknown>>;

/** What is told of records of this class alone: other things may follow. */
async function ofClass(world: World, entity: string, write: () => Promise<unknown>): Promise<readonly { readonly name: string; readonly body: Body }[]> {
  const className = EVENT_MODELS.get(entity)?.className ?? '';
  const told = await toldBy(world, alfacrmEvents, write);
  return told.filter(({ name }) => name.startsWith(`${className}.`)).map(({ name, body }) => ({ name, body: Object(body) }));
}

type Told = Awaited<ReturnType<typeof ofClass>>;

/** The three, once each and filled on the sides that the contract says (alfaCRM contract 5.2). */
function asAgreed(entity: string): readonly object[] {
  const className = EVENT_MODELS.get(entity)?.className ?? '';
  const line = (event: string, before: string, after: string) => [{ name: `${className}.${event}`, event, entity: className, before, after, sound: true, known: true }];
  return [line('create', 'empty', 'filled'), line('update', 'filled', 'filled'), line('delete', 'filled', 'empty')];
}

function seen(told: Told): readonly object[] {
  return told.map(sidesOf);
}

function sidesOf({ name, body }: Told[number]): object {
  const { event, entity, fields_old: before, fields_new: after, fields_rel: related, branch_id: branch, entity_id: id, user_id: user, datetime } = body;
  const side = (value: unknown): string => (Array.isArray(value) && value.length === 0 ? 'empty' : Object.keys(Object(value)).length > 0 && !Array.isArray(value) ? 'filled' : 'wrong');
  const sound = [branch, id, user].every(Number.isInteger) && JSON.stringify(related) === '[]' && String(datetime).length === 19;
  return { name, event, entity, before: side(before), after: side(after), sound, known: EVENT_LINES.some((line) => line.name === name) };
}
