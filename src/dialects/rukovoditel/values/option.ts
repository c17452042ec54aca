import { oneOf } from '../../../core/query/filter.ts';
import { choiceIds, choicesOf } from './options.ts';
import { coreName, type ValueKind } from './value-kind.ts';

/** One choice: ids are written, labels are read, the id again under `_db_value` (Rukovoditel contract 3.4.4). */
export const optionValue: ValueKind = {
  show: (value, field, around) => choicesOf(value, field, around)[0]?.title ?? '',
  stored: (value, field, around) => choicesOf(value, field, around).map(({ number }) => String(number))[0] ?? '',
  read: (input, field, around) => choiceIds(input, field, around, around.settings.unknownChoice)[0] ?? null,
  include: (asked, field, around) => oneOf(coreName(field), choiceIds(asked, field, around)),
};
