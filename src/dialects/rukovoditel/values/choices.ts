import { holdsAny } from '../../../core/query/filter.ts';
import { optionLists } from '../../../core/options/option-lists.ts';
import type { WireField } from '../application/application.ts';
import { choiceIds, choicesOf } from './options.ts';
import { coreName, type Surroundings, type ValueKind } from './value-kind.ts';

/** Some choices: a comma list of ids is written, labels with commas between are read (Rukovoditel contract 3.4.4). */
export const choicesValue: ValueKind = {
  show: (value, field, around) => choicesOf(value, field, around).map(({ title }) => title).join(', '),
  stored: (value, field, around) => choicesOf(value, field, around).map(({ number }) => number).join(','),
  read: (input, field, around) => {
    const ids = choiceIds(input, field, around, around.settings.unknownChoice);
    return field.type === 'dropdown_multilevel' ? withAncestors(ids, field, around) : ids;
  },
  include: (asked, field, around) => holdsAny(coreName(field), choiceIds(asked, field, around)),
};

/** A leaf stands for the whole way from the root to it. */
function withAncestors(ids: readonly number[], { core }: WireField, { directory }: Surroundings): readonly number[] {
  const list = optionLists(directory).of(core?.settings.list);
  const path: number[] = [];
  for (let id = ids.at(-1); id !== undefined && !path.includes(id); id = list.byId(id)?.parent ?? undefined) path.unshift(id);
  return path;
}
