import type { NewEvents } from '../../core/delivery/delivery-store.ts';
import { decodeEvent, EVENT_COLUMNS } from '../sql/delivery-rows.ts';
import type { SqlValue } from '../sql/statement.ts';
import type { Result } from './connection.ts';

/**
 * How far the outbox has been routed. Numbers are given before transactions end, so that no number says "up to here": a
 * snapshot does. Where a stretch was cut, it is what `upTo` saw and `seen` had not, and of that all up to the id `after`.
 * A transaction that takes long is in the first stretch after its end, and holds nothing up until then.
 */
interface Place {
  readonly seen: string;
  readonly cut?: { readonly upTo: string; readonly after: number };
}

/**
 * What a snapshot (`$1`) had not seen, and the snapshot of now: one statement, one moment. Of one record an event has a
 * higher id the later it was committed, because its row is locked before ids are given (see `claimAll`, `writeUnits`).
 */
export const UNSEEN = `WITH unseen AS MATERIALIZED (
    SELECT id FROM outbox WHERE txid >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(txid, $1::pg_snapshot)),
  first AS (SELECT id FROM unseen ORDER BY id LIMIT $2)
  SELECT pg_current_snapshot()::text AS now, ${EVENT_COLUMNS} FROM (SELECT 1) AS one LEFT JOIN (first JOIN outbox AS o ON o.id = first.id) ON true ORDER BY o.id`;

/** The rest of a stretch that was cut, by the ids: what of them is not part of the stretch is little. */
export const REST = `SELECT ${EVENT_COLUMNS} FROM outbox AS o
  WHERE o.id > $1 AND NOT pg_visible_in_snapshot(o.txid, $2::pg_snapshot) AND pg_visible_in_snapshot(o.txid, $3::pg_snapshot) ORDER BY o.id LIMIT $4`;

/** Whether an event has been routed; `o` is the outbox. */
export const ROUTED = `(SELECT pg_visible_in_snapshot(o.txid, split_part(place, '|', 1)::pg_snapshot)
    OR CASE WHEN split_part(place, '|', 2) <> '' THEN pg_visible_in_snapshot(o.txid, split_part(place, '|', 2)::pg_snapshot) AND o.id <= split_part(place, '|', 3)::bigint ELSE false END
  FROM delivery_place)`;

type Ask = (sql: string, params: readonly SqlValue[]) => Promise<Result>;

/** The events after the place, at most `limit`. */
export async function readNewEvents(ask: Ask, limit: number): Promise<NewEvents> {
  const { rows } = await ask('SELECT place FROM delivery_place', []);
  const from = String(rows[0]?.['place']);
  const place = readPlace(from);
  return { from, ...(place.cut === undefined ? await readUnseen(ask, place.seen, limit) : await readRest(ask, place.seen, place.cut, limit)) };
}

/** From the place to the snapshot of now. */
export async function readNewStretch(ask: Ask): Promise<Pick<NewEvents, 'from' | 'to'>> {
  const { rows } = await ask('SELECT place, pg_current_snapshot()::text AS now FROM delivery_place', []);
  return { from: String(rows[0]?.['place']), to: String(rows[0]?.['now']) };
}

async function readUnseen(ask: Ask, seen: string, limit: number): Promise<Omit<NewEvents, 'from'>> {
  const { rows } = await ask(UNSEEN, [seen, limit + 1]);
  const upTo = String(rows[0]?.['now']);
  return stretch(rows.filter((row) => row['id'] !== null).map(decodeEvent), seen, upTo, limit);
}

async function readRest(ask: Ask, seen: string, { upTo, after }: NonNullable<Place['cut']>, limit: number): Promise<Omit<NewEvents, 'from'>> {
  const { rows } = await ask(REST, [after, seen, upTo, limit + 1]);
  return stretch(rows.map(decodeEvent), seen, upTo, limit);
}

/** One more was asked for than is wanted: whether it is there tells whether the stretch is cut. */
function stretch(found: NewEvents['events'], seen: string, upTo: string, limit: number): Omit<NewEvents, 'from'> {
  const events = found.slice(0, limit);
  const last = events.at(-1);
  return { events, to: found.length > limit && last !== undefined ? `${seen}|${upTo}|${last.id}` : upTo };
}

function readPlace(text: string): Place {
  const [seen = '', upTo, after] = text.split('|');
  return upTo === undefined || after === undefined ? { seen } : { seen, cut: { upTo, after: Number(after) } };
}
