import type { DialectSetting } from '../dialect.ts';

/** How this dialect may be tuned to the programs it serves. */
export interface Settings {
  /** How long a token lives after its login (alfaCRM contract 1.2). */
  readonly tokenLifeMs: number;
  /** Calls a second that one user may make; 0: as many as he likes (contract 1.4). */
  readonly rate: number;
}

const STANDARD_LIFE_S = 900;

export const SETTINGS: readonly DialectSetting[] = [
  { name: 'TOLMACH_ALFACRM_TOKEN_TTL_S', values: [], form: { pattern: /^[1-9]\d{0,8}$/u, words: 'a whole number of seconds' }, standard: String(STANDARD_LIFE_S), about: 'alfaCRM: seconds that a token lives; `3600` for programs that keep it for an hour' },
  { name: 'TOLMACH_ALFACRM_RATE', values: [], form: { pattern: /^\d{1,6}(?:\.\d{1,3})?$/u, words: 'a number of calls a second, 0 for no limit' }, standard: '0', about: 'alfaCRM: calls a second that one user may make, above them 429; `0` is no limit' },
];

/** The settings from their texts, which the configuration has checked already. */
export function readSettings(texts: Readonly<Record<string, string>>): Settings {
  return { tokenLifeMs: Number(texts['TOLMACH_ALFACRM_TOKEN_TTL_S'] || STANDARD_LIFE_S) * 1000, rate: Number(texts['TOLMACH_ALFACRM_RATE'] || 0) };
}
