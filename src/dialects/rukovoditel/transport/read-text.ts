import type { WireValue } from '../../transport/parameters.ts';

/**
 * A scalar as `http_build_query` would write it, so that both encodings mean the same (Rukovoditel contract 1.2.1):
 * `true` is "1", `false` is "0". Text stays as it was sent.
 *
 * @returns `undefined` for what was not sent (`null` too), for lists and maps, and for a number that is not exact: a
 * bank account sent so has already lost its last digits.
 */
export function readText(value: WireValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return isExact(value) ? String(value) : undefined;
  if (typeof value === 'boolean') return value ? '1' : '0';
  return undefined;
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
}
