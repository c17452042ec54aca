import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimedDelivery, DeliveryStore } from '../../../src/core/delivery/delivery-store.ts';
import type { Engine } from '../../engines.ts';
import { CLAIM_MS, claimFor, NOW, resultOf, routeAll, tell } from './delivery-steps.ts';
import { openThings, type Things, write } from './things.ts';

const recordsOf = (claimed: readonly ClaimedDelivery[]): readonly number[] => claimed.map(({ delivery }) => delivery.recordId);

/** Deliveries: events become rows for subscriptions, are taken once, in the order of their record, and settled. */
export function describeDeliveriesContract(engine: Engine): void {
  describe('deliveries', () => {
    let things: Things;
    let store: DeliveryStore;
    let mine = 0;
    beforeAll(async () => {
      things = await openThings(engine);
      store = things.storage.deliveries;
    });
    afterAll(() => things.store.dispose());
    // Each test has a subscription of its own, and begins with nothing new.
    beforeEach(async () => {
      mine += 10;
      await routeAll(store, []);
    });

    const route = async (...records: readonly number[]): Promise<void> => {
      await tell(things.storage, ...records);
      await routeAll(store, [mine]);
    };
    const claimMine = (options?: { readonly now?: number; readonly limit?: number }, worker = 'w'): Promise<readonly ClaimedDelivery[]> => claimFor(store, worker, [mine], options);
    const stateOf = async () => (await store.states()).find(({ subscription }) => subscription === mine);

    test('begin with what happens after the store was made ready, and carry the whole event', async () => {
      await write(things.storage, (draft) => {
        const id = draft.insert('thing', { name: 'вещь', owner: 7, secret: 'сезам' });
        draft.event({ name: 'thing.created', entity: 'thing', id, data: { why: 'так' } });
      });
      const { events } = await store.newEvents(10);
      expect(events).toEqual([{
        id: expect.any(Number), at: NOW, name: 'thing.created', entity: 'thing', recordId: expect.any(Number), actorId: 7, face: 'test', keyId: null,
        facts: { why: 'так' }, before: null, after: { created_at: NOW, created_by: 7, name: 'вещь', owner: 7 }, owner: 7, branch: null,
      }]);
      await routeAll(store, [mine]);
      const [claimed] = await claimMine();
      expect(claimed?.event).toEqual(events[0]);
      expect(claimed?.delivery).toEqual({
        id: expect.any(Number), subscription: mine, sequence: 1, eventId: events[0]?.id, name: 'thing.created', entity: 'thing', recordId: events[0]?.recordId,
        state: 'waiting', tries: 0, createdAt: NOW, happenedAt: NOW, nextAt: NOW, lastAt: null, lastMs: null, lastStatus: null, lastError: null, request: null, response: null,
      });
    });

    test('survive rows of the outbox that were written in another form', async () => {
      await things.store.sql(`INSERT INTO outbox (at, name, entity, record_id, face, data) VALUES (5, 'old', 'thing', 1, 'test', '{"fields":["name"]}')`);
      await things.store.sql(`INSERT INTO outbox (at, name, entity, record_id, face, data) VALUES (6, 'old', 'thing', 1, 'test', '[]')`);
      const { events } = await store.newEvents(10);
      expect(events.map(({ at, facts, before, after, owner }) => [at, facts, before, after, owner])).toEqual([[5, {}, null, null, null], [6, {}, null, null, null]]);
    });

    test('are not written when somebody else has routed the stretch', async () => {
      await tell(things.storage, 1);
      const { events, from, to } = await store.newEvents(10);
      const batch = { from, to, now: NOW, deliveries: events.map((event) => ({ subscription: mine, event, name: 'x' })) };
      expect(await Promise.all([store.route(batch), store.route(batch)])).toEqual(expect.arrayContaining([true, false]));
      expect(await store.count({ subscription: mine })).toBe(1);
      expect((await store.newEvents(10)).events).toEqual([]);
    });

    test('can be passed over without being read: what comes after them is new', async () => {
      await tell(things.storage, 1, 2);
      // Half of a stretch that was cut is passed over too.
      const cut = await store.newEvents(1);
      expect(await store.route({ ...cut, now: NOW, deliveries: [] })).toBe(true);
      const { from, to } = await store.newStretch();
      expect(from).toBe(cut.to);
      await tell(things.storage, 3);
      expect(await store.route({ from, to, now: NOW, deliveries: [] })).toBe(true);
      expect(await store.route({ from, to, now: NOW, deliveries: [] })).toBe(false);
      expect((await store.newEvents(10)).events.map(({ recordId }) => recordId)).toEqual([3]);
    });

    test('are numbered without gaps by each subscription, however the stretches are cut', async () => {
      await tell(things.storage, 1, 2, 3, 4, 5);
      await routeAll(store, [mine, mine + 1], { limit: 2 });
      await tell(things.storage, 6);
      await routeAll(store, [mine], { limit: 2 });
      const sequences = async (subscription: number) => (await store.feed(subscription, 0, 100)).map(({ delivery }) => [delivery.sequence, delivery.recordId]);
      expect(await sequences(mine)).toEqual([[1, 1], [2, 2], [3, 3], [4, 4], [5, 5], [6, 6]]);
      expect(await sequences(mine + 1)).toEqual([[1, 1], [2, 2], [3, 3], [4, 4], [5, 5]]);
      expect(await store.feed(mine, 4, 1)).toMatchObject([{ delivery: { sequence: 5 } }]);
    });

    test('are taken once until the claim ends, when due, and as many as there is room for', async () => {
      await route(1, 2, 3);
      expect(await claimMine({ now: NOW - 1 })).toEqual([]);
      expect(recordsOf(await claimMine({ limit: 2 }))).toEqual([1, 2]);
      expect(recordsOf(await claimMine({}, 'another'))).toEqual([3]);
      expect(await claimMine()).toEqual([]);
      expect(recordsOf(await claimMine({ now: NOW + CLAIM_MS }))).toEqual([1, 2, 3]);
      await store.release('another');
      expect(await claimMine({ now: NOW + CLAIM_MS })).toEqual([]);
      await store.release('w');
      expect(await claimMine()).toHaveLength(3);
      await store.release();
      expect(await claimMine()).toHaveLength(3);
    });

    test('of one record are taken one after the other, those of others beside them', async () => {
      await route(1, 1, 2, 1);
      const first = await claimMine();
      expect(recordsOf(first)).toEqual([1, 2]);
      expect(await claimMine()).toEqual([]);
      await store.settle('w', first.map((one) => resultOf(one, 'delivered')));
      const second = await claimMine();
      expect(second.map(({ delivery }) => delivery.sequence)).toEqual([2]);
    });

    test('that failed hold up the later ones of their record, new ones too, until they are over', async () => {
      await route(1, 1, 2);
      const [head] = await claimMine({ limit: 1 });
      if (head === undefined) throw new Error('nothing was claimed');
      await store.settle('w', [resultOf(head, 'waiting', { nextAt: NOW + 9000 })]);
      await route(1);
      expect((await store.feed(mine, 0, 9)).map(({ delivery }) => delivery.nextAt)).toEqual([NOW + 9000, NOW + 9000, NOW, NOW + 9000]);
      expect(recordsOf(await claimMine())).toEqual([2]);
      const [again] = await claimMine({ now: NOW + 9000 });
      expect(again?.delivery).toMatchObject({ sequence: 1, tries: 1, request: '{"a":1}', response: 'ok', lastAt: NOW, lastMs: 5, lastStatus: 500 });
      await store.settle('w', [resultOf(head, 'dead', { at: NOW + 8000 })]);
      expect((await store.feed(mine, 0, 9)).map(({ delivery }) => delivery.nextAt)).toEqual([null, NOW + 8000, NOW, NOW + 8000]);
    });

    test('keep the body that was sent first, and what they can of any answer', async () => {
      await route(1);
      const [head] = await claimMine();
      if (head === undefined) throw new Error('nothing was claimed');
      await store.settle('w', [resultOf(head, 'waiting', { response: 'a\0b\ud800c', error: '\0' })]);
      expect(await store.read(head.delivery.id)).toMatchObject({ delivery: { response: 'ab�c', lastError: '', request: '{"a":1}', tries: 1 }, event: { recordId: 1 } });
      await claimMine({ now: NOW + 5000 });
      await store.settle('w', [resultOf(head, 'delivered', { request: 'another' })]);
      expect(await store.read(head.delivery.id)).toMatchObject({ delivery: { state: 'delivered', request: '{"a":1}', tries: 2, nextAt: null } });
      expect(await store.read(999_999)).toBeUndefined();
    });

    test('are settled by their claimant alone', async () => {
      await route(1);
      const [head] = await claimMine();
      if (head === undefined) throw new Error('nothing was claimed');
      expect(await store.settle('another', [resultOf(head, 'dead')])).toMatchObject([{ subscription: mine, failed: 0 }]);
      await claimMine({ now: NOW + CLAIM_MS }, 'another');
      await store.settle('w', [resultOf(head, 'dead')]);
      expect(await store.read(head.delivery.id)).toMatchObject({ delivery: { state: 'waiting', tries: 0 } });
      await store.settle('another', [resultOf(head, 'delivered')]);
      await store.settle('another', [resultOf(head, 'dead')]);
      expect(await store.read(head.delivery.id)).toMatchObject({ delivery: { state: 'delivered', tries: 1 } });
    });

    test('tell how their subscription is doing', async () => {
      await route(1, 2, 3, 4);
      const all = await claimMine();
      const settle = async (at: number, ...states: readonly ('waiting' | 'delivered' | 'dead' | 'skipped')[]) => {
        const [state] = await store.settle('w', states.flatMap((state, index) => all.slice(index, index + 1).map((one) => resultOf(one, state, { at, nextAt: state === 'waiting' ? at : null }))));
        await claimMine({ now: NOW + 10_000 });
        return state;
      };
      expect(await settle(NOW + 1, 'waiting', 'waiting')).toEqual({ subscription: mine, lastSequence: 4, acknowledged: 0, failingSince: NOW + 1, lastSuccessAt: null, succeeded: 0, failed: 2 });
      expect(await settle(NOW + 2, 'waiting')).toMatchObject({ failingSince: NOW + 1, failed: 3 });
      await store.forgive(mine);
      expect(await settle(NOW + 3, 'waiting')).toMatchObject({ failingSince: NOW + 3, failed: 4 });
      expect(await settle(NOW + 4, 'waiting', 'delivered')).toMatchObject({ failingSince: null, lastSuccessAt: NOW + 4, succeeded: 1, failed: 5 });
      expect(await settle(NOW + 5, 'dead')).toMatchObject({ failingSince: NOW + 5, lastSuccessAt: NOW + 4, succeeded: 1, failed: 6 });
      expect(await settle(NOW + 6, 'dead', 'delivered', 'skipped')).toMatchObject({ failingSince: NOW + 5, succeeded: 1, failed: 6 });
      expect((await store.figures()).find(({ subscription }) => subscription === mine)).toEqual({ subscription: mine, waiting: 1, dead: 1, oldestAt: NOW });
      await store.forget(mine);
      expect(await stateOf()).toBeUndefined();
      expect(await store.count({ subscription: mine })).toBe(0);
    });

    test('say when the next is due, of each subscription that waits for anything', async () => {
      await tell(things.storage, 1, 1, 2);
      await routeAll(store, [mine, mine + 1]);
      expect(await store.due([mine, mine + 1, mine + 2])).toEqual(new Map([[mine, NOW], [mine + 1, NOW]]));
      const all = await claimMine();
      expect(await store.due([mine])).toEqual(new Map([[mine, NOW]]));
      await store.settle('w', all.map((one, at) => resultOf(one, 'waiting', { nextAt: NOW + 5000 + at })));
      expect(await store.due([mine])).toEqual(new Map([[mine, NOW + 5000]]));
      expect(await store.due([])).toEqual(new Map());
    });

    test('are found by what they are, newest first, a page after the other', async () => {
      await route(1, 2, 3);
      const [one, two] = await claimMine();
      if (one === undefined || two === undefined) throw new Error('nothing was claimed');
      await store.settle('w', [resultOf(one, 'dead'), resultOf(two, 'delivered')]);
      const found = async (query: Parameters<DeliveryStore['find']>[0]) => (await store.find(query)).map(({ sequence }) => sequence);
      expect(await found({ subscription: mine, limit: 2 })).toEqual([3, 2]);
      expect(await found({ subscription: mine, before: two.delivery.id, limit: 2 })).toEqual([1]);
      expect(await found({ before: two.delivery.id, limit: 1 })).toEqual([1]);
      expect(await found({ subscription: mine, before: 1_000_000_000, limit: 9 })).toEqual([3, 2, 1]);
      expect(await found({ subscription: mine, before: 0, limit: 9 })).toEqual([]);
      expect(await found({ subscription: mine, states: ['dead', 'waiting'], limit: 9 })).toEqual([3, 1]);
      expect(await found({ subscription: mine, states: [], limit: 9 })).toEqual([]);
      expect(await found({ subscription: mine, entity: 'thing', recordId: 2, name: 'thing.told', from: NOW, to: NOW + 1, limit: 9 })).toEqual([2]);
      expect(await store.count({ subscription: mine, states: ['dead'] })).toBe(1);
      expect(await store.count({ subscription: mine, from: NOW + 1 })).toBe(0);
      expect(await store.count({ subscription: mine, name: 'thing.other' })).toBe(0);
    });

    test('are sent again when asked: what is over anew, what waits at once', async () => {
      await route(1, 1, 2, 3);
      const [one, two] = await claimMine();
      if (one === undefined || two === undefined) throw new Error('nothing was claimed');
      await store.settle('w', [resultOf(one, 'dead'), resultOf(two, 'waiting')]);
      expect(await store.replay({ subscription: mine, ids: [] }, NOW + 1)).toBe(0);
      expect(await store.replay({ subscription: mine, states: ['dead'], to: NOW }, NOW + 1)).toBe(0);
      expect(await store.replay({ subscription: mine, ids: [one.delivery.id, two.delivery.id] }, NOW + 1)).toBe(2);
      const again = await claimMine({ now: NOW + 1 });
      expect(again.map(({ delivery }) => [delivery.recordId, delivery.sequence, delivery.tries])).toEqual([[1, 1, 0], [2, 3, 1]]);
      expect(await store.replay({ subscription: mine, states: ['dead', 'delivered', 'skipped'] }, NOW)).toBe(0);
    });

    test('that a receiver fetches are over when it says that they have arrived', async () => {
      await route(1, 2, 3);
      expect(await store.acknowledge(mine + 1, 5, NOW)).toBe(0);
      expect(await store.acknowledge(mine, 2, NOW + 1)).toBe(2);
      expect(await store.acknowledge(mine, 1, NOW + 2)).toBe(2);
      expect(await store.acknowledge(mine, 99, NOW + 3)).toBe(3);
      expect(await stateOf()).toMatchObject({ acknowledged: 3, lastSequence: 3, succeeded: 3, failed: 0, lastSuccessAt: NOW + 3, failingSince: null });
      expect((await store.feed(mine, 0, 9)).map(({ delivery }) => [delivery.state, delivery.lastAt])).toEqual([['delivered', NOW + 1], ['delivered', NOW + 1], ['delivered', NOW + 3]]);
    });

    test('leave work that is for one to one in each stretch of time', async () => {
      const asked = (now: number) => store.takeTurn(`t${mine}`, now, 1000);
      expect((await Promise.all([asked(NOW), asked(NOW), asked(NOW)])).filter(Boolean)).toHaveLength(1);
      expect(await asked(NOW + 999)).toBe(false);
      expect(await asked(NOW + 1000)).toBe(true);
      expect(await asked(NOW + 1000)).toBe(false);
      // A clock that was wrong keeps nobody waiting for years.
      expect(await asked(NOW + 1_000_000)).toBe(true);
      expect(await asked(NOW + 3000)).toBe(true);
    });
  });

  describe('deliveries that are old', () => {
    let things: Things;
    beforeAll(async () => { things = await openThings(engine); });
    afterAll(() => things.store.dispose());

    test('are removed with their events when they are over, and nobody has touched them since', async () => {
      const store = things.storage.deliveries;
      const sizes = async () => (await things.store.sql('SELECT (SELECT count(*) FROM outbox) AS events, (SELECT count(*) FROM delivery) AS deliveries'))[0];
      await tell(things.storage, 1, 1, 2);
      await routeAll(store, [1]);
      await tell(things.storage, 3);
      const [one] = await claimFor(store, 'w', [1], { limit: 1 });
      if (one === undefined) throw new Error('nothing was claimed');
      await store.settle('w', [resultOf(one, 'delivered', { at: NOW + 50 })]);
      expect(await store.prune(NOW, 1000)).toBe(0);
      expect(await store.prune(NOW + 50, 1000)).toBe(0);
      expect(await store.prune(NOW + 51, 1000)).toBe(2);
      // Two that wait, and one that nobody has routed.
      expect(await sizes()).toEqual({ events: 3, deliveries: 2 });
      await routeAll(store, []);
      expect(await store.prune(NOW + 51, 1000)).toBe(1);
      const rest = await claimFor(store, 'w', [1]);
      await store.settle('w', rest.map((delivery) => resultOf(delivery, 'dead')));
      expect(await store.prune(NOW + 51, 1)).toBe(2);
      expect(await sizes()).toEqual({ events: 1, deliveries: 1 });
    });
  });
}
