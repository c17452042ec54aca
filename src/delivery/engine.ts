import { randomUUID } from 'node:crypto';
import type { Crm } from '../core/crm.ts';
import type { NewDelivery, Settled, SubscriptionState } from '../core/delivery/delivery-store.ts';
import type { Subscription } from '../core/delivery/subscription.ts';
import type { Zone } from '../core/time.ts';
import type { DialectLog } from '../dialects/dialect.ts';
import { createDispatcher } from './dispatcher.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { BUSY_PAUSE_MS, portionOf, type Allowance } from './portions.ts';
import type { RetrySchedule } from './retry-schedule.ts';
import { routeEvents } from './route-events.ts';
import type { ShootParts } from './shoot.ts';
import { hopeless, switchOff } from './switch-off.ts';
import { tryDelivery } from './try-delivery.ts';
import type { Limits } from './share-room.ts';

export interface EngineParts extends ShootParts {
  readonly crm: Crm;
  readonly zone: Zone;
  readonly schedule: RetrySchedule;
  readonly log: DialectLog;
  readonly random?: () => number;
  readonly limits?: Limits;
  /** What may be handed over while requests need the process more. */
  readonly allowance?: Allowance;
}

/** All that happens beside the requests so that what happened reaches who is told of it. */
export interface DeliveryEngine {
  /** Something happened, in this process. */
  happened(): void;
  /** Something is due that was not before: a replay, a subscription that is switched on. */
  wake(): void;
  /** Finishes what is under way within a few seconds; the rest is for the next start, or for other processes. */
  stop(): Promise<void>;
}

/** How often is looked for what other processes did. */
const LOOK_MS = 1_000;
/** Events of one moment are handed over together. */
const GATHER_MS = 5;
const COMPLAINT_MS = 60_000;
/** While nobody is told of anything, what happened is passed over this seldom. */
const IDLE_LOOKS = 5;

/** Starts delivery; it never ends the process, whatever fails. */
export function startEngine(parts: EngineParts): DeliveryEngine {
  const { crm, formats, extensions, log, limits, allowance = () => undefined } = parts;
  const ending = new AbortController();
  let someone = false;
  let looks = 0;

  let complainedAt = -Infinity;
  /** A store that is away is away for many looks: the operator reads of it once a minute. */
  const fault = (error: unknown): void => {
    if (ending.signal.aborted || performance.now() - complainedAt < COMPLAINT_MS) return;
    complainedAt = performance.now();
    log.error({ err: error }, 'events are not delivered for the moment');
  };
  const isServed = ({ active, target, extension }: Subscription): boolean => active && (target === 'url' || (target === 'extension' && extensions.handles(extension ?? '')));
  const tries = {
    ...parts, random: parts.random ?? Math.random,
    fault: (error: unknown, { id }: { readonly id: number }) => log.error({ err: error, delivery: id }, 'an event could not be presented'),
  };
  const dispatcher = createDispatcher({
    store: crm.storage.deliveries, worker: randomUUID(), clock: crm.clock, fault, allowance, ...(limits === undefined ? {} : { limits }),
    subscriptions: async () => (await crm.directory()).subscriptions.filter(isServed),
    attempt: (claimed, subscription) => tryDelivery(claimed, subscription, tries),
    told(settled, states) {
      soon(Math.min(...settled.map(({ nextAt }) => nextAt ?? Infinity)));
      void giveUp(settled, states);
    },
  });

  async function giveUp(settled: readonly Settled[], states: readonly SubscriptionState[]): Promise<void> {
    for (const [subscription, reason] of hopeless(settled, states, crm.clock())) {
      try {
        if (await switchOff(crm, subscription, reason)) log.warn({ subscription, reason }, 'a subscription was switched off');
      } catch (error) {
        fault(error);
      }
    }
  }

  const route = oneAtATime(async () => {
    try {
      const allowed = allowance();
      const told = (deliveries: readonly NewDelivery[]): void => dispatcher.wake(new Set(deliveries.map(({ subscription }) => subscription)));
      await routeEvents(crm, formats, told, { portion: allowed === undefined ? undefined : portionOf(allowed), signal: ending.signal });
    } catch (error) {
      fault(error);
    }
  });

  const look = oneAtATime(async () => {
    try {
      const { subscriptions } = await crm.directory();
      someone = subscriptions.some(({ active }) => active);
      if (!someone && looks++ % IDLE_LOOKS !== 0) return;
      await route();
      if (someone) soon(await dispatcher.look() ?? Infinity);
    } catch (error) {
      fault(error);
    }
  });

  let early: NodeJS.Timeout | undefined;
  let earliest = Infinity;
  /** What is due before the next look is looked for in time. */
  function soon(at: number): void {
    if (at >= earliest || at - crm.clock() >= LOOK_MS || ending.signal.aborted) return;
    clearTimeout(early);
    earliest = at;
    early = setTimeout(() => { earliest = Infinity; void look(); }, Math.max(at - crm.clock(), 1)).unref();
  }

  let gathering: NodeJS.Timeout | undefined;
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  void look();
  return {
    happened() {
      if (someone && !ending.signal.aborted) gathering ??= setTimeout(() => { gathering = undefined; void route(); }, allowance() === undefined ? GATHER_MS : BUSY_PAUSE_MS).unref();
    },
    wake: () => void look(),
    async stop() {
      ending.abort();
      clearInterval(timer);
      clearTimeout(gathering);
      clearTimeout(early);
      await look();
      await route();
      await dispatcher.stop();
    },
  };
}
