import type { Role } from '../../../core/accounts/account.ts';
import type { Directory } from '../../../core/directory.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';

/** Administrators are group 0, which has no record (Rukovoditel contract 3.7.1). */
export const ADMINISTRATORS = 0;
export const ADMINISTRATORS_TITLE = { en: 'Administrator', ru: 'Администратор' } as const;
/** Roles that came with the product instead of an application have numbers that no application uses. */
const FIRST_OF_OURS = 1000;

/** The number of the group that a role is here. */
export function groupNumber(role: CrmRecord): number {
  return numberAt(role, 'number') ?? FIRST_OF_OURS + role.id;
}

/** The role behind a group number. */
export function roleOfGroup(directory: Directory, number: number): Role | undefined {
  return directory.roles.find((role) => groupNumber(role.record) === number);
}
