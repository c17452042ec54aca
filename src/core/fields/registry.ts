import type { FieldTypeName } from '../metadata/definitions.ts';
import { booleanField } from './boolean.ts';
import { choiceField } from './choice.ts';
import { dateField } from './date.ts';
import { emailsField } from './emails.ts';
import type { FieldType } from './field-type.ts';
import { instantField } from './instant.ts';
import { integerField } from './integer.ts';
import { jsonField } from './json.ts';
import { linkField } from './link.ts';
import { longTextField } from './long-text.ts';
import { moneyField } from './money.ts';
import { phonesField } from './phones.ts';
import { textField } from './text.ts';
import { textsField } from './texts.ts';

/** Every kind of field there is; the compiler asks for an entry for each name. */
export const FIELD_TYPES: Readonly<Record<FieldTypeName, FieldType>> = {
  text: textField,
  long_text: longTextField,
  boolean: booleanField,
  integer: integerField,
  money: moneyField,
  instant: instantField,
  date: dateField,
  choice: choiceField,
  link: linkField,
  phones: phonesField,
  emails: emailsField,
  texts: textsField,
  json: jsonField,
};
