import type { DialectSetting } from '../dialect.ts';
import type { ErrorStatus } from './transport/envelope.ts';

export type Language = 'en' | 'ru';

/** How this dialect may be tuned to the programs it serves (Rukovoditel contract 3.13). */
export interface Settings {
  readonly enabled: boolean;
  readonly errorStatus: ErrorStatus;
  readonly language: Language;
  /** Patterns of PHP's `date`. */
  readonly dateFormat: string;
  readonly dateTimeFormat: string;
  /** Addresses that may call; empty: all. */
  readonly allowedAddresses: readonly string[];
  /** An id that no option has: kept as nothing, or an error. */
  readonly unknownChoice: 'ignore' | 'error';
}

const setting = (name: string, values: readonly string[], standard: string, about: string): DialectSetting => ({ name: `TOLMACH_RUKOVODITEL_${name}`, values, standard, about: `Rukovoditel: ${about}` });

export const SETTINGS: readonly DialectSetting[] = [
  setting('API', ['on', 'off'], 'on', 'whether `api/rest.php` answers'),
  setting('ERROR_STATUS', ['500', '200'], '500', 'HTTP status of an error answer'),
  setting('LANGUAGE', ['en', 'ru'], 'en', 'language of the words in answers (Yes / No, Active) and of the default application'),
  setting('DATE_FORMAT', [], 'm/d/Y', 'how dates are shown, as PHP writes such patterns'),
  setting('DATETIME_FORMAT', [], 'm/d/Y H:i', 'how dates with a time are shown'),
  setting('ALLOWED_IP', [], '', 'addresses that may call, with commas between them; without it all'),
  setting('UNKNOWN_CHOICE', ['ignore', 'error'], 'ignore', 'what becomes of an option id that is not in the list'),
];

/** The settings from their texts, which the configuration has checked already. */
export function readSettings(texts: Readonly<Record<string, string>>): Settings {
  const text = (name: string): string => texts[`TOLMACH_RUKOVODITEL_${name}`] ?? '';
  return {
    enabled: text('API') !== 'off',
    errorStatus: text('ERROR_STATUS') === '200' ? 200 : 500,
    language: text('LANGUAGE') === 'ru' ? 'ru' : 'en',
    dateFormat: text('DATE_FORMAT') || 'm/d/Y',
    dateTimeFormat: text('DATETIME_FORMAT') || 'm/d/Y H:i',
    allowedAddresses: text('ALLOWED_IP').split(',').map((address) => address.trim()).filter((address) => address !== ''),
    unknownChoice: text('UNKNOWN_CHOICE') === 'error' ? 'error' : 'ignore',
  };
}
