import type { FieldType } from './field-type.ts';
import { trimmedText } from './trimmed-text.ts';

const MAX_LENGTH = 320;

/** One e-mail address, as it was written. */
export const emailField: FieldType = trimmedText(MAX_LENGTH, 'fold');
