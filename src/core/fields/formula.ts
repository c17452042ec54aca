import { decimalField } from './decimal.ts';
import type { FieldType } from './field-type.ts';

/** A number worked out from the other fields of the record, each time it is written. */
export const formulaField: FieldType = { ...decimalField };
