import type { Author } from '../core/changes/change-set.ts';
import type { Crm } from '../core/crm.ts';
import { topUpLessons } from '../core/school/regular/top-up-lessons.ts';
import type { DialectLog } from '../dialects/dialect.ts';
import { daily } from './daily.ts';

const SERVER: Author = { userId: null, face: 'server', keyId: null };

/** Plans the lessons of weekly slots that have come into sight, now and once a day. Gives what ends it. */
export function topUpDaily({ crm, log }: { readonly crm: Crm; readonly log: DialectLog }): () => Promise<void> {
  return daily(async () => {
    try {
      if ((await crm.directory()).catalog.has('regular_lesson')) await topUpLessons(crm, SERVER);
    } catch (error) {
      log.warn({ err: error }, 'regular lessons were not planned');
    }
  });
}
