import type { PlannedValues } from '../../changes/change-set.ts';
import { plannedIds, plannedNumber, plannedText } from '../drafted.ts';
import { covers } from '../days.ts';
import { divideHalfUp } from './round.ts';

/** The lessons that a price is asked for: on which day, of which subjects and types (empty: of any). */
export interface PricedLessons {
  readonly day: string;
  readonly subjects: readonly number[];
  readonly types: readonly number[];
}

/** Decimals of a discount that count. */
const MICRO = 1_000_000;
/** What is more than any price; decimals may be beyond all numbers that are counted exactly. */
const MAX_AMOUNT = 1e15;

/**
 * The lowest price, in kopecks, that one of a client's discounts makes of a price; discounts do not add up. A percentage is
 * rounded half up to a kopeck, a sum is in roubles, and nothing costs less than nothing. A discount bound to subjects or
 * types holds where all of the lessons are of these.
 */
export function discountedPrice(price: number, discounts: readonly PlannedValues[], lessons: PricedLessons): number {
  return Math.min(price, ...discounts.filter((discount) => holds(discount, lessons)).map((discount) => reduced(price, discount)));
}

function holds(discount: PlannedValues, { day, subjects, types }: PricedLessons): boolean {
  return covers(plannedText(discount, 'starts_on'), plannedText(discount, 'ends_on'), day)
    && allAmong(subjects, plannedIds(discount, 'subjects')) && allAmong(types, plannedIds(discount, 'lesson_types'));
}

function allAmong(some: readonly number[], allowed: readonly number[]): boolean {
  return allowed.length === 0 || (some.length > 0 && some.every((id) => allowed.includes(id)));
}

function reduced(price: number, discount: PlannedValues): number {
  const amount = BigInt(Math.round(Math.min(MAX_AMOUNT, Math.max(-MAX_AMOUNT, plannedNumber(discount, 'amount') ?? 0)) * MICRO));
  const whole = 100n * BigInt(MICRO);
  const [above, below] = plannedText(discount, 'kind') === 'sum'
    ? [BigInt(price) * BigInt(MICRO) - 100n * amount, BigInt(MICRO)]
    : [BigInt(price) * (whole - amount), whole];
  return Math.max(0, divideHalfUp(above, below));
}
