import { isNewId, type InsertRecord, type NewId, type RecordChange } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import { JOURNAL_KINDS } from '../clients/journal.ts';
import type { Catalog } from '../metadata/catalog.ts';
import { sameValue } from '../values.ts';

/**
 * Drafts an event for each changed record that no operation has told of: what follows of another write (a balance, a
 * schedule). Accounts' secrets and the parts of records are nobody's to hear of; a line of a history that tells of another
 * change, records that came with their own number (imports) and changes that change nothing are silent.
 */
export function tellOfChanges(draft: Draft, catalog: Catalog): void {
  const { records, events } = draft.toChangeSet();
  if (records.length === 0) return;
  const told = new Set(events.map(({ entity, id }) => keyOf(entity, id)));
  for (const change of records) {
    const { kind } = catalog.entity(change.entity);
    if (kind === 'internal' || kind === 'part' || told.has(keyOf(change.entity, change.id))) continue;
    const happened = happenedBy(change);
    if (happened !== undefined) draft.event({ name: `${change.entity}.${happened}`, entity: change.entity, id: change.id, data: {} });
  }
}

function happenedBy(change: RecordChange): string | undefined {
  switch (change.kind) {
    case 'insert': return typeof change.id === 'number' || isRetold(change) ? undefined : 'created';
    case 'purge': return 'purged';
    case 'update': {
      const differs = Object.entries(change.values).some(([name, value]) => isNewId(value) || !sameValue(change.before[name], value));
      if (!differs) return undefined;
      const deletion = change.values['deleted_at'];
      return deletion === undefined ? 'updated' : deletion === null ? 'restored' : 'deleted';
    }
  }
}

function isRetold({ entity, values }: InsertRecord): boolean {
  return entity === 'activity' && JOURNAL_KINDS.some((kind) => kind === values['kind']);
}

function keyOf(entity: string, id: NewId | number): string {
  return `${entity}/${typeof id === 'number' ? id : `new ${id.slot}`}`;
}
