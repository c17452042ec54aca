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
  { name: 'TOLMACH_ALFACRM_TOKEN_TTL_S', values: [], standard: String(STANDARD_LIFE_S), about: 'alfaCRM: seconds that a token lives; `3600` for programs that keep it for an hour' },
  { name: 'TOLMACH_ALFACRM_RATE', values: [], standard: '0', about: 'alfaCRM: calls a second that one user may make, above them 429; `0` is no limit' },
];

/** The settings from their texts; what is no number is the standard. */
export function readSettings(texts: Readonly<Record<string, string>>): Settings {
  const number = (name: string, standard: number): number => {
    const text = texts[`TOLMACH_ALFACRM_${name}`] ?? '';
    return /^\d{1,9}(?:\.\d{1,3})?$/u.test(text) ? Number(text) : standard;
  };
  return { tokenLifeMs: (number('TOKEN_TTL_S', STANDARD_LIFE_S) || STANDARD_LIFE_S) * 1000, rate: number('RATE', 0) };
}
