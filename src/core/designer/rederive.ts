import type { Author } from '../changes/change-set.ts';
import type { Crm } from '../crm.ts';
import { reworkRecords, stored, type Pass } from './walk-records.ts';

/** Makes anew what is derived of a field in the records that hold something in it: its match key, its part of the search text. */
export function rederive(crm: Crm, author: Author, entity: string, field: string): Promise<Pass> {
  return reworkRecords(crm, author, entity, (draft, _directory, definition, record) => {
    if ((record[field] ?? null) === null) return false;
    const [searched] = definition.searched;
    return draft.derive(entity, record, {}, searched === undefined ? [field] : [field, searched]);
  }, { only: stored(field) });
}
