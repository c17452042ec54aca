import type { FieldType } from './field-type.ts';
import { linkField } from './link.ts';

/** One option of a list, by its id. */
export const optionField: FieldType = { ...linkField };
