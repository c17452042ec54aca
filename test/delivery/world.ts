import { setTimeout as sleep } from 'node:timers/promises';
import { createWebhook, type NewWebhook } from '../../src/core/delivery/create-webhook.ts';
import type { Delivery as StoredDelivery } from '../../src/core/delivery/delivery-store.ts';
import type { Subscription } from '../../src/core/delivery/subscription.ts';
import type { Context } from '../../src/core/context.ts';
import { createCrm, type Crm } from '../../src/core/crm.ts';
import { updateClient } from '../../src/core/clients/update-client.ts';
import { BASE_PRESET } from '../../src/core/presets/base.ts';
import type { Storage } from '../../src/core/storage.ts';
import { openZone } from '../../src/core/time.ts';
import type { ExtensionRunner } from '../../src/delivery/extension-runner.ts';
import type { RetrySchedule } from '../../src/delivery/retry-schedule.ts';
import native from '../../src/dialects/native/index.ts';
import { createDelivery, formatsOf, type Delivery } from '../../src/server/deliver.ts';
import type { Engine, OpenStore } from '../engines.ts';
import { buildClient, buildUser, contextOf, NOON } from '../factories.ts';
import { describeTemplate } from '../support/store-template.ts';
import { openReceiver, type Receiver } from './receiver.ts';

/** Many tries with short pauses, so that nothing is given up unless a test means it. */
export const QUICK: RetrySchedule = [0, ...Array.from({ length: 20 }, () => 30)];
const DIALECTS = [native];
const PATIENCE_MS = 15_000;

export interface WorldOptions {
  readonly schedule?: RetrySchedule;
  readonly extensions?: ExtensionRunner;
}

/** A process that serves and delivers. */
export interface Process {
  readonly crm: Crm;
  readonly delivery: Delivery;
}

/** A store with the base preset, processes that deliver from it, and receivers. */
export interface World extends Process {
  readonly store: OpenStore;
  readonly boss: Context;
  readonly log: string[];
  /** Moves the clock of all processes forward. */
  pass(milliseconds: number): void;
  receiver(): Promise<Receiver>;
  /** A subscription to a receiver, of all events in the standard format unless said otherwise. */
  subscribe(receiver: Receiver | undefined, webhook?: Partial<NewWebhook>): Promise<Subscription>;
  addClient(): Promise<number>;
  /** As many changes of one client, one after the other. */
  change(id: number, times?: number): Promise<void>;
  deliveries(subscription: Subscription): Promise<readonly StoredDelivery[]>;
  /** Another process over the same store. */
  another(options?: WorldOptions): Promise<Process>;
  close(): Promise<void>;
}

export async function openWorld(engine: Engine, options: WorldOptions = {}): Promise<World> {
  const store = await engine.open(describeTemplate({ name: 'base', presets: [BASE_PRESET], at: NOON }));
  const closing: (() => Promise<void>)[] = [() => store.dispose()];
  const log: string[] = [];
  let passed = 0;
  let changes = 0;

  const open = (storage: Storage, { schedule = QUICK, extensions }: WorldOptions): Process => {
    const listeners: (() => void)[] = [];
    const crm = createCrm({ storage, clock: () => Date.now() + passed, happened: () => listeners.forEach((listen) => listen()) });
    const note = (facts: object, message: string): void => void log.push(`${message} ${'err' in facts ? String(facts.err) : JSON.stringify(facts)}`);
    const delivery = createDelivery({ crm, zone: openZone('UTC'), dialects: DIALECTS, settings: { allowPrivate: ['127.0.0.1'], webhookRetries: schedule }, log: { error: note, warn: note }, ...(extensions === undefined ? {} : { extensions }) });
    listeners.push(delivery.happened);
    closing.push(delivery.stop);
    return { crm, delivery };
  };
  const process = open(store.storage, options);
  const { crm, delivery } = process;
  const boss = contextOf(await buildUser(crm));
  await delivery.start();

  return {
    crm, delivery, store, boss, log,
    pass(milliseconds) { passed += milliseconds; },
    async receiver() {
      const receiver = await openReceiver();
      closing.unshift(receiver.close);
      return receiver;
    },
    async subscribe(receiver, webhook = {}) {
      const { id } = await createWebhook(crm, boss, { title: 'Приёмник', target: 'url', events: ['*'], url: receiver?.url ?? null, ...webhook }, formatsOf(DIALECTS));
      delivery.desk.wake();
      const found = (await crm.directory()).subscriptions.find((one) => one.id === id);
      if (found === undefined) throw new Error('the subscription is not there');
      return found;
    },
    addClient: () => buildClient(crm, boss),
    async change(id, times = 1) {
      for (let index = 0; index < times; index++) await updateClient(crm, boss, id, { values: { note: `Правка ${++changes}` }, items: {} });
    },
    deliveries: async ({ id }) => (await crm.storage.deliveries.find({ subscription: id, limit: 1000 })).toReversed(),
    async another(other = options) {
      const opened = open(await store.openAnother(), other);
      await opened.delivery.start();
      return opened;
    },
    async close() {
      for (const close of closing.toReversed()) await close();
    },
  };
}

/** Waits until something holds; fails when it does not come to hold. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it never came: ${holds.toString()}`);
    await sleep(5);
  }
}
