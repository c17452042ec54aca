import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { allOf, equals, type Filter } from '../query/filter.ts';
import { readRecord } from '../records/read-record.ts';
import { allowComments } from './allow-comments.ts';
import { toComment, type Comment } from './comment.ts';

export interface CommentPage {
  readonly comments: readonly Comment[];
  /** How many there are of the record. */
  readonly total: number;
}

/** A page of the comments on a record that the caller sees, newest last; CrmError `forbidden` without the right to see them. */
export async function listComments(crm: Crm, context: Context, entity: string, recordId: number, { offset, limit }: { readonly offset: number; readonly limit: number }): Promise<CommentPage> {
  await readRecord(crm, context, entity, recordId);
  const directory = await crm.directory();
  const definition = directory.catalog.entity(entity);
  const rights = allowComments(directory, context.account, definition, 'view');
  const filter = commentsOn(entity, recordId);
  const total = await crm.storage.countRecords('comment', filter);
  const found = offset >= total ? [] : await crm.storage.findRecords({ entity: 'comment', filter, sort: { field: 'id', descending: false }, offset, limit });
  return { comments: found.map((comment) => toComment(comment, definition, rights)), total };
}

/** The comments on a record. */
export function commentsOn(entity: string, recordId: number): Filter {
  return allOf(equals('record', recordId), equals('entity', entity));
}
