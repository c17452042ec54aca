import type { Crm } from '../../../core/crm.ts';
import { EVERYTHING } from '../../../core/query/filter.ts';
import { matchKey } from '../../../core/text/fold.ts';
import type { Survey } from './survey.ts';

/** What is decided once for an import, whatever happens in the store meanwhile. */
export interface Decisions {
  /** Users under another id than theirs: the vendor's id, and ours. */
  readonly moved: readonly (readonly [number, number])[];
  /** Users whose login was here already: the vendor's id, and the login. */
  readonly matched: readonly (readonly [number, string])[];
  /** What is added to the ids of comments. */
  readonly commentsAfter: number;
}

/** So many deleted records are looked at for the highest id. */
const MAX_DELETED = 50_000;

/**
 * Decides who is who: a user whose login is here is that account; an id that another login has is exchanged for one
 * above all others.
 */
export async function decide(crm: Crm, { users }: Survey): Promise<Decisions> {
  const directory = await crm.directory();
  const deleted = await crm.storage.findDeleted('user', MAX_DELETED);
  const taken = new Set([...directory.accounts, ...deleted].map(({ id }) => id));
  const logins = new Map(directory.accounts.map((account) => [matchKey(account.login), account.id]));
  let next = [...taken, ...users.map(({ id }) => id)].reduce((highest, id) => Math.max(highest, id), 0);
  const moved: [number, number][] = [];
  const matched: [number, string][] = [];
  for (const { id, login } of users) {
    const known = login === '' ? undefined : logins.get(matchKey(login));
    const own = known ?? (taken.has(id) ? ++next : id);
    if (known !== undefined) matched.push([id, login]);
    if (own !== id) moved.push([id, own]);
    if (login !== '') logins.set(matchKey(login), own);
    taken.add(own);
  }
  return { moved, matched, commentsAfter: await highestComment(crm) };
}

async function highestComment({ storage }: Crm): Promise<number> {
  const living = await storage.findRecords({ entity: 'comment', filter: EVERYTHING, sort: { field: 'id', descending: true }, offset: 0, limit: 1, fields: ['record'] });
  const deleted = await storage.findDeleted('comment', MAX_DELETED);
  return [...living, ...deleted].reduce((highest, { id }) => Math.max(highest, id), 0);
}
