import type { Crm } from '../core/crm.ts';
import type { Subscription } from '../core/delivery/subscription.ts';
import type { Zone } from '../core/time.ts';
import { startEngine, type DeliveryEngine } from '../delivery/engine.ts';
import { NO_EXTENSIONS, type ExtensionRunner } from '../delivery/extension-runner.ts';
import { createFormatBook } from '../delivery/format-book.ts';
import { parametersFormat } from '../delivery/parameters.ts';
import { sampleEvent } from '../delivery/sample-event.ts';
import { shoot, type ShootParts } from '../delivery/shoot.ts';
import type { DeliveryDesk, Dialect, DialectLog, EventFormat, Shot } from '../dialects/dialect.ts';
import type { Answer, GuardedPost, OutgoingRequest } from '../outgoing/guarded-post.ts';
import type { Settings } from './settings.ts';
import { readVersion } from './version.ts';

export interface DeliverParts {
  readonly crm: Crm;
  readonly zone: Zone;
  readonly dialects: readonly Dialect[];
  readonly settings: Pick<Settings, 'allowPrivate' | 'webhookRetries'>;
  readonly log: DialectLog;
  readonly extensions?: ExtensionRunner;
  /** What may be handed over in a second while requests need the process more. */
  readonly allowance?: () => number | undefined;
}

/** Delivery of events in this process. */
export interface Delivery {
  readonly desk: DeliveryDesk;
  /** Begins to deliver. Until then the desk alone works. */
  start(): Promise<void>;
  /** Something happened here. */
  happened(): void;
  stop(): Promise<void>;
}

/** As many as are ever under way to one receiver, and those that nobody waits for any longer. */
const CONNECTIONS = 128;

/** Joins what delivery needs; nothing is sent before `start`. */
export function createDelivery({ crm, zone, dialects, settings, log, extensions = NO_EXTENSIONS, allowance = () => undefined }: DeliverParts): Delivery {
  const formats = formatsOf(dialects);
  const sender = createSender(settings);
  const parts: ShootParts = { crm, zone, formats: createFormatBook(formats), extensions, send: sender.send };
  let engine: DeliveryEngine | undefined;
  return {
    desk: {
      formats,
      test: (subscription) => testShot(subscription, parts),
      wake: () => engine?.wake(),
    },
    async start() {
      // A file has one process: what is claimed was claimed by one that is no more.
      if (crm.storage.engine === 'sqlite' && (await crm.directory()).subscriptions.length > 0) await crm.storage.deliveries.release().catch((error: unknown) => log.error({ err: error }, 'deliveries of the last run wait until their time is over'));
      engine = startEngine({ ...parts, schedule: settings.webhookRetries, log, allowance });
    },
    happened: () => engine?.happened(),
    async stop() {
      await engine?.stop();
      await sender.close();
    },
  };
}

/** Those of the dialects, and rules without code, which choose from the words of the standard one. */
export function formatsOf(dialects: readonly Dialect[]): readonly EventFormat[] {
  const own = dialects.flatMap(({ events }) => events ?? []);
  const standard = own.find(({ name }) => name === 'standard');
  return standard === undefined ? own : [...own, parametersFormat(standard)];
}

async function testShot(subscription: Subscription, parts: ShootParts): Promise<Shot> {
  const { catalog } = await parts.crm.directory();
  const at = parts.crm.clock();
  const { event, name } = sampleEvent(subscription, parts.formats.get(subscription.format), catalog, at);
  const { ok, status, error, ms, request, response } = await shoot({ event, name, messageId: `test_${subscription.id}_${at}`, sent: null }, subscription, parts);
  return { ok, status, error, ms, request, response };
}

/** Most servers never send anything, so what it takes is loaded with the first request. */
function createSender({ allowPrivate }: Pick<Settings, 'allowPrivate'>): { readonly send: (request: OutgoingRequest) => Promise<Answer>; close(): Promise<void> } {
  let opened: Promise<GuardedPost> | undefined;
  const open = async (): Promise<GuardedPost> => {
    const { createGuardedPost } = await import('../outgoing/guarded-post.ts');
    return createGuardedPost({ allowPrivate, version: readVersion(), connections: CONNECTIONS });
  };
  return {
    send: async (request) => (await (opened ??= open())).send(request),
    close: async () => (await opened)?.close(),
  };
}
