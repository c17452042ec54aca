import type { ClaimQuery, Settled } from '../../core/delivery/delivery-store.ts';
import { tallyOf, type RoutedRow } from '../sql/delivery-input.ts';
import { NOTHING_EARLIER } from '../sql/delivery-queries.ts';
import { CLAIMED_COLUMNS } from '../sql/delivery-rows.ts';
import type { Row, SqlValue, Statement } from '../sql/statement.ts';
import type { Connection } from './connection.ts';
import { rememberStatements } from './statements.ts';

/** What the thread that writes is asked about deliveries: each is one transaction. */
export type DeliveryWrite =
  | { readonly does: 'route'; readonly from: string; readonly to: string; readonly now: number; readonly rows: readonly RoutedRow[] }
  | { readonly does: 'enqueue'; readonly now: number; readonly rows: readonly RoutedRow[] }
  | { readonly does: 'claim'; readonly query: ClaimQuery }
  | { readonly does: 'settle'; readonly worker: string; readonly results: readonly Settled[] }
  | { readonly does: 'acknowledge'; readonly subscription: number; readonly sequence: number; readonly now: number }
  /** Removes the events that a query names, and their deliveries; the answer is how many rows. */
  | { readonly does: 'prune'; readonly old: Statement }
  /** Statements one after the other; the answer is how many rows they changed. */
  | { readonly does: 'change'; readonly statements: readonly Statement[] };

/** A new delivery waits for as long as the last one of its record does, so that what is due is never behind another. */
const INSERT = `INSERT INTO delivery (subscription, sequence, event_id, name, entity, record_id, created_at, happened_at, next_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, max(?, coalesce((SELECT next_at FROM delivery WHERE subscription = ? AND entity = ? AND record_id = ? AND state = 'waiting' ORDER BY sequence DESC LIMIT 1), 0)))`;
const TAKE_NUMBERS = `INSERT INTO delivery_state (subscription, last_sequence) VALUES (?, ?)
  ON CONFLICT (subscription) DO UPDATE SET last_sequence = last_sequence + excluded.last_sequence RETURNING last_sequence`;

/** An event that is there, and that a subscription has not got. */
export const MISSED = `SELECT 1 FROM outbox AS o WHERE o.id = $1
  AND NOT EXISTS (SELECT 1 FROM delivery AS d WHERE d.happened_at = $2 AND d.event_id = $3 AND d.subscription = $4)`;

/** The heads of records that are due and that nobody has. */
export const CLAIMABLE = `SELECT d.id FROM delivery AS d WHERE d.subscription = $1 AND d.state = 'waiting' AND d.next_at <= $2 AND d.claimed_until <= $3
  AND ${NOTHING_EARLIER} ORDER BY d.next_at, d.sequence LIMIT $4`;
const CLAIM = 'UPDATE delivery SET claimed_by = ?, claimed_until = ? WHERE id = ?';
const CLAIMED = `SELECT ${CLAIMED_COLUMNS} FROM delivery AS d JOIN outbox AS o ON o.id = d.event_id WHERE d.id = ?`;

const SETTLE = `UPDATE delivery SET state = ?, tries = tries + ?, next_at = ?, last_at = ?, last_ms = ?, last_status = ?, last_error = ?,
  request = coalesce(request, ?), response = ?, claimed_by = NULL, claimed_until = 0
  WHERE id = ? AND claimed_by = ? AND state = 'waiting' RETURNING subscription, entity, record_id, sequence`;
const FOLLOWERS = `subscription = ? AND entity = ? AND record_id = ? AND state = 'waiting' AND sequence > ?`;
const HOLD = `UPDATE delivery SET next_at = ? WHERE ${FOLLOWERS} AND next_at < ?`;
const LET_GO = `UPDATE delivery SET next_at = ? WHERE ${FOLLOWERS} AND next_at > ?`;
const TALLY = `INSERT INTO delivery_state (subscription, succeeded, failed, last_success_at, failing_since) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (subscription) DO UPDATE SET succeeded = succeeded + excluded.succeeded, failed = failed + excluded.failed,
    last_success_at = coalesce(max(last_success_at, excluded.last_success_at), excluded.last_success_at, last_success_at),
    failing_since = CASE WHEN excluded.last_success_at IS NULL THEN coalesce(failing_since, excluded.failing_since) ELSE excluded.failing_since END
  RETURNING *`;

const ACKNOWLEDGE = `UPDATE delivery INDEXED BY ix_delivery__due SET state = 'delivered', tries = tries + 1, next_at = NULL, last_at = ?, last_error = NULL, claimed_by = NULL, claimed_until = 0
  WHERE subscription = ? AND state = 'waiting' AND sequence <= ?`;
const ACKNOWLEDGED = `UPDATE delivery_state SET acknowledged = max(acknowledged, min(?, last_sequence)) WHERE subscription = ? RETURNING acknowledged`;

/** Carries out writes about deliveries on the connection that writes. */
export function createDeliveryWriter(connection: Connection): (write: DeliveryWrite) => unknown {
  const statement = rememberStatements(connection);
  const changes = (sql: string, ...params: readonly SqlValue[]): number => statement(sql).run(...params).changes;
  const rows = (sql: string, ...params: readonly SqlValue[]): readonly Row[] => statement(sql).all(...params) as readonly Row[];

  const numberAfter = (subscription: number, wanted: number): number => Number(rows(TAKE_NUMBERS, subscription, wanted)[0]?.['last_sequence']) - wanted;

  const insert = (routed: readonly RoutedRow[], now: number): void => {
    for (const [subscription, own] of Map.groupBy(routed, (row) => row.subscription)) {
      let sequence = numberAfter(subscription, own.length);
      for (const row of own) changes(INSERT, subscription, ++sequence, row.event_id, row.name, row.entity, row.record_id, now, row.happened_at, now, subscription, row.entity, row.record_id);
    }
  };

  const route = ({ from, to, now, rows: routed }: Extract<DeliveryWrite, { does: 'route' }>): boolean => {
    if (changes('UPDATE delivery_place SET place = ? WHERE place = ?', to, from) === 0) return false;
    insert(routed, now);
    return true;
  };

  const enqueue = ({ now, rows: wanted }: Extract<DeliveryWrite, { does: 'enqueue' }>): number => {
    const missed = wanted.filter(({ subscription, event_id: id, happened_at: at }) => rows(MISSED, id, at, id, subscription).length > 0);
    insert(missed, now);
    return missed.length;
  };

  const prune = ({ sql, params }: Statement): number => rows(sql, ...params).reduce((sum, { id = null, at = null }) =>
    sum + changes('DELETE FROM delivery WHERE happened_at = ? AND event_id = ?', at, id) + changes('DELETE FROM outbox WHERE id = ?', id), 0);

  const claim = ({ worker, now, until, wanted }: ClaimQuery): readonly Row[] => {
    const due = wanted.flatMap(({ subscription, limit }) => rows(CLAIMABLE, subscription, now, now, limit));
    return due.flatMap(({ id = null }) => {
      changes(CLAIM, worker, until, id);
      return rows(CLAIMED, id);
    });
  };

  const settleOne = (worker: string, { id, state, nextAt, at, ms, status, error, request, response }: Settled): boolean => {
    const tried = state === 'skipped' ? 0 : 1;
    const [row] = rows(SETTLE, state, tried, nextAt, at, ms, status, error, request, response, id, worker);
    if (row === undefined) return false;
    const until = state === 'waiting' ? nextAt : at;
    changes(state === 'waiting' ? HOLD : LET_GO, until, row['subscription'] ?? null, row['entity'] ?? null, row['record_id'] ?? null, row['sequence'] ?? null, until);
    return true;
  };

  const settle = (worker: string, results: readonly Settled[]): readonly Row[] => [...Map.groupBy(results, ({ subscription }) => subscription)].flatMap(([subscription, own]) => {
    const { succeeded, failed, lastSuccessAt, failingSince } = tallyOf(own.filter((result) => settleOne(worker, result)));
    return rows(TALLY, subscription, succeeded, failed, lastSuccessAt, failingSince);
  });

  const acknowledge = ({ subscription, sequence, now }: Extract<DeliveryWrite, { does: 'acknowledge' }>): number => {
    const arrived = changes(ACKNOWLEDGE, now, subscription, sequence);
    if (arrived > 0) rows(TALLY, subscription, arrived, 0, now, null);
    return Number(rows(ACKNOWLEDGED, sequence, subscription)[0]?.['acknowledged'] ?? 0);
  };

  const carryOut = (write: DeliveryWrite): unknown => {
    switch (write.does) {
      case 'route': return route(write);
      case 'enqueue': return enqueue(write);
      case 'claim': return claim(write.query);
      case 'settle': return settle(write.worker, write.results);
      case 'acknowledge': return acknowledge(write);
      case 'prune': return prune(write.old);
      case 'change': return write.statements.reduce((sum, { sql, params }) => sum + changes(sql, ...params), 0);
    }
  };
  const inTransaction = connection.transaction(carryOut);

  return (write) => {
    if (write.does !== 'claim') return inTransaction.immediate(write);
    // A claim that a power cut takes back is made again: it need not wait for the disk, which the next write waits for.
    connection.pragma('synchronous = NORMAL');
    try {
      return inTransaction.immediate(write);
    } finally {
      connection.pragma('synchronous = FULL');
    }
  };
}
