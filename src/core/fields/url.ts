import type { FieldType } from './field-type.ts';
import { trimmedText } from './trimmed-text.ts';

const MAX_LENGTH = 2000;

/** One address on the net, as it was written. */
export const urlField: FieldType = trimmedText(MAX_LENGTH, 'fold');
