import type { FieldTypeName } from '../../../core/metadata/definitions.ts';
import type { WireField } from '../application/application.ts';
import { booleanValue } from './boolean.ts';
import { choicesValue } from './choices.ts';
import { counterValue } from './counter.ts';
import { dateValue } from './date.ts';
import { filesValue } from './files.ts';
import { instantValue } from './instant.ts';
import { linksValue } from './links.ts';
import { numberValue } from './number.ts';
import { optionValue } from './option.ts';
import { percentValue } from './percent.ts';
import { protectedValue } from './protected.ts';
import { textValue } from './text.ts';
import { textsValue } from './texts.ts';
import { timeOfDayValue } from './time-of-day.ts';
import { urlValue } from './url.ts';
import { userEmailValue } from './user-email.ts';
import { userGroupValue } from './user-group.ts';
import { userFirstNameValue, userLastNameValue } from './user-name-part.ts';
import { userStatusValue } from './user-status.ts';
import type { ValueKind } from './value-kind.ts';

/** Types of the vendor whose values travel in a way of their own. */
const OF_TYPE: Readonly<Record<string, ValueKind>> = {
  user_status: userStatusValue, user_accessgroups: userGroupValue, user_firstname: userFirstNameValue, user_lastname: userLastNameValue, user_email: userEmailValue,
  input_protected: protectedValue,
};

const OF_CORE: Readonly<Record<FieldTypeName, ValueKind>> = {
  text: textValue, long_text: textValue, choice: textValue, json: textValue, random: textValue, text_formula: textValue, email: textValue, phone: textValue, url: urlValue,
  boolean: booleanValue, integer: numberValue, money: numberValue, decimal: numberValue, formula: numberValue, percent: percentValue, counter: counterValue,
  instant: instantValue, date: dateValue, time_of_day: timeOfDayValue,
  option: optionValue, options: choicesValue, link: linksValue, links: linksValue,
  phones: textsValue, emails: textsValue, texts: textsValue, files: filesValue,
};

/** How the values of a field travel; reserved fields have no kind. */
export function kindOf(field: WireField): ValueKind | undefined {
  if (field.core === undefined) return undefined;
  if (field.core.type === 'link' && field.type === 'dropdown') return optionValue;
  return OF_TYPE[field.type] ?? OF_CORE[field.core.type];
}
