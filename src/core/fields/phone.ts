import type { FieldType } from './field-type.ts';
import { trimmedText } from './trimmed-text.ts';

const MAX_LENGTH = 100;

/** One phone number, as it was written. */
export const phoneField: FieldType = trimmedText(MAX_LENGTH, 'digits');
