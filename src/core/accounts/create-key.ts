import type { Author, NewId, PlannedValues } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { acceptValues } from '../records/accept-values.ts';
import { hashApiKey, newApiKey } from './secrets.ts';

export const MIN_KEY_LENGTH = 20;
const PREFIX_LENGTH = 4;

export interface NewKey {
  readonly owner: number;
  readonly label: string;
  /** Faces it opens; empty: all. */
  readonly faces: readonly string[];
  /** May act as any active user; only an administrator's key may. */
  readonly speaksForAll: boolean;
  /** A key of the operator's choosing, at least 20 characters; absent: a random one. */
  readonly secret?: string;
  readonly expiresAt?: number;
}

/** Makes an API key and gives its secret, this once; only its hash is stored. */
export async function createKey(crm: Crm, author: Author, key: NewKey): Promise<{ readonly id: number; readonly secret: string }> {
  const secret = checkedKey(key.secret ?? newApiKey());
  const written = await crm.write(author, async (draft, directory) => {
    const owner = directory.account(key.owner);
    if (owner === undefined) throw new CrmError('not_found', { entity: 'user', id: key.owner });
    if (key.speaksForAll && !owner.administrator) throw new CrmError('forbidden', { entity: 'api_key', reason: 'only the key of an administrator may speak for all' });
    const values = keyValues(directory, { ...key, secret });
    if (directory.keyByHash(hashApiKey(secret)) !== undefined) throw new CrmError('duplicate', { entity: 'api_key' });
    return draft.insert('api_key', values);
  });
  return { id: written.idOf(written.decision), secret };
}

/** The secret, or CrmError `invalid` when it is too short to be one. */
export function checkedKey(secret: string): string {
  if (secret.length < MIN_KEY_LENGTH) throw new CrmError('invalid', { entity: 'api_key', faults: [{ field: 'secret', fault: 'out_of_range', limit: MIN_KEY_LENGTH }] });
  return secret;
}

/** The stored values of a key; its owner may be a user of the same change set. */
export function keyValues(directory: Directory, key: Omit<NewKey, 'owner' | 'secret'> & { readonly owner: NewId | number; readonly secret: string }): PlannedValues {
  return acceptValues(directory.catalog.entity('api_key'), {
    label: key.label, hash: hashApiKey(key.secret), prefix: key.secret.slice(0, PREFIX_LENGTH), owner: key.owner, faces: key.faces,
    speaks_for_all: key.speaksForAll, expires_at: key.expiresAt ?? null,
  }, { whole: true });
}
