import type { Directory } from '../directory.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { optionLists } from '../options/option-lists.ts';
import type { FieldInputs } from './accept-values.ts';

/** What a new record has in fields that nothing was said of: the field's own standard value, or that of its list. */
export function standardValues(directory: Directory, entity: EntityDefinition): FieldInputs {
  return Object.fromEntries(entity.fields.filter(({ active }) => active).flatMap((field) => {
    const standard = field.settings.standard ?? listStandard(directory, field);
    return standard === undefined ? [] : [[field.name, standard]];
  }));
}

function listStandard(directory: Directory, { type, settings }: FieldDefinition): number | readonly number[] | undefined {
  if (type !== 'option' && type !== 'options') return undefined;
  const standard = optionLists(directory).of(settings.list).options.filter((option) => option.standard && !option.disabled).map(({ id }) => id);
  return type === 'options' ? (standard.length === 0 ? undefined : standard) : standard[0];
}
