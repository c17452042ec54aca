import type { PurgeRecord } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { dayOf } from '../days.ts';
import { draftedChanges, plannedNumber } from '../drafted.ts';
import { keyOf, linkAt, samePlace, type Reference } from '../references.ts';
import { byLink, isLiving, openRows, type Row, type Rows } from '../rows.ts';
import { draftedBookings, type Booking } from './bookings.ts';
import { clientsOfTariffs } from './clients-of-tariffs.ts';
import { paidLessons, type Paid } from './paid-lessons.ts';
import { addUp } from './round.ts';
import { isSeparate } from './subscriptions-of.ts';

/** What is to be added to sums, by the keys of clients and subscriptions. */
interface Additions {
  readonly base: Map<string, number>;
  readonly bonus: Map<string, number>;
  readonly own: Map<string, Addition>;
}

interface Addition {
  readonly row: Row;
  readonly kopecks: number;
}

/**
 * Keeps the sums of clients and subscriptions: what a decision books is added to what is stored, exactly. A payment or a
 * charge that names a separate subscription of the client goes to the balance of that, all else to the client's base
 * balance; the balance of a client is his base balance and those of his living separate subscriptions. Switching `separate`
 * moves nothing that is booked. What a subscription holds that is removed for good goes to the base balance, as the payments
 * that name it are still there. Lessons paid for follow, as of today. Sums of deleted clients and subscriptions are kept too,
 * so that they are true when they come back. Each client concerned is written. Refuses (`invalid`) sums that are too large.
 */
export async function planSums(crm: Crm, draft: Draft, directory: Directory): Promise<void> {
  const rows = openRows(crm, draft, directory);
  const bookings = await draftedBookings(rows, draft);
  // Before anything that they have is read: two decisions about one client never pass each other.
  const clients = await rows.fenced('client', [...bookings.map(({ client }) => client), ...await clientsConcerned(rows, draft)]);
  const additions = await addedUp(rows, draft, bookings);
  const ids = clients.map(({ id }) => id);
  const subscriptions = byLink(await rows.linkedTo('subscription', 'client', ids), 'client');
  const discounts = byLink(await rows.linkedTo('discount', 'client', ids), 'client');
  await rows.prepare('tariff', [...subscriptions.values()].flat().flatMap(({ values }) => linkAt(values, 'tariff') ?? []));
  const today = dayOf(crm.zone, draft.at);
  for (const client of clients) {
    const key = keyOf(client.id);
    await writeClient(rows, client, subscriptions.get(key) ?? [], discounts.get(key) ?? [], additions, today);
  }
  for (const { row, kopecks } of additions.own.values()) if (!isLiving(row)) rows.write('subscription', row, { balance: addUp(plannedNumber(row.values, 'balance') ?? 0, kopecks) });
}

/** Whom subscriptions and discounts belong to, or belonged to, that are drafted, and who learns by tariffs that are. */
async function clientsConcerned(rows: Rows, draft: Draft): Promise<readonly Reference[]> {
  const owners = ['subscription', 'discount'].flatMap((entity) => draftedChanges(draft, entity))
    .flatMap(({ stored, after }) => [stored, after].flatMap((values) => linkAt(values, 'client') ?? []));
  return [...owners, ...await clientsOfTariffs(rows, draft)];
}

async function addedUp(rows: Rows, draft: Draft, bookings: readonly Booking[]): Promise<Additions> {
  const additions: Additions = { base: new Map(), bonus: new Map(), own: new Map() };
  await rows.prepare('subscription', bookings.flatMap(({ subscription }) => subscription ?? []));
  for (const booking of bookings) {
    const client = keyOf(booking.client);
    add(additions.bonus, client, booking.bonus);
    const row = await ownAccount(rows, booking);
    if (row === undefined) add(additions.base, client, booking.kopecks);
    else additions.own.set(keyOf(row.id), { row, kopecks: addUp(additions.own.get(keyOf(row.id))?.kopecks ?? 0, booking.kopecks) });
  }
  for (const { before } of purged(draft, 'subscription')) {
    const client = linkAt(before, 'client');
    if (client !== null) add(additions.base, keyOf(client), plannedNumber(before, 'balance') ?? 0);
  }
  return additions;
}

/** The subscription that a sum goes to, if it is one with a balance of its own and the client's. */
async function ownAccount(rows: Rows, { client, subscription, back }: Booking): Promise<Row | undefined> {
  const row = await rows.find('subscription', subscription);
  const values = back ? row?.stored : row?.values;
  return values !== undefined && isSeparate(values) && samePlace(linkAt(values, 'client'), client) ? row : undefined;
}

function purged(draft: Draft, entity: string): readonly PurgeRecord[] {
  return draft.toChangeSet().records.filter((change) => change.kind === 'purge').filter((change) => change.entity === entity);
}

async function writeClient(rows: Rows, client: Row, subscriptions: readonly Row[], discounts: readonly Row[], additions: Additions, today: string): Promise<void> {
  const key = keyOf(client.id);
  const base = addUp(plannedNumber(client.values, 'balance_base') ?? 0, additions.base.get(key) ?? 0);
  const held: Paid[] = [];
  for (const row of subscriptions) {
    const balance = addUp(plannedNumber(row.values, 'balance') ?? 0, additions.own.get(keyOf(row.id))?.kopecks ?? 0);
    held.push({ row, balance, tariff: (await rows.find('tariff', linkAt(row.values, 'tariff')))?.values });
  }
  const paid = paidLessons(base, held, discounts.map(({ values }) => values), today);
  for (const { row, balance } of held) rows.write('subscription', row, { balance, paid_lessons: paid.bySubscription.get(keyOf(row.id)) ?? 0 });
  rows.write('client', client, {
    balance_base: base,
    balance: addUp(base, ...held.filter(({ row }) => isSeparate(row.values)).map(({ balance }) => balance)),
    bonus: addUp(plannedNumber(client.values, 'bonus') ?? 0, additions.bonus.get(key) ?? 0),
    paid_lessons: paid.total,
  });
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, addUp(sums.get(key) ?? 0, amount));
}
