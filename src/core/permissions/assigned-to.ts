import type { Account } from '../accounts/account.ts';
import type { Directory } from '../directory.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { optionLists } from '../options/option-lists.ts';
import { anyOf, equals, holdsAny, NOTHING, oneOf, type Filter } from '../query/filter.ts';

/**
 * The records that concern an account: it made them, it is named in one of their fields, it belongs to a group of people
 * that an option stands for, or its role is named.
 */
export function assignedTo(directory: Directory, account: Account, entity: EntityDefinition): Filter {
  const own = entity.name === 'user' ? [equals('id', account.id)] : [];
  return anyOf(...own, equals('created_by', account.id), ...entity.fields.filter(({ active }) => active).map((field) => namedIn(directory, account, field)));
}

function namedIn(directory: Directory, account: Account, { name, type, settings }: FieldDefinition): Filter {
  const id = settings.entity === 'user' ? account.id : settings.entity === 'role' ? account.role.id : undefined;
  if (type === 'link') return id === undefined ? NOTHING : equals(name, id);
  if (type === 'links') return id === undefined ? NOTHING : holdsAny(name, [id]);
  if (type !== 'option' && type !== 'options') return NOTHING;
  const groups = optionLists(directory).of(settings.list).options.filter(({ users }) => users.includes(account.id)).map((option) => option.id);
  return type === 'option' ? oneOf(name, groups) : holdsAny(name, groups);
}
