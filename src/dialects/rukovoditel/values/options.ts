import type { FieldDefinition } from '../../../core/metadata/definitions.ts';
import { optionLists } from '../../../core/options/option-lists.ts';
import { textAt, type FieldValue } from '../../../core/values.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { WireField } from '../application/application.ts';
import { ApiError } from '../transport/errors.ts';
import { readCommaList } from '../transport/read-comma-list.ts';
import { wrongValue } from '../transport/texts.ts';
import type { Surroundings } from './value-kind.ts';

/** An option as this language knows it, whether it is kept as an option or as a value of one of our dictionaries. */
export interface Choice {
  readonly id: number;
  readonly number: number;
  readonly title: string;
}

/** The choice that a stored id stands for. */
export function choiceOf(core: FieldDefinition, id: number, { directory }: Pick<Surroundings, 'directory'>): Choice | undefined {
  if (core.type !== 'link') return optionLists(directory).of(core.settings.list).byId(id);
  const item = directory.dictionary(core.settings.entity ?? '').byId(id);
  return item === undefined ? undefined : { id, number: id, title: textAt(item, directory.catalog.entity(core.settings.entity ?? '').heading) ?? '' };
}

/** The choices of a value, in its order; those that are gone are left out. */
export function choicesOf(value: FieldValue, { core }: WireField, around: Surroundings): readonly Choice[] {
  const ids = typeof value === 'number' ? [value] : typeof value === 'object' && value !== null ? value.map(Number) : [];
  return core === undefined ? [] : ids.flatMap((id) => choiceOf(core, id, around) ?? []);
}

/** The core ids of the numbers in a comma list; a number of no option is left out, or an error where the setting says so. */
export function choiceIds(input: WireValue, field: WireField, around: Surroundings, unknown: 'ignore' | 'error' = 'ignore'): readonly number[] {
  const { core } = field;
  if (core === undefined) return [];
  const numbers = (readCommaList(input) ?? []).filter((item) => item !== '0');
  return numbers.flatMap((number) => {
    const id = /^\d{1,15}$/u.test(number) ? idOf(core, Number(number), around) : undefined;
    if (id === undefined && unknown === 'error') throw new ApiError(wrongValue(`field_${field.number}`, `no such value ${number}`));
    return id ?? [];
  });
}

function idOf(core: FieldDefinition, number: number, { directory }: Surroundings): number | undefined {
  if (core.type === 'link') return directory.dictionary(core.settings.entity ?? '').byId(number)?.id;
  return optionLists(directory).of(core.settings.list).byNumber(number)?.id;
}
