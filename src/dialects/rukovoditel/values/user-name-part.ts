import { firstName, lastName } from './person-name.ts';
import { textValue } from './text.ts';
import type { ValueKind } from './value-kind.ts';

/** The first name of a user. */
export const userFirstNameValue: ValueKind = { ...textValue, show: (_value, _field, _around, record) => firstName(record) };

/** The last name of a user. */
export const userLastNameValue: ValueKind = { ...textValue, show: (_value, _field, _around, record) => lastName(record) };
