import { integerField } from './integer.ts';
import type { FieldType } from './field-type.ts';

/** An amount in minor units (kopecks): sums are exact. Dialects turn their decimal notations into it. */
export const moneyField: FieldType = { ...integerField };
