import type { Author } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { formulaValues } from '../records/generated-values.ts';
import { reworkRecords, type Pass } from './walk-records.ts';

/**
 * Works out the formulas of an entity for the records there are, while the service runs; repeating it, also from the
 * middle (`after`: the last id that is done), changes nothing more. The change log tells of each record whose value
 * changed; there are no events, and nobody becomes the last to have changed the record.
 */
export function recomputeFormulas(crm: Crm, author: Author, entity: string, progress: { readonly after?: number; readonly told?: (id: number) => void } = {}): Promise<Pass> {
  return reworkRecords(crm, author, entity, (draft, directory, definition, record) => {
    return draft.derive(entity, record, formulaValues(directory, definition, record, draft.at));
  }, progress);
}
