import type { Account } from '../accounts/account.ts';
import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { rightsOn, type EntityRights } from '../permissions/rights.ts';
import { readRecord } from '../records/read-record.ts';
import { numberAt, textAt, type CrmRecord } from '../values.ts';

/** What somebody wants to do about the comments of a record; see Rukovoditel contract 3.7.7. */
export type CommentDeed = 'view' | 'create';

const ENOUGH: Readonly<Record<CommentDeed, readonly EntityRights['comment'][]>> = {
  view: ['view', 'create', 'own', 'all'],
  create: ['create', 'own', 'all'],
};

/** Refuses (`forbidden`) who may not do it, and entities that nobody comments; gives the rights. */
export function allowComments(directory: Directory, account: Account, entity: EntityDefinition, deed: CommentDeed): EntityRights {
  const rights = rightsOn(directory, account, entity);
  if (entity.commented !== true || !ENOUGH[deed].includes(rights.comment)) throw new CrmError('forbidden', { entity: entity.name });
  return rights;
}

/** A comment with the record that it is about. */
export interface FoundComment {
  readonly comment: CrmRecord;
  readonly entity: EntityDefinition;
  readonly item: CrmRecord;
  readonly rights: EntityRights;
}

/** A comment on a record that the caller sees; CrmError `not_found` otherwise, `forbidden` where he may see no comments. */
export async function readComment(crm: Crm, context: Context, id: number): Promise<FoundComment> {
  const directory = await crm.directory();
  const comment = await crm.storage.readRecord('comment', id);
  const name = comment === undefined ? null : textAt(comment, 'entity');
  if (comment === undefined || name === null || !directory.catalog.has(name)) throw new CrmError('not_found', { entity: 'comment', id });
  const item = await readItem(crm, context, name, comment);
  const entity = directory.catalog.entity(name);
  return { comment, entity, item, rights: allowComments(directory, context.account, entity, 'view') };
}

/** Refuses (`forbidden`) who may change neither his own comments nor those of others. */
export function allowChanging({ comment, entity, rights }: FoundComment, account: Account): void {
  const own = rights.comment === 'own' && numberAt(comment, 'created_by') === account.id;
  if (!own && rights.comment !== 'all') throw new CrmError('forbidden', { entity: entity.name, id: comment.id });
}

async function readItem(crm: Crm, context: Context, entity: string, comment: CrmRecord): Promise<CrmRecord> {
  try {
    return await readRecord(crm, context, entity, numberAt(comment, 'record') ?? 0);
  } catch (error) {
    // Which record it is about is not told to whom that record is not shown.
    if (error instanceof CrmError && error.code === 'not_found') throw new CrmError('not_found', { entity: 'comment', id: comment.id });
    throw error;
  }
}
