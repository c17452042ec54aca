import { absence, type Draft } from '../changes/draft.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { allOf, anyOf, equals } from '../query/filter.ts';

/**
 * Refuses (`in_use`) a change that takes these users' work or office away where no other administrator is left at work.
 * Two calls may each take the other's last one: the decision relies on the one who stays.
 */
export function keepAdministrators(draft: Draft, directory: Directory, leaving: readonly number[]): void {
  const atWork = directory.accounts.filter(({ administrator, active }) => administrator && active);
  const lost = atWork.find(({ id }) => leaving.includes(id));
  if (lost === undefined) return;
  const staying = atWork.find(({ id }) => !leaving.includes(id));
  if (staying === undefined) throw new CrmError('in_use', { entity: 'user', id: lost.id, title: lost.login, reason: 'the last administrator at work' });
  const isGone = anyOf(equals('active', false), { kind: 'not', filter: equals('administrator', true) });
  draft.claimAbsence(absence('user', allOf(equals('id', staying.id), isGone), 'administrators'));
}
