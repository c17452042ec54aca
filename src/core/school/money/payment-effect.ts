import type { PlannedValues } from '../../changes/change-set.ts';
import { known, plannedNumber, plannedText } from '../drafted.ts';
import { addUp } from './round.ts';

/**
 * What a payment does to the balance of who pays, in kopecks, by the effect of its type: an income and a correction add
 * their income and take their expenditure, a refund takes both whatever their signs, goods are paid past the balance. A
 * type without an effect is an income. What is not confirmed does nothing.
 */
export function paymentEffect(payment: PlannedValues, type: PlannedValues | undefined): number {
  if (known(payment['confirmed']) === false) return 0;
  const [income, expenditure] = [plannedNumber(payment, 'income') ?? 0, plannedNumber(payment, 'expenditure') ?? 0];
  switch (plannedText(type, 'effect')) {
    case 'goods': return 0;
    case 'refund': return 0 - addUp(Math.abs(income), Math.abs(expenditure));
    default: return addUp(income, -expenditure);
  }
}
