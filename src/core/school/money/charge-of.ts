import type { PlannedValues } from '../../changes/change-set.ts';
import { daysAround } from '../days.ts';
import { plannedNumber } from '../drafted.ts';
import { keyOf, linkAt, samePlace, type Reference } from '../references.ts';
import type { Row, Rows } from '../rows.ts';
import { discountedPrice } from './discounted-price.ts';
import { tariffPrice, type TariffPrice } from './lesson-price.ts';
import { chargedLesson, coversLesson, inOrderOfCharge } from './subscriptions-of.ts';

/** What a visit costs, in kopecks, and the subscription that gives the price. */
export interface Charge {
  readonly subscription: Reference | null;
  readonly charged: number;
}

export const NO_CHARGE: Charge = { subscription: null, charged: 0 };

/** What the client of a visit has, living. */
export interface Means {
  readonly subscriptions: readonly Row[];
  readonly discounts: readonly Row[];
}

/**
 * What a visit to a lesson on a day costs: the price of the first subscription that covers the lesson, after the client's
 * best discount; nothing where none does. A month or a week that is paid as a whole is charged with the first lesson in it.
 */
export async function chargeOf(rows: Rows, visit: Row, lesson: PlannedValues, day: string, { subscriptions, discounts }: Means): Promise<Charge> {
  const charged = chargedLesson(lesson, day);
  const [subscription] = inOrderOfCharge(subscriptions.filter(({ values }) => coversLesson(values, charged)));
  if (subscription === undefined) return NO_CHARGE;
  const price = tariffPrice((await rows.find('tariff', linkAt(subscription.values, 'tariff')))?.values);
  if (await isPaidAlready(rows, visit, subscription.id, price, day)) return { subscription: subscription.id, charged: 0 };
  const lessons = { day, subjects: idList(charged.subject), types: idList(charged.type) };
  return { subscription: subscription.id, charged: discountedPrice(price.kopecks, discounts.map(({ values }) => values), lessons) };
}

/** Whether the client was charged for this month or week already; a charge taken back leaves it to the next lesson. */
async function isPaidAlready(rows: Rows, visit: Row, subscription: Reference, { per }: TariffPrice, day: string): Promise<boolean> {
  if (per === 'lesson') return false;
  const client = linkAt(visit.values, 'client');
  const paid = await rows.linkedTo('attendance', 'subscription', [subscription], { days: { field: 'date', ...daysAround(day, per) } });
  return paid.some(({ id, values }) => keyOf(id) !== keyOf(visit.id) && client !== null && samePlace(linkAt(values, 'client'), client) && (plannedNumber(values, 'charged') ?? 0) > 0);
}

function idList(id: number | null): readonly number[] {
  return id === null ? [] : [id];
}
