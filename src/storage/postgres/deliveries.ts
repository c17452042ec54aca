import type { DeliveryStore } from '../../core/delivery/delivery-store.ts';
import { CrmError } from '../../core/errors.ts';
import { toRoutedRow, toStorable } from '../sql/delivery-input.ts';
import { compileReplay } from '../sql/delivery-queries.ts';
import { createDeliveryReads } from '../sql/delivery-reads.ts';
import { decodeClaimed, decodeState } from '../sql/delivery-rows.ts';
import { FORGET, FORGET_SOME, FORGIVE, RELEASE, RELEASE_ALL, TAKE_TURN } from '../sql/delivery-upkeep.ts';
import type { SqlValue, Statement } from '../sql/statement.ts';
import type { Result } from './connection.ts';
import type { Connections } from './connections.ts';
import { readNewEvents, readNewStretch, ROUTED } from './delivery-place.ts';
import { ACKNOWLEDGE, ALONE_WITH_THE_PAST, CLAIM, ENQUEUE, prune, ROUTE, SETTLE } from './delivery-statements.ts';
import type { Lines } from './lines.ts';
import { GIVEN_WAY } from './translate-error.ts';

const MAX_TRIES = 5;
/** Rows of one step of a long removal. */
const STEP = 5000;

/**
 * Deliveries in PostgreSQL. Each method is one statement, some after a lock, on connections of their own, so that writers of records never
 * wait for them. One that is cut off may be sent again, as the lines do: no second time writes what the first has.
 */
export function createDeliveries({ quick, heavy, deliveries, claims, nameOf }: Pick<Connections, 'quick' | 'heavy' | 'deliveries' | 'claims' | 'nameOf'>): DeliveryStore {
  const run = (sql: string, params: readonly SqlValue[], lines = deliveries): Promise<Result> => giveWay(() => lines.query(sql, params, nameOf(sql)));
  const change = async (sql: string, ...params: readonly SqlValue[]): Promise<number> => (await run(sql, params)).count;
  const asker = (lines: Lines) => async ({ sql, params }: Statement) => (await lines.query(sql, params)).rows;
  const alone = async (sql: string, ...params: readonly SqlValue[]): Promise<number> => {
    const { rows } = await giveWay(() => deliveries.together([{ sql: ALONE_WITH_THE_PAST, params: [] }, { sql, params }]));
    return Number(rows[0]?.['number']);
  };

  return {
    ...createDeliveryReads({ quick: asker(quick), long: asker(heavy), walk: asker(deliveries), routed: ROUTED }),
    // Without a name, so that the plan is made for the place of now.
    newEvents: (limit) => readNewEvents((sql, params) => deliveries.query(sql, params), limit),
    newStretch: () => readNewStretch((sql, params) => deliveries.query(sql, params)),
    route: async (batch) => (await change(ROUTE, JSON.stringify(batch.deliveries.map(toRoutedRow)), batch.from, batch.to, batch.now)) > 0,
    enqueue: (given, now) => alone(ENQUEUE, JSON.stringify(given.map(toRoutedRow)), now),
    async claim({ worker, now, until, wanted }) {
      const { rows } = await run(CLAIM, [JSON.stringify(wanted), now, worker, until], claims);
      return rows.map(decodeClaimed);
    },
    async settle(worker, results) {
      const { rows } = await run(SETTLE, [JSON.stringify(results.map(toStorable)), worker]);
      return rows.map(decodeState);
    },
    async release(worker) {
      await (worker === undefined ? change(RELEASE_ALL) : change(RELEASE, worker));
    },
    replay(query, now) {
      const { sql, params } = compileReplay(query, now);
      return change(sql, ...params);
    },
    async acknowledge(subscription, sequence, now) {
      const { rows } = await run(ACKNOWLEDGE, [subscription, sequence, now]);
      return Number(rows[0]?.['acknowledged'] ?? 0);
    },
    async forgive(subscription) {
      await change(FORGIVE, subscription);
    },
    async forget(subscription) {
      while ((await change(FORGET_SOME, subscription, STEP)) > 0);
      await change(FORGET, subscription);
    },
    prune: (before, limit) => alone(prune(ROUTED), before, before, before, limit),
    takeTurn: async (name, now, everyMs) => (await change(TAKE_TURN, name, now, everyMs, everyMs)) > 0,
  };
}

/** PostgreSQL chose one of two that waited for each other: the same once more. */
async function giveWay<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === MAX_TRIES || !(error instanceof CrmError) || !GIVEN_WAY.has(error.facts.reason ?? '')) throw error;
    }
  }
}
