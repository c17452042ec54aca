import { optionLists, type Option } from '../../../core/options/option-lists.ts';
import type { FieldDefinition } from '../../../core/metadata/definitions.ts';
import { numberAt, textAt } from '../../../core/values.ts';
import type { ActionCall } from '../call.ts';
import type { Said } from '../transport/envelope.ts';

/** The options of a list in the form of `get_field_choices` and `get_global_list_choices` (Rukovoditel contract 2.10). */
export function presentOptions(options: readonly Option[]): readonly Said[] {
  const numbers = new Map(options.map(({ id, number }) => [id, number]));
  return options.map(({ number, parent, title, standard, disabled, color, position, value }) => ({
    id: String(number), parent_id: String((parent === null ? undefined : numbers.get(parent)) ?? 0), name: title, is_default: standard ? '1' : '0', is_active: disabled ? '0' : '1',
    bg_color: color, sort_order: String(position), value: value === null ? '' : String(value),
  }));
}

/** The choices of a field: of its list, or of one of our dictionaries. */
export function presentChoices({ directory }: ActionCall, core: FieldDefinition): readonly Said[] {
  const target = core.settings.entity;
  if (core.type === 'option' || core.type === 'options') return presentOptions(optionLists(directory).of(core.settings.list).options);
  if (core.type !== 'link' || target === undefined || directory.catalog.entity(target).kind !== 'dictionary') return [];
  const { heading } = directory.catalog.entity(target);
  return directory.dictionary(target).items.map((item) => ({
    id: String(item.id), parent_id: '0', name: textAt(item, heading) ?? '', is_default: item['standard'] === true ? '1' : '0', is_active: '1',
    bg_color: textAt(item, 'color') ?? '', sort_order: String(numberAt(item, 'position') ?? 0), value: '',
  }));
}
