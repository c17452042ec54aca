import type { WireValue } from '../../transport/parameters.ts';

const TRUE_WORDS: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'on']);

/** The one reading of flags (SalesMan contract 1.2): docs send `true`, older clients "yes", "on" or 1; the rest is false. */
export function asBoolean(value: WireValue | undefined): boolean {
  if (typeof value === 'string') return TRUE_WORDS.has(value.trim().toLowerCase());
  return value === true || value === 1;
}

/**
 * Whether a flag was sent at all, for the places where "no filter" and "false" differ: `filter.trash: false` asks for
 * records outside the trash (SalesMan contract 5.5). A `null` counts as not sent, `false` and '' as sent.
 */
export function isPresent(value: WireValue | undefined): value is Exclude<WireValue, null> {
  return value !== undefined && value !== null;
}
