import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { everyRecord } from '../files/every-record.ts';
import { commentsOn } from './list-comments.ts';

/** One change set stays a transaction of moderate size. */
const MAX_COMMENTS = 20_000;

/** Drafts the end of all comments on a record that is purged: nothing else leads to them. */
export async function planPurgeComments({ storage }: Crm, draft: Draft, entity: string, recordId: number): Promise<void> {
  let left = MAX_COMMENTS;
  for await (const comment of everyRecord(storage, { entity: 'comment', filter: commentsOn(entity, recordId) })) {
    if (--left < 0) throw new CrmError('too_large', { entity, id: recordId, reason: `more than ${MAX_COMMENTS} comments` });
    draft.purge('comment', comment);
  }
}
