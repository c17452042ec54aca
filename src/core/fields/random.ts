import { randomInt } from 'node:crypto';
import type { FieldDefinition } from '../metadata/definitions.ts';
import { acceptText, type FieldType } from './field-type.ts';

const MAX_LENGTH = 250;
const LENGTH = 10;
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A text that nobody chose, made when the record is; never made anew. */
export const randomField: FieldType = {
  column: 'text',
  form: 'plain',
  shadows: () => ['fold', 'sort'],
  accept: (input) => acceptText(input, MAX_LENGTH),
};

/** A value for a new record, without letters and digits that are easily taken for one another. */
export function randomText({ settings: { length = LENGTH } }: FieldDefinition): string {
  return Array.from({ length: Math.min(Math.max(1, length), MAX_LENGTH) }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
