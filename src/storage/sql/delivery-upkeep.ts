/** Ends the claims of a worker, or all. */
export const RELEASE = `UPDATE delivery SET claimed_by = NULL, claimed_until = 0 WHERE state = 'waiting' AND claimed_by = $1`;
export const RELEASE_ALL = `UPDATE delivery SET claimed_by = NULL, claimed_until = 0 WHERE state = 'waiting' AND claimed_by IS NOT NULL`;

export const FORGIVE = 'UPDATE delivery_state SET failing_since = NULL WHERE subscription = $1';

/** What a subscription had, some rows at a time; its state goes last, so that what was left behind can be told. */
export const FORGET_SOME = 'DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE subscription = $1 ORDER BY sequence LIMIT $2)';
export const FORGET = 'DELETE FROM delivery_state WHERE subscription = $1';

/** Changes a row for the one whose turn it is. A moment that lies ahead was written by a clock that went wrong. */
export const TAKE_TURN = `INSERT INTO turn (name, at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET at = excluded.at
  WHERE turn.at <= excluded.at - $3 OR turn.at > excluded.at + $4`;

/**
 * Old events that may be removed: no delivery of theirs waits, and none was touched since; `routed` tells whether it has
 * been asked who wants one. Events are written as they happen: the first that is young enough ends the search. Asked for a
 * delivery, not whether there is one: of that PostgreSQL would make a join with all.
 */
export function oldEvents(routed: string): string {
  return `SELECT o.id, o.at FROM outbox AS o WHERE o.at < $1 AND ${routed}
    AND o.id < coalesce((SELECT y.id FROM outbox AS y WHERE y.at >= $2 ORDER BY y.id LIMIT 1), 9223372036854775807)
    AND (SELECT d.id FROM delivery AS d WHERE d.happened_at = o.at AND d.event_id = o.id AND (d.state = 'waiting' OR coalesce(d.last_at, d.created_at) >= $3) LIMIT 1) IS NULL ORDER BY o.id LIMIT $4`;
}
