import type { ClaimedDelivery, DeliveryState, Settled } from '../../../src/core/delivery/delivery-store.ts';

interface Row {
  readonly subscription: number;
  readonly sequence: number;
  readonly recordId: number;
  state: DeliveryState;
  nextAt: number;
  worker: string | null;
  until: number;
}

/** What deliveries are, told without a database: lists that are gone through from end to end. */
export interface DeliveryModel {
  told(recordId: number): void;
  routed(count: number, subscriptions: readonly number[], now: number): void;
  /** The numbers of a subscription that may be claimed now. */
  claimable(subscription: number, now: number): readonly number[];
  claimed(worker: string, claimed: readonly ClaimedDelivery[], until: number): void;
  settled(worker: string, claimed: ClaimedDelivery, result: Settled): void;
  replayed(subscription: number, states: readonly DeliveryState[], now: number): number;
  released(worker: string): void;
  /** Number, record and state of all that a subscription has. */
  all(subscription: number): readonly (readonly [number, number, DeliveryState])[];
}

export function createDeliveryModel(): DeliveryModel {
  const outbox: number[] = [];
  const rows: Row[] = [];
  let place = 0;

  const of = (subscription: number): readonly Row[] => rows.filter((row) => row.subscription === subscription);
  const waitsBehind = (row: Row) => (one: Row): boolean => one.subscription === row.subscription && one.recordId === row.recordId && one.state === 'waiting' && one.sequence > row.sequence;
  const isHead = (row: Row): boolean => !rows.some((one) => one.state === 'waiting' && waitsBehind(one)(row));
  const find = ({ delivery }: ClaimedDelivery): Row => {
    const row = rows.find((one) => one.subscription === delivery.subscription && one.sequence === delivery.sequence);
    if (row === undefined) throw new Error(`there is no delivery ${delivery.sequence} of ${delivery.subscription}`);
    return row;
  };

  return {
    told(recordId) { outbox.push(recordId); },
    routed(count, subscriptions, now) {
      for (const recordId of outbox.slice(place, place + count)) {
        for (const subscription of subscriptions) rows.push({ subscription, sequence: of(subscription).length + 1, recordId, state: 'waiting', nextAt: now, worker: null, until: 0 });
      }
      place += count;
    },
    claimable: (subscription, now) => of(subscription).filter((row) => row.state === 'waiting' && row.nextAt <= now && row.until <= now && isHead(row)).map(({ sequence }) => sequence),
    claimed(worker, claimed, until) {
      for (const one of claimed) Object.assign(find(one), { worker, until });
    },
    settled(worker, claimed, { state, nextAt, at }) {
      const row = find(claimed);
      if (row.worker !== worker || row.state !== 'waiting') return;
      Object.assign(row, { state, nextAt: nextAt ?? at, worker: null, until: 0 });
      for (const later of rows.filter(waitsBehind(row))) later.nextAt = state === 'waiting' ? Math.max(later.nextAt, row.nextAt) : Math.min(later.nextAt, at);
    },
    replayed(subscription, states, now) {
      const again = of(subscription).filter(({ state }) => states.includes(state));
      for (const row of again) Object.assign(row, { state: 'waiting', nextAt: now });
      return again.length;
    },
    released(worker) {
      for (const row of rows) if (row.worker === worker) Object.assign(row, { worker: null, until: 0 });
    },
    all: (subscription) => of(subscription).map(({ sequence, recordId, state }) => [sequence, recordId, state]),
  };
}
