import type { DeliveryPage, DeliveryQuery, KeptEventsQuery } from '../../core/delivery/delivery-store.ts';
import { CLAIMED_COLUMNS, DELIVERY_COLUMNS, EVENT_COLUMNS } from './delivery-rows.ts';
import type { SqlValue, Statement } from './statement.ts';

type Bind = (value: SqlValue) => string;

/**
 * Holds where nothing earlier of the record of `d` waits for the same subscription. Asked for the number of the first, not
 * whether there is an earlier one: of that PostgreSQL would make a join with all that waits.
 */
export const NOTHING_EARLIER = `d.sequence = (SELECT e.sequence FROM delivery AS e
  WHERE e.subscription = d.subscription AND e.entity = d.entity AND e.record_id = d.record_id AND e.state = 'waiting' ORDER BY e.sequence LIMIT 1)`;

/** A page of deliveries, newest first. */
export function compileDeliveryPage({ before, limit, ...query }: DeliveryPage): Statement {
  return bound((bind) => {
    const conditions = deliveryConditions(query, bind);
    if (before !== undefined) conditions.push(query.subscription === undefined ? `d.id < ${bind(before)}` : sequenceBefore(query.subscription, before, bind));
    // The numbers of one subscription grow as the ids do, and have the index. What waits or is dead has an index of its
    // own and is sorted: along the numbers of all it would be looked for among what was delivered.
    const order = `${query.subscription === undefined ? 'd.id' : 'd.sequence'}${isFew(query) ? ' + 0' : ''}`;
    return `SELECT ${DELIVERY_COLUMNS} FROM delivery AS d ${where(conditions)} ORDER BY ${order} DESC LIMIT ${bind(limit)}`;
  });
}

/** The row of the id is there but where it was removed since; then the nearest one below it is looked for. */
function sequenceBefore(subscription: number, id: number, bind: Bind): string {
  const there = `SELECT sequence FROM delivery WHERE id = ${bind(id)} AND subscription = ${bind(subscription)}`;
  const nearest = `SELECT max(sequence) + 1 FROM delivery WHERE subscription = ${bind(subscription)} AND id < ${bind(id)}`;
  return `d.sequence < coalesce((${there}), (${nearest}), 0)`;
}

export function compileDeliveryCount(query: DeliveryQuery): Statement {
  return bound((bind) => `SELECT count(*) AS number FROM delivery AS d ${where(deliveryConditions(query, bind))}`);
}

/** Makes wait anew what is settled, and due what waits; a try under way is not disturbed. */
export function compileReplay({ ids, ...query }: DeliveryQuery & { readonly ids?: readonly number[] }, now: number): Statement {
  return bound((bind) => {
    const set = `next_at = ${bind(now)}, tries = CASE WHEN state = 'waiting' THEN tries ELSE 0 END, state = 'waiting'`;
    const conditions = deliveryConditions(query, bind);
    if (ids !== undefined) conditions.push(ids.length === 0 ? '1 = 0' : `d.id IN (${ids.map(bind).join(', ')})`);
    return `UPDATE delivery AS d SET ${set} ${where(conditions)}`;
  });
}

export function compileDeliveryRead(id: number): Statement {
  return { sql: `SELECT ${CLAIMED_COLUMNS} FROM delivery AS d JOIN outbox AS o ON o.id = d.event_id WHERE d.id = $1`, params: [id] };
}

export function compileFeed(subscription: number, after: number, limit: number): Statement {
  return {
    sql: `SELECT ${CLAIMED_COLUMNS} FROM delivery AS d JOIN outbox AS o ON o.id = d.event_id WHERE d.subscription = $1 AND d.sequence > $2 ORDER BY d.sequence LIMIT $3`,
    params: [subscription, after, limit],
  };
}

/** Rows of before events carried their values begin otherwise. */
const WITH_VALUES = `substr(o.data, 1, 9) = '{"facts":'`;

/**
 * A stretch of the outbox: a row for each place in it, with the event where it is wanted. So much is read and no more,
 * however few of the events are of that time; `routed` tells whether it has been asked who wants one.
 */
export function compileEvents({ from, to, after, limit }: KeptEventsQuery, routed: string): Statement {
  return {
    sql: `WITH page AS MATERIALIZED (SELECT id FROM outbox WHERE id > $1 ORDER BY id LIMIT $2)
      SELECT page.id AS place, ${EVENT_COLUMNS} FROM page LEFT JOIN outbox AS o ON o.id = page.id AND o.at >= $3 AND o.at < $4 AND ${WITH_VALUES} AND ${routed} ORDER BY page.id`,
    params: [after, limit, from, to],
  };
}

/** When the first of each subscription that nothing earlier keeps back is due. */
export function compileDue(subscriptions: readonly number[]): Statement {
  return bound((bind) => {
    const first = `SELECT d.next_at FROM delivery AS d WHERE d.subscription = wanted.subscription AND d.state = 'waiting' AND ${NOTHING_EARLIER} ORDER BY d.next_at, d.sequence LIMIT 1`;
    const wanted = subscriptions.map((id) => `(CAST(${bind(id)} AS BIGINT))`).join(', ');
    return `WITH wanted (subscription) AS (VALUES ${wanted}) SELECT subscription, (${first}) AS next_at FROM wanted`;
  });
}

export const STATES = 'SELECT * FROM delivery_state ORDER BY subscription';

/** From the indexes of what waits and of what is dead alone. */
export const FIGURES = `SELECT subscription, sum(waiting) AS waiting, sum(dead) AS dead, min(oldest_at) AS oldest_at FROM (
    SELECT subscription, count(*) AS waiting, 0 AS dead, min(happened_at) AS oldest_at FROM delivery WHERE state = 'waiting' GROUP BY subscription
    UNION ALL SELECT subscription, 0, count(*), NULL FROM delivery WHERE state = 'dead' GROUP BY subscription
  ) AS part GROUP BY subscription ORDER BY subscription`;

function isFew({ states = [] }: DeliveryQuery): boolean {
  return states.length === 1 && states[0] !== 'delivered' && states[0] !== 'skipped';
}

/** States are part of the text: only so does an engine see that an index of one state serves. */
function deliveryConditions(query: DeliveryQuery, bind: Bind): string[] {
  const compare = (column: string, sign: string, value: SqlValue | undefined): readonly string[] => (value === undefined ? [] : [`d.${column} ${sign} ${bind(value)}`]);
  return [
    ...compare('subscription', '=', query.subscription),
    ...(query.states === undefined ? [] : [statesCondition(query.states)]),
    ...compare('name', '=', query.name),
    ...compare('entity', '=', query.entity),
    ...compare('record_id', '=', query.recordId),
    ...compare('happened_at', '>=', query.from),
    ...compare('happened_at', '<', query.to),
  ];
}

function statesCondition(states: readonly string[]): string {
  const [only, ...others] = states.filter((state) => /^[a-z]+$/u.test(state)).map((state) => `'${state}'`);
  if (only === undefined) return '1 = 0';
  return others.length === 0 ? `d.state = ${only}` : `d.state IN (${[only, ...others].join(', ')})`;
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

/** The text that `write` makes, with its parameters numbered in their order. */
function bound(write: (bind: Bind) => string): Statement {
  const params: SqlValue[] = [];
  const sql = write((value) => `$${params.push(value)}`);
  return { sql, params };
}
