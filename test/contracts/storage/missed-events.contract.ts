import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeliveryStore, KeptEventsQuery } from '../../../src/core/delivery/delivery-store.ts';
import type { StoredEvent } from '../../../src/core/events/stored-event.ts';
import type { Engine } from '../../engines.ts';
import { claimFor, NOW, resultOf, routeAll, tell } from './delivery-steps.ts';
import { openThings, type Things, write } from './things.ts';

const LATER = NOW + 60_000;

/** Events that a subscription has missed: they are found again while they are kept, and handed over once. */
export function describeMissedEventsContract(engine: Engine): void {
  describe('missed events', () => {
    let things: Things;
    let store: DeliveryStore;
    let mine = 0;
    let start = 0;
    beforeAll(async () => {
      things = await openThings(engine);
      store = things.storage.deliveries;
    });
    afterAll(() => things.store.dispose());
    // Each test has a subscription and a stretch of its own.
    beforeEach(async () => {
      mine += 10;
      await routeAll(store, []);
      const [row] = await things.store.sql('SELECT coalesce(max(id), 0) AS id FROM outbox');
      start = Number(row?.['id']);
    });

    const kept = async (query: Partial<KeptEventsQuery> = {}): Promise<readonly StoredEvent[]> => (await store.events({ from: 0, to: LATER, after: start, limit: 100, ...query })).events;
    const recordsOf = (events: readonly StoredEvent[]): readonly number[] => events.map(({ recordId }) => recordId);
    const forMine = (events: readonly StoredEvent[], subscription = mine) => events.map((event) => ({ subscription, event, name: event.name }));
    const fed = async (subscription = mine) => (await store.feed(subscription, 0, 1000)).map(({ delivery }) => [delivery.sequence, delivery.recordId]);

    test('are those that were routed, whoever got them; the others have still to be asked about', async () => {
      await tell(things.storage, 1, 2);
      expect(await kept()).toEqual([]);
      await routeAll(store, [mine + 1]);
      await tell(things.storage, 3);
      expect(recordsOf(await kept())).toEqual([1, 2]);
      const { events, from, to } = await store.newEvents(1);
      await store.route({ from, to, deliveries: [], now: NOW });
      expect((await kept()).at(-1)).toEqual(events[0]);
    });

    test('hold what the router was given, and leave out those of before events carried their values', async () => {
      await write(things.storage, (draft) => {
        const id = draft.insert('thing', { name: 'вещь', owner: 7 });
        draft.event({ name: 'thing.created', entity: 'thing', id, data: { why: 'так' } });
      });
      for (const data of ['{"fields":["name"]}', '[]', '{}']) await things.store.sql(`INSERT INTO outbox (at, name, entity, record_id, face, data) VALUES (${NOW}, 'old', 'thing', 1, 'test', '${data}')`);
      const [routed] = await routeAll(store, []);
      expect(await kept()).toEqual([routed]);
      expect(routed).toMatchObject({ facts: { why: 'так' }, after: { name: 'вещь' } });
    });

    test('are looked at a stretch after the other, the empty ones too, until there is none', async () => {
      await tell(things.storage, 1, 2, 3);
      await routeAll(store, []);
      const first = await store.events({ from: 0, to: LATER, after: start, limit: 2 });
      expect(recordsOf(first.events)).toEqual([1, 2]);
      expect(first.next).toBe(first.events[1]?.id);
      const outside = await store.events({ from: NOW + 1, to: LATER, after: start, limit: 2 });
      expect(outside).toEqual({ events: [], next: first.next });
      const second = await store.events({ from: 0, to: LATER, after: first.next ?? 0, limit: 2 });
      expect(recordsOf(second.events)).toEqual([3]);
      expect(await store.events({ from: 0, to: LATER, after: second.next ?? 0, limit: 2 })).toEqual({ events: [], next: null });
    });

    test('are chosen by their time: from, and not to', async () => {
      await tell(things.storage, 1);
      await routeAll(store, []);
      expect([await kept({ from: NOW + 1 }), await kept({ to: NOW })]).toEqual([[], []]);
      expect(recordsOf(await kept({ from: NOW, to: NOW + 1 }))).toEqual([1]);
    });

    test('are handed over once, under the next numbers, as new deliveries', async () => {
      await tell(things.storage, 1, 2);
      await routeAll(store, []);
      await tell(things.storage, 3);
      await routeAll(store, [mine]);
      const missed = await kept();
      expect(await store.enqueue([], NOW)).toBe(0);
      expect(await store.enqueue([...forMine(missed), ...forMine(missed.slice(1), mine + 1)], NOW + 7)).toBe(4);
      expect([await fed(), await fed(mine + 1)]).toEqual([[[1, 3], [2, 1], [3, 2]], [[1, 2], [2, 3]]]);
      expect(await store.enqueue(forMine(missed), NOW + 8)).toBe(0);
      const [newest] = await store.find({ subscription: mine, limit: 1 });
      expect(newest).toMatchObject({ sequence: 3, eventId: missed[1]?.id, state: 'waiting', tries: 0, createdAt: NOW + 7, happenedAt: NOW, nextAt: NOW + 7, request: null });
      await tell(things.storage, 4);
      await routeAll(store, [mine]);
      expect((await fed()).at(-1)).toEqual([4, 4]);
    });

    test('are not handed over again, whatever has become of the delivery', async () => {
      await tell(things.storage, 1, 2, 3);
      await routeAll(store, [mine]);
      const [one, two, three] = await claimFor(store, 'w', [mine]);
      if (one === undefined || two === undefined || three === undefined) throw new Error('nothing was claimed');
      await store.settle('w', [resultOf(one, 'delivered'), resultOf(two, 'dead'), resultOf(three, 'skipped')]);
      expect(await store.enqueue(forMine(await kept()), NOW)).toBe(0);
      expect((await store.states()).find(({ subscription }) => subscription === mine)).toMatchObject({ lastSequence: 3 });
    });

    test('that are handed over wait as long as the last of their record does', async () => {
      await tell(things.storage, 1, 2);
      await routeAll(store, []);
      await tell(things.storage, 1);
      await routeAll(store, [mine]);
      const [head] = await claimFor(store, 'w', [mine]);
      if (head === undefined) throw new Error('nothing was claimed');
      await store.settle('w', [resultOf(head, 'waiting', { nextAt: NOW + 9000 })]);
      await store.enqueue(forMine(await kept()), NOW);
      expect((await claimFor(store, 'w', [mine])).map(({ delivery }) => delivery.recordId)).toEqual([2]);
      expect((await store.feed(mine, 0, 9)).map(({ delivery }) => [delivery.recordId, delivery.nextAt])).toEqual([[1, NOW + 9000], [1, NOW + 9000], [2, NOW]]);
    });

    test('that were removed meanwhile are left out', async () => {
      await tell(things.storage, 1, 2);
      await routeAll(store, []);
      const missed = await kept();
      await things.store.sql(`DELETE FROM outbox WHERE id = ${missed[0]?.id ?? 0}`);
      expect(await store.enqueue(forMine(missed), NOW)).toBe(1);
      expect(await fed()).toEqual([[1, 2]]);
    });

    test('come once, whoever asks for them at the same moment, while others are routed', async () => {
      const records = Array.from({ length: 60 }, (_, at) => at);
      await tell(things.storage, ...records);
      await routeAll(store, []);
      const missed = await kept();
      const stores = [store, store, ...(engine.name === 'postgres' ? [(await things.store.openAnother()).deliveries, (await things.store.openAnother()).deliveries] : [])];
      await tell(things.storage, 100, 101);
      const given = await Promise.all([...stores, ...stores].map((one, at) => one.enqueue(forMine(missed.slice((at % 3) * 10)), NOW)).concat(routeAll(store, [mine], { limit: 1 }).then(({ length }) => length)));
      expect(given.reduce((sum, one) => sum + one)).toBe(62);
      const all = await fed();
      expect(all.map(([sequence]) => sequence)).toEqual(all.map((_, at) => at + 1));
      expect(all.map(([, record]) => Number(record)).toSorted((left, right) => left - right)).toEqual([...records, 100, 101]);
    });

    test('are all there in the end, once each and in their order, however they are asked for', async () => {
      const anyQuery = fc.record({ start: fc.nat(20), length: fc.integer({ min: 1, max: 20 }) });
      let last = mine;
      const property = fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 20 }), fc.array(anyQuery, { maxLength: 6 }), fc.nat(20), async (records, queries, switchedOn) => {
        const own = ++last;
        const [row] = await things.store.sql('SELECT max(id) AS id FROM outbox');
        await tell(things.storage, ...records.slice(0, switchedOn));
        await routeAll(store, []);
        await tell(things.storage, ...records.slice(switchedOn));
        await routeAll(store, [own]);
        const events = await kept({ after: Number(row?.['id']) });
        const had = new Set(events.slice(switchedOn).map(({ id }) => id));
        for (const query of [...queries, { start: 0, length: 20 }]) {
          const asked = events.slice(query.start, query.start + query.length);
          expect(await store.enqueue(forMine(asked, own), NOW)).toBe(asked.filter(({ id }) => !had.has(id)).length);
          for (const { id } of asked) had.add(id);
        }
        const feed = await store.feed(own, 0, 100);
        expect(feed.map(({ delivery }) => delivery.sequence)).toEqual(records.map((_, at) => at + 1));
        expect(feed.map(({ event }) => event.id).toSorted((left, right) => left - right)).toEqual(events.map(({ id }) => id));
      });
      await expect(fc.assert(property, { numRuns: 15 })).resolves.toBeUndefined();
      mine = last;
    });
  });

  describe('events that are kept for one subscription', () => {
    let things: Things;
    beforeAll(async () => { things = await openThings(engine); });
    afterAll(() => things.store.dispose());

    test('keep the memory of who else had them, so that nobody gets them again', async () => {
      const store = things.storage.deliveries;
      await tell(things.storage, 1);
      await routeAll(store, [1, 2, 3]);
      const [first, second] = await claimFor(store, 'w', [1, 2]);
      if (first === undefined || second === undefined) throw new Error('nothing was claimed');
      await store.settle('w', [resultOf(first, 'delivered'), resultOf(second, 'delivered', { at: NOW + 50 })]);
      expect(await store.prune(NOW + 20, 1000)).toBe(0);
      const { events } = await store.events({ from: 0, to: LATER, after: 0, limit: 10 });
      expect(await store.enqueue(events.map((event) => ({ subscription: 1, event, name: event.name })), NOW)).toBe(0);
      await store.acknowledge(3, 1, NOW);
      expect(await store.prune(NOW + 20, 1000)).toBe(0);
      expect(await store.prune(NOW + 51, 1000)).toBe(4);
    });
  });
}
