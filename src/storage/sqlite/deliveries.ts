import type { DeliveryStore } from '../../core/delivery/delivery-store.ts';
import { toRoutedRow, toStorable } from '../sql/delivery-input.ts';
import { compileReplay } from '../sql/delivery-queries.ts';
import { createDeliveryReads } from '../sql/delivery-reads.ts';
import { decodeClaimed, decodeEvent, decodeState, EVENT_COLUMNS } from '../sql/delivery-rows.ts';
import { FORGET, FORGET_SOME, FORGIVE, oldEvents, RELEASE, RELEASE_ALL, TAKE_TURN } from '../sql/delivery-upkeep.ts';
import type { Row, SqlValue, Statement } from '../sql/statement.ts';
import type { DeliveryWrite } from './delivery-writer.ts';

export interface SqliteDeliveriesParts {
  /** Runs a query of few rows at once, by what was committed before. */
  quick(statement: Statement): readonly Row[];
  /** Runs a query whose time may be long, off the thread of the requests. */
  long(statement: Statement): Promise<readonly Row[]>;
  /** Runs a write on the thread that writes. */
  write(write: DeliveryWrite): Promise<unknown>;
}

/** One writer numbers the outbox in the order of commits: the place of routing is the id of the last event routed. */
export const NEW_EVENTS = `SELECT ${EVENT_COLUMNS} FROM outbox AS o WHERE o.id > $1 ORDER BY o.id LIMIT $2`;
export const ROUTED = 'o.id <= (SELECT CAST(place AS INTEGER) FROM delivery_place)';
const NEWEST = 'SELECT place, (SELECT max(id) FROM outbox) AS newest FROM delivery_place';
/** Asked before a write that mostly has nothing to do: the thread that writes need not be there for it. */
const SOME_CLAIM = `SELECT 1 FROM delivery WHERE state = 'waiting' AND claimed_by IS NOT NULL LIMIT 1`;
/** Rows of one step of a long removal: other writers come in between. */
const STEP = 2000;

/** Deliveries in one file: reads beside the writer, writes through it. */
export function createDeliveries({ quick, long, write }: SqliteDeliveriesParts): DeliveryStore {
  const change = async (sql: string, ...params: readonly SqlValue[]): Promise<number> => Number(await write({ does: 'change', statements: [{ sql, params }] }));

  return {
    ...createDeliveryReads({ quick: async (statement) => quick(statement), long, walk: long, routed: ROUTED }),
    async newEvents(limit) {
      const [place] = quick({ sql: 'SELECT place FROM delivery_place', params: [] });
      const from = String(place?.['place']);
      const events = quick({ sql: NEW_EVENTS, params: [Number(from), limit] }).map(decodeEvent);
      return { events, from, to: String(events.at(-1)?.id ?? from) };
    },
    async newStretch() {
      const [row] = quick({ sql: NEWEST, params: [] });
      const from = Number(row?.['place']);
      return { from: String(from), to: String(Math.max(from, Number(row?.['newest']))) };
    },
    route: async ({ from, to, now, deliveries }) => (await write({ does: 'route', from, to, now, rows: deliveries.map(toRoutedRow) })) === true,
    enqueue: async (deliveries, now) => Number(await write({ does: 'enqueue', now, rows: deliveries.map(toRoutedRow) })),
    claim: async (query) => rowsOf(await write({ does: 'claim', query })).map(decodeClaimed),
    settle: async (worker, results) => rowsOf(await write({ does: 'settle', worker, results: results.map(toStorable) })).map(decodeState),
    async release(worker) {
      if (worker === undefined && quick({ sql: SOME_CLAIM, params: [] }).length === 0) return;
      await (worker === undefined ? change(RELEASE_ALL) : change(RELEASE, worker));
    },
    replay: async (query, now) => Number(await write({ does: 'change', statements: [compileReplay(query, now)] })),
    acknowledge: async (subscription, sequence, now) => Number(await write({ does: 'acknowledge', subscription, sequence, now })),
    async forgive(subscription) {
      await change(FORGIVE, subscription);
    },
    async forget(subscription) {
      while ((await change(FORGET_SOME, subscription, STEP)) > 0);
      await change(FORGET, subscription);
    },
    prune: async (before, limit) => Number(await write({ does: 'prune', old: { sql: oldEvents(ROUTED), params: [before, before, before, limit] } })),
    takeTurn: async (name, now, everyMs) => (await change(TAKE_TURN, name, now, everyMs, everyMs)) > 0,
  };
}

function rowsOf(answer: unknown): readonly Row[] {
  return Array.isArray(answer) ? answer : [];
}
