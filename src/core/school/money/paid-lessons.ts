import type { PlannedValues } from '../../changes/change-set.ts';
import { plannedIds } from '../drafted.ts';
import { keyOf } from '../references.ts';
import type { Row } from '../rows.ts';
import { discountedPrice } from './discounted-price.ts';
import { tariffPrice } from './lesson-price.ts';
import { inOrderOfTime, isCurrent, isSeparate } from './subscriptions-of.ts';

/** A living subscription with what tells how many lessons are paid for. */
export interface Paid {
  readonly row: Row;
  readonly tariff: PlannedValues | undefined;
  /** What is booked to the subscription itself, in kopecks. */
  readonly balance: number;
}

/** Lessons that the money of a client is enough for, as of one day: by each subscription (`keyOf` its id), and in all. */
export interface PaidLessons {
  readonly bySubscription: ReadonlyMap<string, number>;
  readonly total: number;
}

/**
 * How many lessons are paid for: the balance of a subscription, its own where it is separate and the client's base balance
 * otherwise, divided by the price of a lesson after discount and rounded down, a debt further down. Free lessons, and
 * subscriptions that are archived or over, count nothing. A client has those of his current separate subscriptions and of
 * the earliest current one that shares the base balance. Where a month or a week is paid as a whole, that is what is counted.
 */
export function paidLessons(base: number, subscriptions: readonly Paid[], discounts: readonly PlannedValues[], today: string): PaidLessons {
  const bySubscription = new Map(subscriptions.map((paid) => [keyOf(paid.row.id), lessonsOf(paid, base, discounts, today)]));
  const current = inOrderOfTime(subscriptions.map(({ row }) => row).filter(({ values }) => isCurrent(values, today)));
  const sharing = current.find(({ values }) => !isSeparate(values));
  const counted = current.filter((row) => isSeparate(row.values) || row === sharing);
  return { bySubscription, total: counted.reduce((sum, { id }) => sum + (bySubscription.get(keyOf(id)) ?? 0), 0) };
}

function lessonsOf({ row, tariff, balance }: Paid, base: number, discounts: readonly PlannedValues[], today: string): number {
  if (!isCurrent(row.values, today)) return 0;
  const lessons = { day: today, subjects: plannedIds(row.values, 'subjects'), types: plannedIds(row.values, 'lesson_types') };
  const price = discountedPrice(tariffPrice(tariff).kopecks, discounts, lessons);
  // Not the zero below nothing that a division may give: it is stored.
  return price === 0 ? 0 : Math.floor((isSeparate(row.values) ? balance : base) / price) + 0;
}
