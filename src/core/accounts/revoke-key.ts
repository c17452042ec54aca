import type { Author } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';

/** Revokes a key: every later request with it is refused. */
export async function revokeKey(crm: Crm, author: Author, id: number): Promise<void> {
  await crm.write(author, async (draft) => {
    const key = await crm.storage.readRecord('api_key', id);
    if (key === undefined || (key['deleted_at'] ?? null) !== null) throw new CrmError('not_found', { entity: 'api_key', id });
    draft.remove('api_key', key);
  });
}
