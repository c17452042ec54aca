import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import type { Subscription } from '../../src/core/delivery/subscription.ts';
import { rotateSecret } from '../../src/core/delivery/rotate-secret.ts';
import { testedEngines } from '../engines.ts';
import type { Receiver, Visit } from './receiver.ts';
import { openWorld, until, type World, type WorldOptions } from './world.ts';

const DAY_MS = 86_400_000;
const opened: World[] = [];
afterEach(async () => {
  for (const world of opened.splice(0)) await world.close();
});

/** The changes of a client in the order in which they first arrived. */
function arrived({ visits }: Receiver, record: number, wasWell: (visit: Visit) => boolean = () => true): readonly number[] {
  return [...new Set(visits.filter((visit) => visit.record === record && visit.type === 'client.updated' && wasWell(visit)).map(({ event }) => event))];
}

const ascending = (numbers: readonly number[]): readonly number[] => numbers.toSorted((left, right) => left - right);

for (const engine of testedEngines()) {
  const open = async (options?: WorldOptions): Promise<World> => {
    const world = await openWorld(engine, options);
    opened.push(world);
    return world;
  };
  const statesOf = async (world: World, subscription: Subscription): Promise<readonly unknown[]> => (await world.deliveries(subscription)).map(({ state, tries, lastStatus, lastError }) => [state, tries, lastStatus, lastError]);
  /** A world with one receiver that is told of all. */
  const told = async (options?: WorldOptions, webhook?: Parameters<World['subscribe']>[1]): Promise<{ world: World; receiver: Receiver; subscription: Subscription }> => {
    const world = await open(options);
    const receiver = await world.receiver();
    return { world, receiver, subscription: await world.subscribe(receiver, webhook) };
  };

  describe(`${engine.name}: what happens reaches who is told of it`, () => {
    test('nobody is told who has not asked, is switched off, or was not there yet', async () => {
      const world = await open();
      const receiver = await world.receiver();
      await world.addClient();
      world.pass(1);
      const off = await world.subscribe(receiver, { active: false });
      const other = await world.subscribe(receiver, { events: ['client.deleted', 'deal.*'] });
      const all = await world.subscribe(receiver, { events: ['client.*'] });
      await world.addClient();
      await until(async () => (await world.deliveries(all)).some(({ state }) => state === 'delivered'));
      expect(await statesOf(world, all)).toEqual([['delivered', 1, 200, null]]);
      expect([await statesOf(world, off), await statesOf(world, other)]).toEqual([[], []]);
      expect(receiver.visits.map(({ type }) => type)).toEqual(['client.created']);
    });

    test('the reference library verifies what came, with the old secret and with the new one', async () => {
      const { world, receiver, subscription } = await told({}, { events: ['client.created'] });
      await rotateSecret(world.crm, world.boss, subscription.id, DAY_MS);
      const { secrets = [] } = (await world.crm.directory()).subscriptions.find(({ id }) => id === subscription.id) ?? {};
      const id = await world.addClient();
      await until(() => receiver.visits.length === 1);
      const [visit] = receiver.visits;
      expect(secrets).toHaveLength(2);
      for (const { secret } of secrets) expect(new Webhook(secret).verify(visit?.body ?? '', Object.fromEntries(Object.entries(visit?.headers ?? {}).map(([name, value]) => [name, String(value)])))).toMatchObject({ type: 'client.created', data: { record: id } });
      expect(visit).toMatchObject({ method: 'POST', path: '/hook', id: expect.stringMatching(new RegExp(`^evt_${subscription.id}_1_[0-9a-z]{8}$`, 'u')), headers: { 'content-type': 'application/json' } });
    });

    test('a rule calls an address with parameters, and again the same', async () => {
      const { world, receiver, subscription } = await told({}, { events: ['client.created'], format: 'parameters', method: 'GET', parameters: { n: '{id}', what: '{event}' } });
      receiver.react(() => (receiver.visits.length === 1 ? 500 : 200));
      const id = await world.addClient();
      await until(() => receiver.visits.length === 2);
      expect(receiver.visits.map(({ method, path, body }) => [method, path, body])).toEqual([1, 2].map(() => ['GET', `/hook?n=${id}&what=client.created`, '']));
      await until(async () => (await world.deliveries(subscription))[0]?.state === 'delivered');
      expect((await world.deliveries(subscription))[0]?.request).toBe(`${receiver.url}?n=${id}&what=client.created`);
    });

    test('an extension of this process is told, and its fault is a failed try', async () => {
      const ran: unknown[] = [];
      const world = await open({ extensions: {
        handles: (name) => name === 'notifier',
        run: async (extension, event, name) => {
          ran.push([extension, event.name, name]);
          return ran.length === 1 ? { ok: false, error: 'TypeError: no luck' } : { ok: true };
        },
      } });
      const [own, foreign] = await Promise.all(['notifier', 'elsewhere'].map(async (extension) => {
        const written = await world.crm.write({ userId: null, face: 'test', keyId: null }, async (draft) => draft.insert('webhook', { title: extension, active: true, target: 'extension', extension, format: 'standard', events: ['client.created'] }));
        const id = written.idOf(written.decision);
        return (await world.crm.directory()).subscriptions.find((one) => one.id === id);
      }));
      world.delivery.desk.wake();
      if (own === undefined || foreign === undefined) throw new Error('the subscriptions are not there');
      await world.addClient();
      await until(async () => (await world.deliveries(own))[0]?.state === 'delivered');
      expect(ran).toEqual([1, 2].map(() => ['notifier', 'client.created', 'client.created']));
      expect(await statesOf(world, own)).toEqual([['delivered', 2, null, null]]);
      expect(await statesOf(world, foreign)).toEqual([['waiting', 0, null, null]]);
    });

    test('who fetches is not called', async () => {
      const world = await open();
      const pull = await world.subscribe(undefined, { target: 'pull' });
      const receiver = await world.receiver();
      await world.subscribe(receiver);
      await world.addClient();
      await until(() => receiver.visits.length === 1);
      expect(await statesOf(world, pull)).toEqual([['waiting', 0, null, null]]);
    });

    test('a test shot arrives once, signed, and leaves nothing behind', async () => {
      const { world, receiver, subscription } = await told({}, { events: ['client.updated'] });
      expect(await world.delivery.desk.test(subscription)).toMatchObject({ ok: true, status: 200, error: null, response: 'heard' });
      const [visit] = receiver.visits;
      expect(visit).toMatchObject({ type: 'client.updated', id: expect.stringMatching(/^test_/u) });
      expect(visit?.headers['webhook-signature']).toMatch(/^v1,/u);
      receiver.react(() => 500);
      expect(await world.delivery.desk.test(subscription)).toMatchObject({ ok: false, status: 500, error: 'status' });
      expect(await statesOf(world, subscription)).toEqual([]);
      expect(await world.crm.storage.deliveries.states()).toEqual([]);
    });
  });

  describe(`${engine.name}: what does not arrive is sent again`, () => {
    test('later changes of a record wait for the earlier one, and other records flow on', async () => {
      const { world, receiver } = await told();
      const [stuck, free] = [await world.addClient(), await world.addClient()];
      await until(() => receiver.visits.length >= 2);
      let open = false;
      receiver.react(({ record, type }) => (record === stuck && type === 'client.updated' && !open ? 500 : 200));
      await world.change(stuck, 5);
      await world.change(free, 5);
      await until(() => arrived(receiver, free).length === 5);
      await until(() => receiver.visits.filter(({ record, type }) => record === stuck && type === 'client.updated').length >= 3);
      expect(arrived(receiver, stuck)).toHaveLength(1);
      open = true;
      await until(() => arrived(receiver, stuck).length === 5);
      for (const record of [stuck, free]) expect(arrived(receiver, record)).toEqual(ascending(arrived(receiver, record)));
    });

    test('each try has the same body and the same id', async () => {
      const { world, receiver } = await told({}, { events: ['client.created'] });
      receiver.react(() => (receiver.visits.length < 4 ? 503 : 200));
      await world.addClient();
      await until(() => receiver.visits.length === 4);
      expect(new Set(receiver.visits.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
    });

    test('a receiver that asks for a pause gets it', async () => {
      const { world, receiver, subscription } = await told({}, { events: ['client.created'] });
      receiver.react(() => (receiver.visits.length === 1 ? { status: 429, headers: { 'retry-after': '3600' } } : 200));
      await world.addClient();
      await until(async () => (await world.deliveries(subscription))[0]?.tries === 1);
      const [waiting] = await world.deliveries(subscription);
      expect((waiting?.nextAt ?? 0) - (waiting?.lastAt ?? 0)).toBe(3_600_000);
      world.pass(3_600_000);
      await until(() => receiver.visits.length === 2);
    });

    test('silence, a redirect, an answer that breaks off and nobody there are failures, each by its name', async () => {
      const world = await open({ schedule: [0, DAY_MS] });
      const receivers = await Promise.all([1, 2, 3, 4].map(() => world.receiver()));
      const [silent, moving, breaking, gone] = receivers;
      silent?.react(() => 'hang');
      moving?.react(() => ({ status: 302, headers: { location: `${breaking?.url}/else` } }));
      breaking?.react(() => 'break');
      await gone?.close();
      const subscriptions = [];
      for (const receiver of receivers) subscriptions.push(await world.subscribe(receiver, { timeoutMs: 1000 }));
      await world.addClient();
      for (const subscription of subscriptions) await until(async () => (await world.deliveries(subscription))[0]?.tries === 1);
      expect(await Promise.all(subscriptions.map((subscription) => statesOf(world, subscription)))).toEqual([
        [['waiting', 1, null, 'timeout']], [['waiting', 1, 302, 'redirect']], [['waiting', 1, 200, 'unreachable']], [['waiting', 1, null, 'unreachable']],
      ]);
      expect(breaking?.visits.map(({ path }) => path)).toEqual(['/hook']);
    });

    test('an address of the operator’s own network is not called', async () => {
      const world = await open({ schedule: [0] });
      const subscription = await world.subscribe(undefined, { url: 'http://127.0.0.2:9/' });
      await world.addClient();
      await until(async () => (await world.deliveries(subscription))[0]?.state === 'dead');
      expect(await statesOf(world, subscription)).toEqual([['dead', 1, null, 'refused_address']]);
    });

    test('after the last try it is given up, the next one goes, and a replay sends it under its old id', async () => {
      const { world, receiver, subscription } = await told({}, { maxTries: 3, events: ['client.*'] });
      const id = await world.addClient();
      await until(() => receiver.visits.length === 1);
      receiver.react(({ id: message }) => (message.startsWith(`evt_${subscription.id}_2_`) ? 500 : 200));
      await world.change(id, 2);
      await until(async () => (await world.deliveries(subscription)).every(({ state }) => state !== 'waiting') && receiver.visits.length === 5);
      expect(await statesOf(world, subscription)).toEqual([['delivered', 1, 200, null], ['dead', 3, 500, 'status'], ['delivered', 1, 200, null]]);
      receiver.react(() => 200);
      expect(await world.crm.storage.deliveries.replay({ subscription: subscription.id, states: ['dead'] }, world.crm.clock())).toBe(1);
      world.delivery.desk.wake();
      await until(async () => (await world.deliveries(subscription)).every(({ state }) => state === 'delivered'));
      expect(receiver.visits.at(-1)).toMatchObject({ id: expect.stringMatching(new RegExp(`^evt_${subscription.id}_2_[0-9a-z]{8}$`, 'u')), body: receiver.visits[1]?.body });
    });

    test('a receiver that hangs takes nothing from the others', async () => {
      const world = await open();
      const [silent, quick] = [await world.receiver(), await world.receiver()];
      silent.react(() => 'hang');
      await world.subscribe(silent, { timeoutMs: 2000 });
      await world.subscribe(quick);
      for (let index = 0; index < 50; index++) await world.addClient();
      await until(() => quick.visits.length === 50);
      expect(silent.visits.length).toBeLessThanOrEqual(32);
    });
  });

  describe(`${engine.name}: who fails for long is switched off`, () => {
    test('after five days, and others hear of it', async () => {
      const world = await open({ schedule: [0, 10, DAY_MS, DAY_MS, DAY_MS, DAY_MS, DAY_MS, DAY_MS, DAY_MS] });
      const [broken, watcher] = [await world.receiver(), await world.receiver()];
      broken.react(() => 500);
      const failing = await world.subscribe(broken, { events: ['client.*'] });
      await world.subscribe(watcher, { events: ['webhook.*'] });
      await world.addClient();
      for (let tries = 2; tries < 7; tries++) {
        await until(() => broken.visits.length === tries);
        await until(async () => (await world.deliveries(failing))[0]?.tries === tries);
        expect((await world.crm.directory()).subscriptions.find(({ id }) => id === failing.id)?.active).toBe(true);
        world.pass(1.1 * DAY_MS);
        world.delivery.desk.wake();
      }
      await until(() => watcher.visits.length === 1);
      expect(watcher.visits[0]).toMatchObject({ type: 'webhook.disabled', record: failing.id });
      expect((await world.crm.directory()).subscriptions.find(({ id }) => id === failing.id)).toMatchObject({ active: false, disabledReason: 'failing' });
      await world.addClient();
      world.pass(2 * DAY_MS);
      world.delivery.desk.wake();
      expect(broken.visits).toHaveLength(7);
      expect(watcher.visits[0]?.body).not.toContain('whsec_');
    });

    test('who says to be gone, at once; what waits is kept', async () => {
      const { world, receiver, subscription } = await told();
      receiver.react(() => 410);
      await world.addClient();
      await until(async () => (await world.crm.directory()).subscriptions.find(({ id }) => id === subscription.id)?.active === false);
      expect((await world.crm.directory()).subscriptions.find(({ id }) => id === subscription.id)?.disabledReason).toBe('gone');
      expect((await world.deliveries(subscription))[0]?.state).toBe('waiting');
    });
  });

  describe(`${engine.name}: whatever becomes of the process`, () => {
    test('a stop in the middle loses nothing, and the next start goes on', async () => {
      const { world, receiver, subscription } = await told();
      receiver.react(() => ({ status: 200, afterMs: 30 }));
      const ids: number[] = [];
      for (let index = 0; index < 20; index++) ids.push(await world.addClient());
      await until(() => receiver.visits.length >= 3);
      await world.delivery.stop();
      for (const id of ids) await world.change(id);
      const after = receiver.visits.length;
      await world.another();
      await until(async () => (await world.deliveries(subscription)).filter(({ state }) => state === 'delivered').length === 40);
      expect(receiver.visits.length).toBeGreaterThan(after);
      const numbers = receiver.visits.map(({ id }) => id);
      expect(new Set(numbers).size).toBe(40);
      expect(numbers).toHaveLength(40);
    });
  });

  for (const _ of [engine].filter(({ name }) => name === 'postgres')) {
    test('two processes share the work, and nothing is sent twice', async () => {
      const { world, receiver, subscription } = await told();
      const other = await world.another();
      const workers = new Set<unknown>();
      receiver.react(() => ({ status: 200, afterMs: 300 }));
      const ids = await Promise.all(Array.from({ length: 60 }, () => world.addClient()));
      await Promise.all(ids.map((id) => world.change(id, 3)));
      await until(async () => {
        for (const { claimed_by } of await world.store.sql('SELECT DISTINCT claimed_by FROM delivery WHERE claimed_by IS NOT NULL')) workers.add(claimed_by);
        return (await world.deliveries(subscription)).every(({ state }) => state === 'delivered');
      });
      await until(() => receiver.visits.length >= 240);
      expect(new Set(receiver.visits.map(({ id }) => id)).size).toBe(240);
      expect(receiver.visits).toHaveLength(240);
      expect(workers.size).toBe(2);
      for (const id of ids) expect(arrived(receiver, id)).toEqual(ascending(arrived(receiver, id)));
      await other.delivery.stop();
    });
  }
}
