import type { Account } from '../accounts/account.ts';
import type { Directory } from '../directory.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { listAt, numberAt, textAt, type CrmRecord } from '../values.ts';

/** `assigned`: those that the caller made, owns, or is named in. */
export const READ_RIGHTS = ['none', 'assigned', 'all'] as const;
export const UPDATE_RIGHTS = ['none', 'assigned', 'all'] as const;
/** `own`: those that the caller made. */
export const DELETE_RIGHTS = ['none', 'own', 'assigned', 'all'] as const;
/** `own`: adds comments, changes and deletes his own; `all`: everybody's. */
export const COMMENT_RIGHTS = ['none', 'view', 'create', 'own', 'all'] as const;

/** What an account may do with the records of an entity. */
export interface EntityRights {
  readonly read: (typeof READ_RIGHTS)[number];
  readonly create: boolean;
  readonly update: (typeof UPDATE_RIGHTS)[number];
  readonly delete: (typeof DELETE_RIGHTS)[number];
  readonly comment: (typeof COMMENT_RIGHTS)[number];
  /** Fields that are not there for the account. */
  readonly hidden: ReadonlySet<string>;
  /** Fields that the account sees and cannot change. */
  readonly fixed: ReadonlySet<string>;
}

const NO_FIELDS: ReadonlySet<string> = new Set();
/** Everything; whose records they are, the owner decides. */
export const ALL_RIGHTS: EntityRights = { read: 'all', create: true, update: 'all', delete: 'all', comment: 'all', hidden: NO_FIELDS, fixed: NO_FIELDS };
export const NO_RIGHTS: EntityRights = { read: 'none', create: false, update: 'none', delete: 'none', comment: 'none', hidden: NO_FIELDS, fixed: NO_FIELDS };

/** The rights of an account to an entity: by the right its role was given, or by the owner where rights are not given. */
export function rightsOn(directory: Directory, account: Account, entity: EntityDefinition): EntityRights {
  if (account.administrator) return ALL_RIGHTS;
  const given = rightsIn(directory).get(`${entity.name}/${account.role.id}`);
  return given ?? (entity.granted === true ? NO_RIGHTS : ALL_RIGHTS);
}

const KNOWN = new WeakMap<Directory, ReadonlyMap<string, EntityRights>>();

function rightsIn(directory: Directory): ReadonlyMap<string, EntityRights> {
  const found = KNOWN.get(directory) ?? new Map(directory.entityRights.map((record) => [`${textAt(record, 'entity')}/${numberAt(record, 'role')}`, toRights(record)]));
  KNOWN.set(directory, found);
  return found;
}

function toRights(record: CrmRecord): EntityRights {
  const word = <Word extends string>(words: readonly Word[], field: string, other: Word): Word => words.find((known) => known === record[field]) ?? other;
  return {
    read: word(READ_RIGHTS, 'read', 'none'),
    create: record['create'] === true,
    update: word(UPDATE_RIGHTS, 'update', 'none'),
    delete: word(DELETE_RIGHTS, 'delete', 'none'),
    comment: word(COMMENT_RIGHTS, 'comment', 'none'),
    hidden: new Set(listAt(record, 'hidden')),
    fixed: new Set(listAt(record, 'fixed')),
  };
}
