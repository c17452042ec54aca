import type { FieldValues } from '../../../core/values.ts';
import { readAccess } from '../application/access-words.ts';

/** The access groups of the default application; their number is the vendor's id (Rukovoditel contract 4.1). */
export const DEFAULT_GROUPS = [
  { code: 'manager', number: 4, en: 'Manager', ru: 'Менеджер', visibility: 'all' },
  { code: 'developer', number: 5, en: 'Developer', ru: 'Разработчик', visibility: 'own' },
  { code: 'customer', number: 6, en: 'Client', ru: 'Клиент', visibility: 'own' },
] as const;

const FULL = 'view,create,update,delete,reports';
const COMMENTS = 'view,create,update,delete';

/** Entity by group: its access, and that to its comments (Rukovoditel contract 4.5). */
const ACCESS: readonly (readonly [entity: string, group: string, access: string, comments: string])[] = [
  ['projects', 'customer', 'view_assigned', 'view,create'], ['projects', 'developer', 'view_assigned,reports', 'view,create'], ['projects', 'manager', FULL, COMMENTS],
  ['tasks', 'developer', 'view,create,update,reports', 'view,create'], ['tasks', 'manager', FULL, COMMENTS],
  ['tickets', 'customer', 'view_assigned,create,update,reports', 'view,create'], ['tickets', 'manager', FULL, COMMENTS],
  ['discussions', 'developer', 'view_assigned,create,update,delete,reports', 'view,create'], ['discussions', 'manager', FULL, COMMENTS],
];

/** The rights of the default application's groups. */
export const DEFAULT_RIGHTS: readonly FieldValues[] = ACCESS.map(([entity, role, access, comments]) => ({ entity, role, ...readAccess(access, comments) }));
