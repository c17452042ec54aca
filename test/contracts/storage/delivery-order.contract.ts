import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClaimedDelivery, DeliveryState, DeliveryStore } from '../../../src/core/delivery/delivery-store.ts';
import type { Engine } from '../../engines.ts';
import { createDeliveryModel, type DeliveryModel } from './delivery-model.ts';
import { CLAIM_MS, claimFor, NOW, resultOf, routeAll, tell } from './delivery-steps.ts';
import { openThings, type Things } from './things.ts';

const RUNS = 25;
/** `TEST_SEED` repeats a run that failed. */
const SEED = Number(process.env['TEST_SEED'] ?? Date.now());
const WORKERS = ['ada', 'bo', 'cy'];

const anyState = fc.constantFrom<DeliveryState>('delivered', 'delivered', 'waiting', 'waiting', 'dead', 'skipped');
const anyStep = fc.oneof(
  fc.record({ does: fc.constant('tell' as const), records: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }) }),
  fc.record({ does: fc.constant('route' as const), limit: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ does: fc.constant('claim' as const), workers: fc.subarray(WORKERS, { minLength: 1 }), limit: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ does: fc.constant('settle' as const), worker: fc.constantFrom(...WORKERS), states: fc.array(anyState, { minLength: 1, maxLength: 5 }) }),
  fc.record({ does: fc.constant('replay' as const), states: fc.subarray<DeliveryState>(['dead', 'delivered', 'skipped', 'waiting'], { minLength: 1 }) }),
  fc.record({ does: fc.constant('release' as const), worker: fc.constantFrom(...WORKERS) }),
  fc.record({ does: fc.constant('pass' as const), ms: fc.constantFrom(1000, 5000, CLAIM_MS) }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer One> ? One : never;

/** Two subscriptions of a store, and the model that says what must become of them. */
interface Trial {
  readonly things: Things;
  readonly store: DeliveryStore;
  readonly model: DeliveryModel;
  readonly subscriptions: readonly number[];
  readonly held: Map<string, ClaimedDelivery[]>;
  now: number;
}

/** Whatever is told, routed, claimed, settled and replayed by several: nothing is lost, doubled or out of order. */
export function describeDeliveryOrderContract(engine: Engine): void {
  describe('deliveries in any order of doing', () => {
    let things: Things;
    beforeAll(async () => { things = await openThings(engine); });
    afterAll(() => things.store.dispose());
    let last = 0;

    test(`agree with a model in memory (TEST_SEED=${SEED})`, async () => {
      const property = fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
        const trial: Trial = { things, store: things.storage.deliveries, model: createDeliveryModel(), subscriptions: [++last, ++last], held: new Map(), now: NOW };
        await routeAll(trial.store, []);
        for (const step of steps) await take(trial, step);
        await finish(trial);
        for (const one of trial.subscriptions) await trial.store.forget(one);
      });
      await expect(fc.assert(property, { numRuns: RUNS, seed: SEED })).resolves.toBeUndefined();
    });
  });
}

async function take(trial: Trial, step: Step): Promise<void> {
  const { things, store, model, held } = trial;
  switch (step.does) {
    case 'tell':
      await tell(things.storage, ...step.records);
      return step.records.forEach(model.told);
    case 'route': return routeOnce(trial, step.limit);
    case 'claim': return claimTogether(trial, step.workers, step.limit);
    case 'settle': return settleSome(trial, step.worker, step.states);
    case 'replay': return replayAll(trial, step.states);
    case 'release':
      await store.release(step.worker);
      held.delete(step.worker);
      return model.released(step.worker);
    case 'pass': trial.now += step.ms;
  }
}

async function routeOnce({ store, model, subscriptions, now }: Trial, limit: number): Promise<void> {
  const { events, from, to } = await store.newEvents(limit);
  const deliveries = events.flatMap((event) => subscriptions.map((subscription) => ({ subscription, event, name: event.name })));
  expect(await store.route({ from, to, deliveries, now })).toBe(true);
  model.routed(events.length, subscriptions, now);
}

/** Alone a worker gets all that it has room for; of several at the same moment none gets what another has. */
async function claimTogether({ store, model, subscriptions, held, now }: Trial, workers: readonly string[], limit: number): Promise<void> {
  const able = new Map(subscriptions.map((subscription) => [subscription, model.claimable(subscription, now)]));
  const claims = await Promise.all(workers.map((worker) => claimFor(store, worker, subscriptions, { now, limit })));
  for (const subscription of subscriptions) {
    const taken = claims.flat().filter(({ delivery }) => delivery.subscription === subscription).map(({ delivery }) => delivery.sequence);
    expect(new Set(taken).size).toBe(taken.length);
    expect(able.get(subscription)).toEqual(expect.arrayContaining(taken));
    if (workers.length === 1) expect(taken).toHaveLength(Math.min(limit, able.get(subscription)?.length ?? 0));
  }
  workers.forEach((worker, at) => {
    const claimed = claims[at] ?? [];
    model.claimed(worker, claimed, now + CLAIM_MS);
    held.set(worker, [...(held.get(worker) ?? []), ...claimed]);
  });
}

async function settleSome({ store, model, held, now }: Trial, worker: string, states: readonly DeliveryState[]): Promise<void> {
  const claimed = held.get(worker)?.splice(0, states.length) ?? [];
  // A delivery that was claimed again by the same worker has one result.
  const once = claimed.filter(({ delivery }, at) => claimed.findIndex((one) => one.delivery.id === delivery.id) === at);
  const results = once.map((one, at) => resultOf(one, states[at] ?? 'delivered', { at: now, nextAt: states[at] === 'waiting' ? now + 1000 * (1 + (at % 7)) : null }));
  await store.settle(worker, results);
  once.forEach((one, at) => results.slice(at, at + 1).forEach((result) => model.settled(worker, one, result)));
}

async function replayAll({ store, model, subscriptions: [subscription = 0], now }: Trial, states: readonly DeliveryState[]): Promise<void> {
  expect(await store.replay({ subscription, states }, now)).toBe(model.replayed(subscription, states, now));
}

/** All that waits is delivered in the end, and what was told is there: each once for each subscription, in its order. */
async function finish(trial: Trial): Promise<void> {
  const { store, model, subscriptions } = trial;
  await take(trial, { does: 'route', limit: 1000 });
  trial.now += 2 * CLAIM_MS;
  for (let rounds = model.all(subscriptions[0] ?? 0).length; rounds > 0; rounds--) {
    await take(trial, { does: 'claim', workers: ['ada'], limit: 100 });
    await take(trial, { does: 'settle', worker: 'ada', states: Array<DeliveryState>(1000).fill('delivered') });
  }
  for (const subscription of subscriptions) {
    const feed = await store.feed(subscription, 0, 10_000);
    expect(feed.map(({ delivery }) => [delivery.sequence, delivery.recordId, delivery.state])).toEqual(model.all(subscription));
    expect(feed.some(({ delivery }) => delivery.state === 'waiting')).toBe(false);
    expect(feed.every(({ delivery, event }) => event.recordId === delivery.recordId)).toBe(true);
  }
}
