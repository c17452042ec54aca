import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { openFile, type ReadFile } from '../files/read-file-of.ts';
import { listAt } from '../values.ts';
import { readComment } from './allow-comments.ts';

/** A file of a comment that the caller may see, by its id or its name; CrmError `not_found` or `forbidden` otherwise. */
export async function readCommentFile(crm: Crm, context: Context, commentId: number, file: number | string): Promise<ReadFile> {
  const { comment } = await readComment(crm, context, commentId);
  return openFile(crm, listAt(comment, 'files'), file);
}
