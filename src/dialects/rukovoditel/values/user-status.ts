import { booleanValue } from './boolean.ts';
import { readBoolean } from '../transport/read-boolean.ts';
import type { ValueKind } from './value-kind.ts';

const WORDS = { en: ['Active', 'Inactive'], ru: ['Активный', 'Неактивный'] } as const;

/** Whether a user is at work (Rukovoditel contract 3.4.9). */
export const userStatusValue: ValueKind = {
  ...booleanValue,
  show: (value, _field, { settings }) => WORDS[settings.language][value === false ? 1 : 0],
  stored: (value) => (value === false ? '0' : '1'),
  read: (input) => readBoolean(input) ?? true,
};
