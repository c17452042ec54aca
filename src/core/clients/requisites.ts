import type { NewId } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Directory } from '../directory.ts';
import { equals } from '../query/filter.ts';
import { acceptValues, type FieldInputs } from '../records/accept-values.ts';
import type { Storage } from '../storage.ts';
import type { CrmRecord } from '../values.ts';

/** The requisites of a client, if any were ever written. */
export async function readRequisites(storage: Storage, clientId: number): Promise<CrmRecord | undefined> {
  const [found] = await storage.findRecords({
    entity: 'requisites', filter: equals('client', clientId), sort: { field: 'id', descending: false }, offset: 0, limit: 1,
  });
  return found;
}

/** Drafts requisites: the members given replace the stored ones, the others stay. Tells whether anything changed. */
export function planRequisites(draft: Draft, directory: Directory, client: NewId | number, stored: CrmRecord | undefined, inputs: FieldInputs): boolean {
  const definition = directory.catalog.entity('requisites');
  const { client: _, ...rest } = inputs;
  const values = acceptValues(definition, { ...rest, ...(stored === undefined ? { client } : {}) }, { whole: false });
  if (stored !== undefined) return draft.update('requisites', stored, values);
  draft.insert('requisites', values);
  return true;
}
