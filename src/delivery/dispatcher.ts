import { setTimeout as sleep } from 'node:timers/promises';
import type { ClaimedDelivery, DeliveryStore, Settled, SubscriptionState } from '../core/delivery/delivery-store.ts';
import type { Subscription } from '../core/delivery/subscription.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { BUSY_PAUSE_MS, portionOf, withinPortion, type Allowance } from './portions.ts';
import { createSettler } from './settler.ts';
import { shareRoom, type Limits } from './share-room.ts';
import { STANDARD_TIMEOUT_MS } from './shoot.ts';

export interface DispatcherParts {
  readonly store: Pick<DeliveryStore, 'claim' | 'due' | 'settle' | 'release'>;
  /** Names this dispatcher; no other has the name. */
  readonly worker: string;
  readonly clock: () => number;
  /** The subscriptions that this process sends for, as of now. */
  readonly subscriptions: () => Promise<readonly Subscription[]>;
  /** Tries once; never rejects. */
  readonly attempt: (claimed: ClaimedDelivery, subscription: Subscription) => Promise<Settled>;
  readonly told: (settled: readonly Settled[], states: readonly SubscriptionState[]) => void;
  readonly fault: (error: unknown) => void;
  readonly limits?: Limits;
  /** What may be sent while requests need the process more. */
  readonly allowance?: Allowance;
}

/** Takes what is due, tries it and writes down what became of it, many at once. */
export interface Dispatcher {
  /** These subscriptions may have something due. */
  wake(subscriptions: Iterable<number>): void;
  /** Looks what is due; gives when there will be more (milliseconds since 1970 UTC). Never rejects. */
  look(): Promise<number | undefined>;
  /** Takes nothing more, waits a little for what is under way, and lets others take the rest. Never rejects. */
  stop(): Promise<void>;
}

export const STANDARD_LIMITS: Limits = { total: 64, each: 32, failing: 4 };
/** A claim outlasts the try by so much. */
const SPARE_MS = 15_000;
/** Room that becomes free is filled together. */
const GATHER_MS = 2;
const FINISH_MS = 4_000;
/** Results that are not written down hold the next tries back. */
const MOST_UNSETTLED = 512;
/** Whose receiver has answered badly for so long gets little room. */
const FAILING_MS = 30_000;

export function createDispatcher({ store, worker, clock, subscriptions, attempt, told, fault, limits = STANDARD_LIMITS, allowance = () => undefined }: DispatcherParts): Dispatcher {
  const asked = new Set<number>();
  const failing = new Set<number>();
  const flying = new Map<number, number>();
  const tries = new Set<Promise<void>>();
  let stopped = false;

  const settler = createSettler({
    store, worker, fault,
    told(settled, states) {
      for (const { subscription, failingSince } of states) {
        if (failingSince !== null && clock() - failingSince > FAILING_MS) failing.add(subscription);
        else failing.delete(subscription);
      }
      told(settled, states);
      wake(settled.map(({ subscription }) => subscription));
    },
  });

  const fill = oneAtATime(async () => {
    try {
      while (await claimSome());
    } catch (error) {
      fault(error);
    }
  });

  /** Whether there may be more to take at once. */
  async function claimSome(): Promise<boolean> {
    if (stopped || asked.size === 0 || settler.waiting() > MOST_UNSETTLED) return false;
    const served = new Map((await subscriptions()).map((subscription) => [subscription.id, subscription]));
    const allowed = allowance();
    const room = shareRoom({ asked: [...asked].filter((id) => served.has(id)), flying, failing, limits });
    const wanted = allowed === undefined ? room : withinPortion(room, portionOf(allowed));
    if (wanted.length === 0) return false;
    for (const { subscription } of wanted) asked.delete(subscription);
    const now = clock();
    const longest = Math.max(...wanted.map(({ subscription }) => served.get(subscription)?.timeoutMs ?? STANDARD_TIMEOUT_MS));
    const claimed = await store.claim({ worker, now, until: now + longest + SPARE_MS, wanted });
    const counts = Map.groupBy(claimed, ({ delivery }) => delivery.subscription);
    for (const { subscription, limit } of wanted) if ((counts.get(subscription)?.length ?? 0) >= limit) asked.add(subscription);
    // What is not begun any more is released.
    if (stopped) return false;
    for (const one of claimed) launch(one, served.get(one.delivery.subscription));
    return allowed === undefined;
  }

  function launch(claimed: ClaimedDelivery, subscription: Subscription | undefined): void {
    if (subscription === undefined) return;
    count(subscription.id, 1);
    const running = attempt(claimed, subscription).then((result) => {
      count(subscription.id, -1);
      tries.delete(running);
      settler.add(result);
      gather();
    });
    tries.add(running);
  }

  function count(subscription: number, change: number): void {
    const now = (flying.get(subscription) ?? 0) + change;
    if (now === 0) flying.delete(subscription);
    else flying.set(subscription, now);
  }

  let gathering: NodeJS.Timeout | undefined;
  function gather(): void {
    if (!stopped && asked.size > 0) gathering ??= setTimeout(() => { gathering = undefined; void fill(); }, allowance() === undefined ? GATHER_MS : BUSY_PAUSE_MS);
  }

  function wake(ids: Iterable<number>): void {
    for (const id of ids) asked.add(id);
    gather();
  }

  return {
    wake,
    async look() {
      try {
        const due = await store.due((await subscriptions()).map(({ id }) => id));
        const now = clock();
        wake([...due].filter(([, at]) => at <= now).map(([id]) => id));
        const later = [...due.values()].filter((at) => at > now);
        return later.length === 0 ? undefined : Math.min(...later);
      } catch (error) {
        fault(error);
        return undefined;
      }
    },
    async stop() {
      stopped = true;
      clearTimeout(gathering);
      await fill();
      await Promise.race([Promise.all(tries), sleep(FINISH_MS, undefined, { ref: false })]);
      await settler.finish();
      await store.release(worker).catch(fault);
    },
  };
}
