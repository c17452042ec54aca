import type { DialectSetting } from '../dialect.ts';
import type { ErrorCodeType } from './transport/envelope.ts';

/** How this dialect may be tuned to the clients it serves. */
export interface Settings {
  readonly errorCode: ErrorCodeType;
}

export const SETTINGS: readonly DialectSetting[] = [
  {
    name: 'TOLMACH_SALESMAN_ERROR_CODE',
    values: ['string', 'number'],
    standard: 'string',
    about: 'SalesMan: type of `error.code`: the documentation says string, some clients expect the number',
  },
];

/** The settings from their texts, which the configuration has checked already. */
export function readSettings(texts: Readonly<Record<string, string>>): Settings {
  return { errorCode: texts['TOLMACH_SALESMAN_ERROR_CODE'] === 'number' ? 'number' : 'string' };
}
