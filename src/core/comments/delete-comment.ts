import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { filterDeletion } from '../filters/filter-inputs.ts';
import { planUpdate } from '../records/plan.ts';
import { allowChanging, readComment } from './allow-comments.ts';
import { commentValues } from './comment.ts';
import { withoutParts } from './item-changes.ts';

/**
 * Removes a comment for good: one's own with the right to those, anybody's with the right to all (`forbidden` otherwise).
 * What it added to additive fields of its record is taken back; other values that it set stay.
 */
export async function deleteComment(crm: Crm, context: Context, id: number): Promise<void> {
  await crm.write(authorOf(context), async (draft, directory) => {
    const found = await readComment(crm, context, id);
    allowChanging(found, context.account);
    const { comment, entity, item } = found;
    await filterDeletion(crm, draft.author, directory.catalog.entity('comment'), comment);
    const rest = withoutParts(entity, item, commentValues(comment));
    if (Object.keys(rest).length > 0) planUpdate(draft, directory, entity, item, rest);
    draft.purge('comment', comment);
    draft.event({ name: 'comment.deleted', entity: 'comment', id, data: { entity: entity.name, record: item.id } });
  });
}
