import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import { draftedChanges, plannedNumber, type DraftedChange } from '../drafted.ts';
import { keyOf, linkAt, type Reference } from '../references.ts';
import type { Rows } from '../rows.ts';
import { paymentEffect } from './payment-effect.ts';

/** What a decision adds to the sums of a client, or takes from them. */
export interface Booking {
  readonly client: Reference;
  /** The subscription that the record names; the sum is its own where it is separate, and the client's. */
  readonly subscription: Reference | null;
  readonly kopecks: number;
  readonly bonus: number;
  /** Whether it takes back what was booked before, as things stood then. */
  readonly back: boolean;
}

/** What one living record is worth. */
type Worth = (rows: Rows, values: PlannedValues) => Promise<{ readonly kopecks: number; readonly bonus: number }>;

const WORTH: Readonly<Record<'payment' | 'attendance' | 'bonus', Worth>> = {
  payment: async (rows, values) => ({ kopecks: paymentEffect(values, (await rows.find('payment_type', linkAt(values, 'type')))?.values), bonus: 0 }),
  attendance: async (_rows, values) => ({ kopecks: 0 - (plannedNumber(values, 'charged') ?? 0), bonus: plannedNumber(values, 'bonus') ?? 0 }),
  bonus: async (_rows, values) => ({ kopecks: 0, bonus: plannedNumber(values, 'amount') ?? 0 }),
};

/**
 * What drafted payments, visits and bonuses book: a living record is booked, one that was living is taken back. A change
 * that leaves both as they were books nothing.
 */
export async function draftedBookings(rows: Rows, draft: Draft): Promise<readonly Booking[]> {
  const bookings: Booking[] = [];
  for (const [entity, worth] of Object.entries(WORTH)) {
    for (const change of draftedChanges(draft, entity)) bookings.push(...await bookingsOf(rows, change, worth));
  }
  return bookings;
}

async function bookingsOf(rows: Rows, { before, after }: DraftedChange, worth: Worth): Promise<readonly Booking[]> {
  const back = await bookingOf(rows, before, worth, true);
  const anew = await bookingOf(rows, after, worth, false);
  if (back !== undefined && anew !== undefined && isTakenBack(back, anew)) return [];
  return [back, anew].filter((booking) => booking !== undefined);
}

async function bookingOf(rows: Rows, values: PlannedValues | undefined, worth: Worth, back: boolean): Promise<Booking | undefined> {
  const client = linkAt(values, 'client');
  if (values === undefined || client === null) return undefined;
  const { kopecks, bonus } = await worth(rows, values);
  const sign = back ? -1 : 1;
  return { client, subscription: linkAt(values, 'subscription'), kopecks: sign * kopecks, bonus: sign * bonus, back };
}

function isTakenBack(left: Booking, right: Booking): boolean {
  const place = ({ client, subscription }: Booking): string => [client, ...(subscription === null ? [] : [subscription])].map(keyOf).join(' ');
  return place(left) === place(right) && left.kopecks + right.kopecks === 0 && left.bonus + right.bonus === 0;
}
