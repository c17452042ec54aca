import type { EntityRights } from '../../../core/permissions/rights.ts';
import { readCommaList } from '../transport/read-comma-list.ts';

/** The rights that Rukovoditel's two comma lists of words give: to the records, and to their comments (contract 3.7.2, 3.7.7). */
export function readAccess(access: string, comments: string): Omit<EntityRights, 'hidden' | 'fixed'> {
  const words = new Set(readCommaList(access));
  const said = new Set(readCommaList(comments));
  const acting = words.has('view_assigned') || words.has('action_with_assigned') ? 'assigned' : 'all';
  return {
    read: words.has('view_assigned') ? 'assigned' : words.has('view') || words.has('action_with_assigned') ? 'all' : 'none',
    create: words.has('create'),
    update: words.has('update') ? acting : 'none',
    delete: words.has('delete') || words.has('delete_creator') ? (words.has('delete_creator') ? 'own' : acting) : 'none',
    comment: said.has('full') ? 'all' : said.has('update') || said.has('delete') ? 'own' : said.has('create') ? 'create' : said.has('view') ? 'view' : 'none',
  };
}
