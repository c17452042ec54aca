import type { WireValue } from '../../transport/parameters.ts';

/**
 * An id as a number or its digits: `21` and `"21"` are equal (Rukovoditel contract 1.2.2). 0 is read as it is: it names
 * the top level (`parent_item_id`) and the administrators (`group_id`).
 *
 * @returns `undefined` for all else: signs, fractions, other digits than 0-9, numbers too large to be exact.
 */
export function readId(value: WireValue | undefined): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const digits = String(value).trim();
  const id = /^[0-9]+$/u.test(digits) ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(id) ? id : undefined;
}
