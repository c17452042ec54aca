import { CLAIMED_COLUMNS } from '../sql/delivery-rows.ts';
import { NOTHING_EARLIER } from '../sql/delivery-queries.ts';
import { oldEvents } from '../sql/delivery-upkeep.ts';

/**
 * Moves the place (`$2` to `$3`) and writes rows (`$1`, JSON), numbered on from the last of each subscription. Of two
 * that route the same stretch the second waits for the first and then finds the place moved: it writes nothing. States
 * are locked in the order of their numbers, by whoever writes them. A new delivery waits for as long as the last one of
 * its record does, so that what is due is never behind another.
 */
export const ROUTE = `WITH moved AS (UPDATE delivery_place SET place = $3 WHERE place = $2 RETURNING 1),
  ${written('FROM moved, ROWS FROM', '', '$4')}
  SELECT 1 FROM moved`;

/**
 * Holds until the transaction ends, against all who hand over or remove what was routed before: the statement after it
 * sees what they have done.
 */
export const ALONE_WITH_THE_PAST = `SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/past events', 0))`;

/** Writes those of the rows (`$1`, JSON) whose event is there and of which the subscription has none (`$2` is the moment). */
export const ENQUEUE = `WITH ${written('FROM ROWS FROM', `WHERE EXISTS (SELECT 1 FROM outbox AS o WHERE o.id = r.event_id)
      AND NOT EXISTS (SELECT 1 FROM delivery AS d WHERE d.happened_at = r.happened_at AND d.event_id = r.event_id AND d.subscription = r.subscription)`, '$2')}
  SELECT count(*) AS number FROM given`;

/** Removes old events, and their deliveries by the index of their time. */
export function prune(routed: string): string {
  return `WITH gone AS (DELETE FROM outbox WHERE id = ANY (ARRAY(SELECT old.id FROM (${oldEvents(routed)}) AS old)) RETURNING id, at),
    theirs AS (DELETE FROM delivery WHERE id = ANY (ARRAY(SELECT d.id FROM gone AS g CROSS JOIN LATERAL (SELECT id FROM delivery WHERE happened_at = g.at AND event_id = g.id OFFSET 0) AS d)) RETURNING 1)
    SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM theirs) AS number`;
}

/** The parts of a statement that write rows (`$1`, JSON) under the next numbers of their subscriptions. */
function written(from: string, where: string, now: string): string {
  return `given AS (SELECT r.*, row_number() OVER (PARTITION BY r.subscription ORDER BY r.ordinality) AS number, count(*) OVER (PARTITION BY r.subscription) AS own
    ${from} (json_to_recordset($1::json) AS (subscription bigint, event_id bigint, name text, entity text, record_id bigint, happened_at bigint)) WITH ORDINALITY AS r ${where}),
  numbered AS (INSERT INTO delivery_state AS s (subscription, last_sequence) SELECT subscription, count(*) FROM given GROUP BY subscription ORDER BY subscription
    ON CONFLICT (subscription) DO UPDATE SET last_sequence = s.last_sequence + excluded.last_sequence RETURNING subscription, last_sequence),
  written AS (INSERT INTO delivery (subscription, sequence, event_id, name, entity, record_id, created_at, happened_at, next_at)
    SELECT g.subscription, n.last_sequence - g.own + g.number, g.event_id, g.name, g.entity, g.record_id, ${now}, g.happened_at,
      greatest(${now}, (SELECT w.next_at FROM delivery AS w WHERE w.subscription = g.subscription AND w.entity = g.entity AND w.record_id = g.record_id AND w.state = 'waiting' ORDER BY w.sequence DESC LIMIT 1))
    FROM given AS g JOIN numbered AS n ON n.subscription = g.subscription ORDER BY g.ordinality)`;
}

/**
 * Takes the heads of records that are due: of each subscription of `$1` (JSON) as many as it has room for.
 *
 * Two that claim at the same moment never get the same delivery: rows that the other is about to take are skipped, and
 * one that was taken after this statement began is looked at again once it is locked, and is claimed then. Nor do they
 * get two of one record: a head stays `waiting` until it is settled, so that it keeps the later ones back in every
 * snapshot taken before that. In a snapshot that sees it settled, the next one is the head; and what is settled never
 * waits again but by a replay, which is told anew and has no place in the order any more. New deliveries have higher
 * numbers than all others. A head whose claim ended is claimed again, and still keeps the later ones back.
 */
export const CLAIM = `WITH due AS (SELECT head.id FROM json_to_recordset($1::json) AS w (subscription bigint, "limit" int) CROSS JOIN LATERAL (
    SELECT d.id FROM delivery AS d WHERE d.subscription = w.subscription AND d.state = 'waiting' AND d.next_at <= $2 AND d.claimed_until <= $2 AND ${NOTHING_EARLIER}
    ORDER BY d.next_at, d.sequence LIMIT w."limit" FOR UPDATE OF d SKIP LOCKED) AS head),
  d AS (UPDATE delivery SET claimed_by = $3, claimed_until = $4 WHERE id = ANY (ARRAY(SELECT id FROM due)) RETURNING delivery.*)
  SELECT ${CLAIMED_COLUMNS} FROM d JOIN outbox AS o ON o.id = d.event_id ORDER BY d.next_at, d.sequence`;

/**
 * Settles results (`$1`, JSON) of a worker (`$2`), and what follows of them. The later deliveries of a record are not
 * touched where they have a result themselves: one statement changes a row once.
 */
export const SETTLE = `WITH result AS (SELECT * FROM json_to_recordset($1::json)
      AS r (id bigint, subscription bigint, state text, "nextAt" bigint, at bigint, ms bigint, status bigint, error text, request text, response text)),
  settled AS (UPDATE delivery AS d SET state = r.state, tries = d.tries + (r.state <> 'skipped')::int, next_at = r."nextAt", last_at = r.at, last_ms = r.ms, last_status = r.status,
      last_error = r.error, request = coalesce(d.request, r.request), response = r.response, claimed_by = NULL, claimed_until = 0
    FROM result AS r WHERE d.id = r.id AND d.claimed_by = $2 AND d.state = 'waiting'
    RETURNING d.subscription, d.entity, d.record_id, d.sequence, d.state, d.next_at, r.at),
  head AS (SELECT subscription, entity, record_id, min(sequence) AS sequence, max(next_at) AS held, max(at) AS at FROM settled GROUP BY subscription, entity, record_id),
  followed AS (UPDATE delivery AS f SET next_at = coalesce(h.held, h.at) FROM head AS h
    WHERE f.subscription = h.subscription AND f.entity = h.entity AND f.record_id = h.record_id AND f.state = 'waiting' AND f.sequence > h.sequence
      AND CASE WHEN h.held IS NULL THEN f.next_at > h.at ELSE f.next_at < h.held END AND NOT EXISTS (SELECT 1 FROM result AS r WHERE r.id = f.id)),
  good AS (SELECT subscription, max(at) AS at FROM settled WHERE state = 'delivered' GROUP BY subscription),
  tally AS (SELECT r.subscription, t.succeeded, t.failed, good.at AS last_success_at, t.failing_since
    FROM (SELECT DISTINCT subscription FROM result) AS r LEFT JOIN good ON good.subscription = r.subscription, LATERAL (
      SELECT count(*) FILTER (WHERE s.state = 'delivered') AS succeeded, count(*) FILTER (WHERE s.state IN ('waiting', 'dead')) AS failed,
        min(s.at) FILTER (WHERE s.state IN ('waiting', 'dead') AND (good.at IS NULL OR s.at > good.at)) AS failing_since FROM settled AS s WHERE s.subscription = r.subscription) AS t)
  INSERT INTO delivery_state AS s (subscription, succeeded, failed, last_success_at, failing_since) SELECT * FROM tally ORDER BY subscription
  ON CONFLICT (subscription) DO UPDATE SET succeeded = s.succeeded + excluded.succeeded, failed = s.failed + excluded.failed,
    last_success_at = greatest(s.last_success_at, excluded.last_success_at),
    failing_since = CASE WHEN excluded.last_success_at IS NULL THEN coalesce(s.failing_since, excluded.failing_since) ELSE excluded.failing_since END
  RETURNING *`;

/** All of a subscription (`$1`) up to a number (`$2`) has arrived (`$3`). Where there is no state there was no delivery. */
export const ACKNOWLEDGE = `WITH arrived AS (UPDATE delivery SET state = 'delivered', tries = tries + 1, next_at = NULL, last_at = $3, last_error = NULL, claimed_by = NULL, claimed_until = 0
    WHERE subscription = $1 AND state = 'waiting' AND sequence <= $2 RETURNING 1),
  number AS (SELECT count(*) AS arrived FROM arrived)
  UPDATE delivery_state AS s SET acknowledged = greatest(s.acknowledged, least($2, s.last_sequence)), succeeded = s.succeeded + number.arrived,
    last_success_at = CASE WHEN number.arrived > 0 THEN greatest(s.last_success_at, $3) ELSE s.last_success_at END,
    failing_since = CASE WHEN number.arrived > 0 THEN NULL ELSE s.failing_since END
  FROM number WHERE s.subscription = $1 RETURNING s.acknowledged`;
