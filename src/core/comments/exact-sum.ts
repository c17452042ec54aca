const MICROS = 1_000_000n;
const DECIMALS = 6;

/** The sum of two finite numbers as a text, exact to 6 decimals: 0.1 and 0.2 make `0.3`. */
export function exactSum(left: number, right: number): string {
  return toText(micros(left) + micros(right));
}

/** A number to 6 decimals. */
export function toMicro(number: number): number {
  return Number(toText(micros(number)));
}

/** Numbers so large that they have no decimals are not written with an exponent this way. */
function micros(number: number): bigint {
  return Number.isInteger(number) ? BigInt(number) * MICROS : BigInt(number.toFixed(DECIMALS).replace('.', ''));
}

function toText(sum: bigint): string {
  const size = sum < 0n ? -sum : sum;
  const decimals = String(size % MICROS).padStart(DECIMALS, '0').replace(/0+$/u, '');
  return `${sum < 0n ? '-' : ''}${size / MICROS}${decimals === '' ? '' : `.${decimals}`}`;
}
