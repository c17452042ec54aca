import { expect, test } from 'vitest';
import type { DeliveryState } from '../../../core/delivery/delivery-store.ts';
import { NOON } from '../../../../test/factories.ts';
import { MANAGER_KEY, onEveryEngine, type Asked, type World } from '../../../../test/native/world.ts';

interface Wire {
  readonly id: number;
  readonly sequence: number;
}

onEveryEngine('the native API, deliveries', (given) => {
  const refused = async (method: string, path: string, asked: Asked = {}): Promise<object> => {
    const { status, json } = await given().ask(method, path, asked);
    const { code, fields } = Object(json);
    return { status, code: code as unknown, fields: (fields as { field: string; fault: string }[]).map(({ field, fault }) => `${field}: ${fault}`) };
  };
  const done = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const { status, json, text } = await given().ask(method, path, body === undefined ? {} : { body });
    if (status >= 300) throw new Error(`${method} ${path} was refused: ${text}`);
    return Object(json);
  };
  const make = async (more: object = {}): Promise<number> => Number((await done('POST', '/webhooks', { title: 'Склад', url: 'https://example.ru/in', events: ['client.*'], ...more })).id);
  const deliveriesOf = async (id: number, query = ''): Promise<readonly Wire[]> => (await done('GET', `/webhooks/${id}/deliveries${query}`)).data as Wire[];
  const sequences = async (id: number, query = ''): Promise<readonly number[]> => (await deliveriesOf(id, query)).map(({ sequence }) => sequence);

  test('show what was sent, what came back and when it is tried again, newest first', async () => {
    const id = await make();
    const client = await given().add('client', { name: 'Первый' });
    await given().route();
    await settle(given(), id, 'waiting', { status: 503, request: '{"type":"client.created"}', response: 'busy' });
    const next = new Date(NOON + 60_000).toISOString();
    expect(await done('GET', `/webhooks/${id}/deliveries`)).toEqual({
      limit: 50, next: null,
      data: [{
        id: expect.any(Number), message_id: expect.stringMatching(new RegExp(`^evt_${id}_1_[0-9a-z]{8}$`, 'u')), webhook: id, sequence: 1, event: 'client.created', entity: 'client', record: client, event_id: expect.any(Number), state: 'waiting', tries: 1,
        happened_at: '2024-03-15T12:00:00.000Z', created_at: '2024-03-15T12:00:00.000Z', next_at: next, last_at: '2024-03-15T12:00:00.000Z', last_ms: 7, last_status: 503, last_error: 'status',
        request: '{"type":"client.created"}', response: 'busy',
      }],
    });
    expect(await done('GET', `/webhooks/${id}`)).toMatchObject({ state: { last_sequence: 1, failing_since: '2024-03-15T12:00:00.000Z', failed: 1, succeeded: 0, waiting: 1, dead: 0, oldest_at: '2024-03-15T12:00:00.000Z' } });
    await done('DELETE', `/webhooks/${id}`);
  });

  test('are chosen by state, event, entity, record, time and place', async () => {
    const id = await make({ events: ['client.*', 'person.*'] });
    const [first, second] = [await given().add('client', { name: 'Второй' }), await given().add('client', { name: 'Третий' })];
    given().clock.now = NOON + 60_000;
    await given().ask('PATCH', `/records/client/${first}`, { body: { name: 'Второй и К' } });
    given().clock.now = NOON;
    await given().route();
    expect(await sequences(id)).toEqual([3, 2, 1]);
    expect(await sequences(id, `?record=${first}&entity=client`)).toEqual([3, 1]);
    expect(await sequences(id, '?event=client.created')).toEqual([2, 1]);
    expect(await sequences(id, '?from=2024-03-15T15:00:30%2B03:00')).toEqual([3]);
    expect(await sequences(id, '?to=2024-03-15T12:00:30Z&limit=1')).toEqual([2]);
    expect([await sequences(id, '?state=dead'), await sequences(id, '?entity=person'), await sequences(id, `?record=${second}&event=client.updated`)]).toEqual([[], [], []]);
    const page = await done('GET', `/webhooks/${id}/deliveries?limit=2`);
    expect(await sequences(id, `?limit=2&before=${String(page.next)}`)).toEqual([1]);
    for (const query of ['state=odd', 'from=yesterday', 'from=2024-03-15', 'to=2024-02-31T00:00:00', 'record=0.5', 'limit=101', 'limit=0', 'before=x', 'colour=red']) expect(await refused('GET', `/webhooks/${id}/deliveries?${query}`)).toEqual({ status: 400, code: 'malformed', fields: [] });
    await done('DELETE', `/webhooks/${id}`);
  });

  test('are sent again one by one or by choice, and another webhook’s are not there', async () => {
    const [id, other] = [await make(), await make()];
    for (const name of ['Четвёртый', 'Пятый', 'Шестой']) await given().add('client', { name });
    await given().route();
    await settle(given(), id, 'dead', { status: 500, request: '{}', response: '' });
    const [delivery] = await deliveriesOf(id, '?limit=1');
    expect(await refused('GET', `/webhooks/${other}/deliveries/${String(delivery?.id)}`)).toEqual({ status: 404, code: 'not_found', fields: [] });
    expect(await refused('POST', `/webhooks/${other}/deliveries/${String(delivery?.id)}/replay`)).toEqual({ status: 404, code: 'not_found', fields: [] });
    expect(await refused('POST', `/webhooks/${id}/replay`, { body: {} })).toEqual({ status: 422, code: 'invalid', fields: [] });
    expect(await refused('POST', `/webhooks/${id}/replay`, { body: { state: 'odd', from: 'yesterday', colour: 'red' } })).toEqual({ status: 422, code: 'invalid', fields: ['state: unknown_value', 'from: wrong_type', 'colour: unknown_field'] });
    const woken = given().desk.woken;
    expect(await done('POST', `/webhooks/${id}/deliveries/${String(delivery?.id)}/replay`)).toMatchObject({ id: delivery?.id, state: 'waiting', tries: 0, request: '{}', next_at: '2024-03-15T12:00:00.000Z' });
    expect([await sequences(id, '?state=dead'), given().desk.woken]).toEqual([[2, 1], woken + 1]);
    expect(await done('POST', `/webhooks/${id}/replay`, { state: 'dead', from: '2024-03-15T12:00:00Z', to: '2024-03-15T12:00:01Z' })).toEqual({ replayed: 2 });
    expect(await done('POST', `/webhooks/${id}/replay`, { state: 'dead' })).toEqual({ replayed: 0 });
    for (const one of [id, other]) await done('DELETE', `/webhooks/${one}`);
  });

  test('of what was missed are made once, of the time and the choice that is asked', async () => {
    const from = '2024-03-15T11:00:00Z';
    const missed = async (id: number, body: object = { from }): Promise<unknown> => (await done('POST', `/webhooks/${id}/replay`, { missed: true, ...body })).replayed;
    const id = await make({ active: false });
    const [first] = [await given().add('client', { name: 'Десятый' }), await given().add('client', { name: 'Одиннадцатый' })];
    await given().route();
    expect(await refused('POST', `/webhooks/${id}/replay`, { body: { missed: true } })).toEqual({ status: 422, code: 'invalid', fields: ['from: required'] });
    expect(await refused('POST', `/webhooks/${id}/replay`, { body: { missed: true, from, state: 'dead' } })).toEqual({ status: 422, code: 'invalid', fields: [] });
    expect(await refused('POST', `/webhooks/${id}/replay`, { body: { missed: false } })).toEqual({ status: 422, code: 'invalid', fields: [] });
    expect(await refused('POST', `/webhooks/${id}/replay`, { body: { missed: 'yes', from } })).toEqual({ status: 422, code: 'invalid', fields: ['missed: wrong_type'] });
    expect(await refused('POST', '/webhooks/999999/replay', { body: { missed: true, from } })).toEqual({ status: 404, code: 'not_found', fields: [] });
    expect(await refused('POST', `/webhooks/${id}/replay`, { body: { missed: true, from }, key: MANAGER_KEY })).toEqual({ status: 403, code: 'forbidden', fields: [] });
    expect(await done('POST', `/webhooks/${id}/replay`, { missed: false, from })).toEqual({ replayed: 0 });
    expect([await missed(id, { from: '2024-03-15T12:00:01Z' }), await missed(id, { from, to: '2024-03-15T12:00:00Z' }), await missed(id, { from, event: 'client.deleted' })]).toEqual([0, 0, 0]);
    const woken = given().desk.woken;
    expect(await missed(id, { from, record: first, entity: 'client' })).toBe(1);
    expect([await missed(id), await missed(id), given().desk.woken]).toEqual([expect.any(Number), 0, woken + 3]);
    expect((await deliveriesOf(id)).at(-1)).toMatchObject({ sequence: 1, event: 'client.created', record: first, state: 'waiting', tries: 0 });
    await done('DELETE', `/webhooks/${id}`);
  });

  test('are fetched in order and without a gap by a receiver that nobody can reach, and given until it acknowledges them', async () => {
    expect(await refused('GET', '/events')).toEqual({ status: 404, code: 'not_found', fields: [] });
    const pull = await make({ title: 'За стеной', target: 'pull', url: null, format: 'salesman' });
    const url = await make();
    const feed = async (query = ''): Promise<{ readonly data: readonly Wire[] }> => (await done('GET', `/events${query}`)) as unknown as { data: Wire[] };
    const numbers = async (query = ''): Promise<readonly number[]> => (await feed(query)).data.map(({ sequence }) => sequence);
    const client = await given().add('client', { name: 'Седьмой' });
    for (const name of ['Восьмой', 'Девятый']) await given().add('client', { name });
    await given().route();
    expect(await refused('GET', `/events?webhook=${url}`)).toEqual({ status: 404, code: 'not_found', fields: [] });
    expect(await done('GET', '/events?limit=1')).toEqual({
      webhook: pull, acknowledged: 0,
      data: [{ sequence: 1, message_id: expect.stringMatching(new RegExp(`^evt_${pull}_1_[0-9a-z]{8}$`, 'u')), event: 'client.add', entity: 'client', record: client, happened_at: '2024-03-15T12:00:00.000Z', body: expect.objectContaining({ event: 'client.add', clid: String(client) }) }],
    });
    expect([await numbers(), await numbers(), await numbers('?after=2'), await numbers(`?webhook=${pull}&after=3`)]).toEqual([[1, 2, 3], [1, 2, 3], [3], []]);
    expect(await refused('POST', '/events/ack', { body: {} })).toEqual({ status: 422, code: 'invalid', fields: ['upto: required'] });
    expect(await done('POST', '/events/ack', { upto: 2 })).toEqual({ webhook: pull, acknowledged: 2 });
    expect([await numbers(), await numbers('?after=0')]).toEqual([[3], [1, 2, 3]]);
    expect(await done('GET', `/webhooks/${pull}`)).toMatchObject({ state: { last_sequence: 3, acknowledged: 2, waiting: 1, succeeded: 2 } });
    expect(await done('POST', '/events/ack', { webhook: pull, upto: 1000 })).toEqual({ webhook: pull, acknowledged: 3 });
    expect(await done('POST', '/events/ack', { webhook: pull, upto: 1 })).toEqual({ webhook: pull, acknowledged: 3 });
    expect(await deliveriesOf(pull, '?state=delivered')).toMatchObject([{ request: null }, { request: null }, { request: null }]);
    await make({ target: 'pull', url: null });
    expect(await refused('GET', '/events')).toEqual({ status: 422, code: 'invalid', fields: ['webhook: required'] });
    expect(await refused('POST', '/events/ack', { body: { upto: 3 } })).toEqual({ status: 422, code: 'invalid', fields: ['webhook: required'] });
  });
});

/** Plays the sender: claims all that is due to a webhook and says what came of it. */
async function settle({ crm }: World, subscription: number, state: DeliveryState, { status, request, response }: { readonly status: number; readonly request: string; readonly response: string }): Promise<void> {
  const claimed = await crm.storage.deliveries.claim({ worker: 'test', now: NOON, until: NOON + 1000, wanted: [{ subscription, limit: 100 }] });
  await crm.storage.deliveries.settle('test', claimed.map(({ delivery }) => ({
    id: delivery.id, subscription, state, nextAt: state === 'waiting' ? NOON + 60_000 : null, at: NOON, ms: 7, status, error: 'status', request, response,
  })));
}
