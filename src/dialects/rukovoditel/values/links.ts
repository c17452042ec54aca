import { holdsAny, oneOf } from '../../../core/query/filter.ts';
import { textAt, type FieldValue } from '../../../core/values.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { WireField } from '../application/application.ts';
import { readCommaList } from '../transport/read-comma-list.ts';
import { groupNumber, roleOfGroup } from './groups.ts';
import { personName } from './person-name.ts';
import { coreName, type Surroundings, type ValueKind } from './value-kind.ts';

/** People, groups and records of other entities: ids are written, names are read (Rukovoditel contract 3.4.5, 3.4.6). */
export const linksValue: ValueKind = {
  show: (value, field, around) => idsOf(value).map((id) => nameOf(id, field, around)).filter((name) => name !== '').join(', '),
  stored: (value, field, around) => idsOf(value).map((id) => numberOf(id, field, around)).join(','),
  read: (input, field, around) => {
    const ids = readIds(input, field, around);
    return field.core?.type === 'links' ? ids : (ids[0] ?? null);
  },
  include: (asked, field, around) => (field.core?.type === 'links' ? holdsAny(coreName(field), readIds(asked, field, around)) : oneOf(coreName(field), readIds(asked, field, around))),
};

/** The core ids of a value. */
export function idsOf(value: FieldValue): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? value.map(Number) : [];
}

function nameOf(id: number, { core }: WireField, { directory, headings }: Surroundings): string {
  const entity = core?.settings.entity ?? '';
  if (entity === 'user') return personName(directory.account(id));
  if (entity === 'role') return directory.roles.find((role) => role.id === id)?.title ?? '';
  const item = directory.dictionary(entity).byId(id);
  if (item !== undefined) return textAt(item, directory.catalog.entity(entity).heading) ?? String(id);
  return headings.get(`${entity}/${id}`) ?? '';
}

function numberOf(id: number, { core }: WireField, { directory }: Surroundings): number {
  const role = core?.settings.entity === 'role' ? directory.roles.find((known) => known.id === id) : undefined;
  return role === undefined ? id : groupNumber(role.record);
}

/** Ids of a comma list, the words for the caller among them; people and groups that are not there are left out. */
function readIds(input: WireValue, { core }: WireField, { directory, userId }: Surroundings): readonly number[] {
  const entity = core?.settings.entity;
  return (readCommaList(input) ?? []).flatMap((item) => {
    if (item === 'current_user_id') return entity === 'user' ? [userId] : [];
    if (item === 'current_user_group_id') return entity === 'role' ? [directory.account(userId)?.role.id ?? 0] : [];
    const number = /^\d{1,15}$/u.test(item) ? Number(item) : 0;
    if (number === 0) return [];
    if (entity === 'role') return roleOfGroup(directory, number)?.id ?? [];
    return entity === 'user' && directory.account(number) === undefined ? [] : [number];
  });
}
