import type { StoredEvent } from '../events/stored-event.ts';

/**
 * `waiting`: to be sent, now or later; `delivered`; `dead`: given up after the last try; `skipped`: there was nothing to
 * say of it in the format of its subscription.
 */
export const DELIVERY_STATES = ['waiting', 'delivered', 'dead', 'skipped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A stretch of the outbox that subscriptions have not been asked about yet. */
export interface NewEvents {
  /** Of one record, in the order in which they happened. */
  readonly events: readonly StoredEvent[];
  /** The places before and after the stretch, for `route`; the engine's own words. */
  readonly from: string;
  readonly to: string;
}

export interface KeptEventsQuery {
  /** Of the event, in milliseconds since 1970 UTC: from (inclusive), to (exclusive). */
  readonly from: number;
  readonly to: number;
  /** The place that the stretch before gave; 0 for the first. */
  readonly after: number;
  /** How many events are looked at, whether they are of that time or not. */
  readonly limit: number;
}

/** A stretch of what is kept of the outbox, in the order of ids: of one record, in the order in which it happened. */
export interface KeptEvents {
  readonly events: readonly StoredEvent[];
  /** The place of the next stretch; null: there is none. */
  readonly next: number | null;
}

export interface NewDelivery {
  readonly subscription: number;
  readonly event: StoredEvent;
  /** What the event is called in the format of the subscription. */
  readonly name: string;
}

/** A delivery as it is looked at. */
export interface Delivery {
  readonly id: number;
  readonly subscription: number;
  /** 1, 2, 3 … of its subscription, without a gap. */
  readonly sequence: number;
  readonly eventId: number;
  readonly name: string;
  readonly entity: string;
  readonly recordId: number;
  readonly state: DeliveryState;
  readonly tries: number;
  /** When it was handed to its subscription, and when the event happened; milliseconds since 1970 UTC. */
  readonly createdAt: number;
  readonly happenedAt: number;
  /** The next try; null unless waiting. */
  readonly nextAt: number | null;
  readonly lastAt: number | null;
  /** Of the last try: how long it took, the HTTP status where there was an answer, and else what was wrong. */
  readonly lastMs: number | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  /** The body that was sent, the same in every try; null before the first. */
  readonly request: string | null;
  /** The beginning of the last answer. */
  readonly response: string | null;
}

/** A delivery that its worker alone may send until the claim ends, with what it tells of. */
export interface ClaimedDelivery {
  readonly delivery: Delivery;
  readonly event: StoredEvent;
}

export interface ClaimQuery {
  /** Names the claim: only who names it settles it. */
  readonly worker: string;
  /** Milliseconds since 1970 UTC. A claim that nobody settles ends at `until`. */
  readonly now: number;
  readonly until: number;
  /** How many of each subscription there is room for. */
  readonly wanted: readonly { readonly subscription: number; readonly limit: number }[];
}

/** What became of a try. */
export interface Settled {
  readonly id: number;
  readonly subscription: number;
  readonly state: DeliveryState;
  /** Of the state `waiting`: when to try again. */
  readonly nextAt: number | null;
  readonly at: number;
  readonly ms: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly request: string | null;
  readonly response: string | null;
}

export interface DeliveryQuery {
  readonly subscription?: number;
  readonly states?: readonly DeliveryState[];
  readonly name?: string;
  readonly entity?: string;
  readonly recordId?: number;
  /** Of the event, in milliseconds since 1970 UTC: from (inclusive), to (exclusive). */
  readonly from?: number;
  readonly to?: number;
}

export interface DeliveryPage extends DeliveryQuery {
  /** Newest first, before this id. */
  readonly before?: number;
  readonly limit: number;
}

/** How a subscription is doing. */
export interface SubscriptionState {
  readonly subscription: number;
  /** The number of its last delivery, 0 before the first, and of the last one that a `pull` receiver acknowledged. */
  readonly lastSequence: number;
  readonly acknowledged: number;
  /** Since when every try has failed; null while they succeed. */
  readonly failingSince: number | null;
  readonly lastSuccessAt: number | null;
  /** The tries since the store was made. */
  readonly succeeded: number;
  readonly failed: number;
}

export interface QueueFigures {
  readonly subscription: number;
  readonly waiting: number;
  readonly dead: number;
  /** When the oldest event that still waits happened. */
  readonly oldestAt: number | null;
}

/**
 * What is on its way out, and what became of it. Every method is one transaction; any number of processes may call them
 * at the same time (PostgreSQL). Throws CrmError `unavailable` as `Storage` does.
 */
export interface DeliveryStore {
  /** The oldest events that nobody has routed, at most `limit`; none is ever passed over, whichever transaction ends first. */
  newEvents(limit: number): Promise<NewEvents>;
  /** The places before and after all that nobody has routed; none of it is read, so that it can be passed over whatever its size. */
  newStretch(): Promise<Pick<NewEvents, 'from' | 'to'>>;
  /**
   * Writes a row for each delivery, each with the next number of its subscription, and moves the place on; false when
   * somebody else has moved it from `from`: then nothing is written.
   */
  route(batch: Pick<NewEvents, 'from' | 'to'> & { readonly deliveries: readonly NewDelivery[]; readonly now: number }): Promise<boolean>;
  /**
   * Events that have been routed and are kept. Those that were written before events carried their values are left out, and
   * so are those that nobody has been asked about yet.
   */
  events(query: KeptEventsQuery): Promise<KeptEvents>;
  /**
   * Writes a row, with the next number of its subscription, for each delivery of a routed event of which the subscription
   * has none yet, and gives how many; however many ask at the same time, none is written twice. An event that has been
   * removed meanwhile is left out.
   */
  enqueue(deliveries: readonly NewDelivery[], now: number): Promise<number>;
  /**
   * Takes deliveries that are due. Of one record and subscription only the oldest that waits is ever taken, so a later
   * event never passes an earlier one; nothing is taken twice before its claim ends.
   */
  claim(query: ClaimQuery): Promise<readonly ClaimedDelivery[]>;
  /** When the next delivery of each of these subscriptions is due, claimed or not; those with none are left out. */
  due(subscriptions: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /**
   * Writes down what became of tries; those whose claim by this worker has ended are left as they are. Where a try failed
   * the later deliveries of the record wait at least as long; where one is over they are due at once. Gives how the
   * subscriptions concerned are doing now.
   */
  settle(worker: string, results: readonly Settled[]): Promise<readonly SubscriptionState[]>;
  /** Ends claims: of this worker, or of all where no other can be (a file that one process has). */
  release(worker?: string): Promise<void>;

  find(page: DeliveryPage): Promise<readonly Delivery[]>;
  count(query: DeliveryQuery): Promise<number>;
  read(id: number): Promise<ClaimedDelivery | undefined>;
  /** Sends again: what is dead, delivered or skipped waits anew with no tries, due now; what waits is due now. Gives how many. */
  replay(query: DeliveryQuery & { readonly ids?: readonly number[] }, now: number): Promise<number>;
  /** Deliveries of a subscription with numbers after `after`, in their order; `pull` receivers read them. */
  feed(subscription: number, after: number, limit: number): Promise<readonly ClaimedDelivery[]>;
  /** All up to this number has arrived; gives the number of the last one acknowledged. */
  acknowledge(subscription: number, sequence: number, now: number): Promise<number>;

  states(): Promise<readonly SubscriptionState[]>;
  figures(): Promise<readonly QueueFigures[]>;
  /** Nothing has failed yet: a subscription that is switched on again starts anew. */
  forgive(subscription: number): Promise<void>;
  /** Forgets what a subscription that is no more had. */
  forget(subscription: number): Promise<void>;
  /**
   * Removes events that are older (milliseconds since 1970 UTC), of which no delivery waits and none was touched since, and
   * their deliveries with them: while an event is kept it is known who had it. At most `limit` events; gives how many rows.
   */
  prune(before: number, limit: number): Promise<number>;
  /** Whether it is the caller's turn: true for one caller in each stretch of `everyMs`, whichever process asks. */
  takeTurn(name: string, now: number, everyMs: number): Promise<boolean>;
}
