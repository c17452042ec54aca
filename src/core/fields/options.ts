import type { FieldType } from './field-type.ts';
import { linksField } from './links.ts';

/** Some options of a list, by their ids. */
export const optionsField: FieldType = { ...linksField };
