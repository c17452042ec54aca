import type { FieldTypeName } from '../metadata/definitions.ts';
import { booleanField } from './boolean.ts';
import { choiceField } from './choice.ts';
import { counterField } from './counter.ts';
import { dateField } from './date.ts';
import { decimalField } from './decimal.ts';
import { emailField } from './email.ts';
import { emailsField } from './emails.ts';
import type { FieldType } from './field-type.ts';
import { filesField } from './files.ts';
import { formulaField } from './formula.ts';
import { instantField } from './instant.ts';
import { integerField } from './integer.ts';
import { jsonField } from './json.ts';
import { linkField } from './link.ts';
import { linksField } from './links.ts';
import { longTextField } from './long-text.ts';
import { moneyField } from './money.ts';
import { optionField } from './option.ts';
import { optionsField } from './options.ts';
import { percentField } from './percent.ts';
import { phoneField } from './phone.ts';
import { phonesField } from './phones.ts';
import { randomField } from './random.ts';
import { textFormulaField } from './text-formula.ts';
import { textField } from './text.ts';
import { textsField } from './texts.ts';
import { timeOfDayField } from './time-of-day.ts';
import { urlField } from './url.ts';

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
  decimal: decimalField,
  percent: percentField,
  time_of_day: timeOfDayField,
  option: optionField,
  options: optionsField,
  links: linksField,
  email: emailField,
  phone: phoneField,
  url: urlField,
  files: filesField,
  counter: counterField,
  random: randomField,
  formula: formulaField,
  text_formula: textFormulaField,
};
