import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { claimFor, NOW, resultOf, routeAll, tell } from '../../../test/contracts/storage/delivery-steps.ts';
import { openThings, type Things } from '../../../test/contracts/storage/things.ts';
import { testedEngines } from '../../../test/engines.ts';
import type { DeliveryStore } from '../../core/delivery/delivery-store.ts';

const url = inject('postgresUrl') ?? '';
const engine = testedEngines().find(({ name }) => name === 'postgres');
const FAR = '999999999999';

describe.skipIf(engine === undefined)('deliveries of a PostgreSQL store', () => {
  let things: Things;
  let store: DeliveryStore;
  let schema = '';
  let slow: pg.Client;
  beforeAll(async () => {
    if (engine === undefined) return;
    things = await openThings(engine);
    const [row] = await things.store.sql('SELECT current_schema()::text AS schema');
    schema = String(row?.['schema']);
  });
  afterAll(() => things.store.dispose());
  beforeEach(async () => {
    // A number that another opening gave must not be known here.
    store = (await things.store.openAnother()).deliveries;
    await routeAll(store, []);
    slow = new pg.Client({ connectionString: url });
    await slow.connect();
    await slow.query(`SET search_path TO "${schema}"`);
  });
  afterEach(() => slow.end());

  const recordsOf = async (limit = 100) => (await routeAll(store, [], { limit })).map(({ recordId }) => recordId);
  const tellSlowly = (id: number) => slow.query(`INSERT INTO outbox (at, name, entity, record_id, face, data) VALUES (${NOW}, 'thing.told', 'thing', ${id}, 'test', '{}')`);

  test('pass over no event of a transaction that ends late, and wait for none', async () => {
    await slow.query('BEGIN');
    await tellSlowly(1);
    await tell(things.storage, 2, 3);
    expect(await recordsOf()).toEqual([2, 3]);
    await tell(things.storage, 4);
    expect(await recordsOf(1)).toEqual([4]);
    await slow.query('COMMIT');
    expect(await recordsOf()).toEqual([1]);
    expect(await recordsOf()).toEqual([]);
  });

  test('pass over none when a transaction ends while a stretch is gone through in parts', async () => {
    await slow.query('BEGIN');
    await tellSlowly(1);
    await tell(things.storage, 2, 3, 4, 5);
    await tellSlowly(6);
    const first = await store.newEvents(2);
    expect(first.events.map(({ recordId }) => recordId)).toEqual([2, 3]);
    expect(await store.route({ ...first, deliveries: [], now: NOW })).toBe(true);
    await slow.query('COMMIT');
    await tell(things.storage, 7);
    expect(await recordsOf(2)).toEqual([4, 5, 1, 6, 7]);
  });

  test('of what was rolled back never come to be', async () => {
    await slow.query('BEGIN');
    await tellSlowly(1);
    await tell(things.storage, 2);
    expect(await recordsOf()).toEqual([2]);
    await slow.query('ROLLBACK');
    expect(await recordsOf()).toEqual([]);
  });

  for (const [title, foreign] of [
    ['its events and its place', async (): Promise<void> => {
      await things.store.sql(`UPDATE outbox SET txid = (txid::text::bigint + ${FAR})::text::xid8`);
      await things.store.sql(`UPDATE delivery_place SET place = regexp_replace(place, '(\\d+):(\\d+):.*', (split_part(place, ':', 1)::bigint + ${FAR})::text || ':' || (split_part(place, ':', 2)::bigint + ${FAR})::text || ':')`);
    }],
    ['its place and what was not routed yet', async (): Promise<void> => {
      await things.store.sql(`UPDATE outbox SET txid = '${FAR}' WHERE NOT pg_visible_in_snapshot(txid, (SELECT place::pg_snapshot FROM delivery_place))`);
      await things.store.sql(`UPDATE delivery_place SET place = '${FAR}:${FAR}:'`);
    }],
  ] as const) {
    test(`go on where they were after a dump of a busier server was restored here: ${title}`, async () => {
      await tell(things.storage, 1, 2);
      expect(await recordsOf()).toEqual([1, 2]);
      await tell(things.storage, 3, 4);
      await foreign();
      const restored = (await things.store.openAnother()).deliveries;
      expect((await routeAll(restored, [])).map(({ recordId }) => recordId)).toEqual([3, 4]);
      await tell(things.storage, 5);
      expect((await routeAll(restored, [])).map(({ recordId }) => recordId)).toEqual([5]);
    });
  }

  test('go on in the middle of a stretch after such a dump', async () => {
    await tell(things.storage, 1, 2, 3, 4);
    const first = await store.newEvents(2);
    await store.route({ ...first, deliveries: [], now: NOW });
    await things.store.sql(`UPDATE outbox SET txid = '${FAR}' WHERE record_id < 4 AND id >= ${first.events[0]?.id ?? 0}`);
    await things.store.sql(`UPDATE delivery_place SET place = regexp_replace(place, '\\|(\\d+):(\\d+):[^|]*\\|', '|${FAR}9:${FAR}9:|')`);
    const restored = (await things.store.openAnother()).deliveries;
    expect((await routeAll(restored, [])).map(({ recordId }) => recordId)).toEqual([3, 4]);
  });

  test('stay where they are when a store is opened that was never moved', async () => {
    await tell(things.storage, 1);
    const place = () => things.store.sql('SELECT place FROM delivery_place');
    const before = await place();
    await things.store.openAnother();
    expect(await place()).toEqual(before);
  });

  test('are never handed over of an event that another process removes in the same moment', async () => {
    const [one, two] = [store, (await things.store.openAnother()).deliveries];
    for (let round = 0; round < 10; round++) {
      await tell(things.storage, ...Array.from({ length: 20 }, (_, at) => at));
      await routeAll(store, []);
      const { events } = await one.events({ from: 0, to: NOW + 1, after: 0, limit: 100_000 });
      const missed = events.map((event) => ({ subscription: 78, event, name: event.name }));
      const [handed] = await Promise.all([one.enqueue(missed, NOW), two.prune(NOW + 1, 10), two.prune(NOW + 1, 10)]);
      expect(await one.count({ subscription: 78 })).toBe(handed);
      expect(await things.store.sql('SELECT id FROM delivery AS d WHERE NOT EXISTS (SELECT 1 FROM outbox AS o WHERE o.id = d.event_id)')).toEqual([]);
      await one.forget(78);
    }
  });

  test('are shared by processes that claim at the same moment, none twice and of no record two', async () => {
    const RECORDS = 25;
    const EACH = 4;
    await tell(things.storage, ...Array.from({ length: RECORDS * EACH }, (_, at) => at % RECORDS));
    await routeAll(store, [77]);
    const stores = [things.storage.deliveries, store, (await things.store.openAnother()).deliveries];
    const held = new Set<number>();
    const told = new Map<number, number[]>();
    const work = async (own: DeliveryStore, worker: string): Promise<void> => {
      for (let idle = 0; idle < 20;) {
        const claimed = await claimFor(own, worker, [77], { limit: 3 });
        idle = claimed.length === 0 ? idle + 1 : 0;
        for (const { delivery } of claimed) {
          expect(held.has(delivery.recordId)).toBe(false);
          held.add(delivery.recordId);
          told.set(delivery.recordId, [...(told.get(delivery.recordId) ?? []), delivery.sequence]);
        }
        for (const { delivery } of claimed) held.delete(delivery.recordId);
        await own.settle(worker, claimed.map((one) => resultOf(one, 'delivered')));
      }
    };
    await Promise.all(stores.flatMap((own, at) => [work(own, `a${at}`), work(own, `b${at}`)]));
    expect([...told.values()].every((sequences) => sequences.length === EACH && sequences.every((one, at) => at === 0 || one > Number(sequences[at - 1])))).toBe(true);
    expect(told.size).toBe(RECORDS);
    expect((await store.states()).find(({ subscription }) => subscription === 77)).toMatchObject({ succeeded: RECORDS * EACH, lastSequence: RECORDS * EACH });
  });
});
