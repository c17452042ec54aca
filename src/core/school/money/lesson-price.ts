import type { PlannedValues } from '../../changes/change-set.ts';
import { plannedNumber, plannedText } from '../drafted.ts';
import { divideHalfUp } from './round.ts';

/** What a tariff asks, in kopecks, and for what: each lesson, or the first one of a month or a week. */
export interface TariffPrice {
  readonly kopecks: number;
  readonly per: 'lesson' | 'month' | 'week';
}

const FREE: TariffPrice = { kopecks: 0, per: 'lesson' };

/**
 * What a lesson costs by a tariff, before discounts. With a number of lessons: the price shared among them, rounded half up
 * to a kopeck. Without: the whole price, once a month or a week where the tariff is for that, for each lesson otherwise.
 * No tariff, or a price below nothing, is free.
 */
export function tariffPrice(tariff: PlannedValues | undefined): TariffPrice {
  const price = Math.max(0, plannedNumber(tariff, 'price') ?? 0);
  const lessons = plannedNumber(tariff, 'lessons') ?? 0;
  if (price === 0) return FREE;
  if (lessons > 0) return { kopecks: divideHalfUp(price, lessons), per: 'lesson' };
  const kind = plannedText(tariff, 'kind');
  return { kopecks: price, per: kind === 'month' || kind === 'week' ? kind : 'lesson' };
}
