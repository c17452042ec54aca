import { allOf, anyOf, equals, NOTHING, type Filter } from '../../../core/query/filter.ts';
import { readCommaList } from '../transport/read-comma-list.ts';
import { readId } from '../transport/read-id.ts';
import { ADMINISTRATORS, ADMINISTRATORS_TITLE, groupNumber, roleOfGroup } from './groups.ts';
import type { Surroundings, ValueKind } from './value-kind.ts';

/** The access group of a user; administrators are group 0, whatever their role (Rukovoditel contract 3.4.9). */
export const userGroupValue: ValueKind = {
  show: (value, _field, { directory, settings }, record) =>
    (record['administrator'] === true ? ADMINISTRATORS_TITLE[settings.language] : (directory.roles.find(({ id }) => id === value)?.title ?? '')),
  stored: (value, _field, { directory }, record) => {
    const role = directory.roles.find(({ id }) => id === value);
    return record['administrator'] === true || role === undefined ? String(ADMINISTRATORS) : String(groupNumber(role.record));
  },
  read: (input, _field, { directory }) => roleOfGroup(directory, readId(input) ?? -1)?.id ?? null,
  include: (asked, _field, around) => anyOf(...(readCommaList(asked) ?? []).map((item) => ofGroup(item, around))),
};

function ofGroup(item: string, { directory, userId }: Surroundings): Filter {
  const number = item === 'current_user_group_id' ? directory.account(userId)?.administrator === true ? ADMINISTRATORS : undefined : readId(item);
  if (number === ADMINISTRATORS) return equals('administrator', true);
  const role = item === 'current_user_group_id' ? directory.account(userId)?.role : number === undefined ? undefined : roleOfGroup(directory, number);
  return role === undefined ? NOTHING : allOf(equals('role', role.id), { kind: 'not', filter: equals('administrator', true) });
}
