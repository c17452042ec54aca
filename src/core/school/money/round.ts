import { CrmError } from '../../errors.ts';

/** A quotient of whole numbers, rounded half up: 2.5 is 3, -2.5 is -2. Exact whatever the size; the divisor is above 0. */
export function divideHalfUp(dividend: number | bigint, divisor: number | bigint): number {
  const [above, below] = [BigInt(dividend) * 2n + BigInt(divisor), BigInt(divisor) * 2n];
  const whole = above / below;
  return Number(above % below < 0n ? whole - 1n : whole);
}

/** A sum of whole numbers; refuses (`invalid`) one that could not be kept exactly. */
export function addUp(...amounts: readonly number[]): number {
  const sum = amounts.reduce((total, amount) => total + BigInt(amount), 0n);
  if (sum > BigInt(Number.MAX_SAFE_INTEGER) || sum < BigInt(Number.MIN_SAFE_INTEGER)) throw new CrmError('invalid', { entity: 'client', faults: [{ field: 'balance', fault: 'out_of_range' }] });
  return Number(sum);
}
