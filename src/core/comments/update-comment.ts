import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { checkFiles } from '../files/check-files.ts';
import { filterInputs } from '../filters/filter-inputs.ts';
import { allowChanging, readComment } from './allow-comments.ts';
import { acceptComment, refuseEmpty, type NewComment } from './add-comment.ts';

/**
 * Changes text and files of a comment: one's own with the right to those, anybody's with the right to all (`forbidden`
 * otherwise). What it changed in its record stays. Tells whether anything was different.
 */
export async function updateComment(crm: Crm, context: Context, id: number, { text, files }: Pick<NewComment, 'text' | 'files'>): Promise<boolean> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const found = await readComment(crm, context, id);
    allowChanging(found, context.account);
    const { comment, entity, item } = found;
    const said = await filterInputs(crm, draft.author, directory.catalog.entity('comment'), { text, files }, comment);
    const values = acceptComment(directory, { text: said['text'], files: said['files'] });
    refuseEmpty({ ...comment, ...values });
    await checkFiles(crm, context.account, directory.catalog.entity('comment'), values, comment);
    if (!draft.update('comment', comment, values)) return false;
    draft.event({ name: 'comment.updated', entity: 'comment', id, data: { entity: entity.name, record: item.id } });
    return true;
  });
  return written.decision;
}
