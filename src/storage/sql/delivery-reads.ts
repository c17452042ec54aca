import type { DeliveryStore } from '../../core/delivery/delivery-store.ts';
import { compileDeliveryCount, compileDeliveryPage, compileDeliveryRead, compileDue, compileEvents, compileFeed, FIGURES, STATES } from './delivery-queries.ts';
import { decodeClaimed, decodeDelivery, decodeEvents, decodeFigures, decodeState } from './delivery-rows.ts';
import type { Row, Statement } from './statement.ts';

type Ask = (statement: Statement) => Promise<readonly Row[]>;

export interface DeliveryReadsParts {
  /** Runs what finds its few rows by an index. */
  readonly quick: Ask;
  /** Runs what may take its time. */
  readonly long: Ask;
  /** Runs what reads many rows, by an index. */
  readonly walk: Ask;
  /** Whether the event `o` has been routed, in SQL. */
  readonly routed: string;
}

/** The reads of deliveries, and of what they may tell of. */
export function createDeliveryReads({ quick, long, walk, routed }: DeliveryReadsParts): Pick<DeliveryStore, 'events' | 'due' | 'find' | 'count' | 'read' | 'feed' | 'states' | 'figures'> {
  return {
    events: async (query) => decodeEvents(await walk(compileEvents(query, routed))),
    async due(subscriptions) {
      const rows = subscriptions.length === 0 ? [] : await quick(compileDue(subscriptions));
      return new Map(rows.filter((row) => row['next_at'] !== null).map((row) => [Number(row['subscription']), Number(row['next_at'])]));
    },
    find: async (page) => (await long(compileDeliveryPage(page))).map(decodeDelivery),
    async count(query) {
      const [row] = await long(compileDeliveryCount(query));
      return Number(row?.['number']);
    },
    async read(id) {
      const [row] = await quick(compileDeliveryRead(id));
      return row === undefined ? undefined : decodeClaimed(row);
    },
    feed: async (subscription, after, limit) => (await quick(compileFeed(subscription, after, limit))).map(decodeClaimed),
    states: async () => (await quick({ sql: STATES, params: [] })).map(decodeState),
    figures: async () => (await long({ sql: FIGURES, params: [] })).map(decodeFigures),
  };
}
