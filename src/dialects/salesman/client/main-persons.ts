import { canSee } from '../../../core/permissions/restrict.ts';
import { oneOf } from '../../../core/query/filter.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';

/**
 * The main contact of a client. Who sees a client sees all its contacts (SalesMan documentation, `info`, `contacts`); a
 * contact that belongs elsewhere is shown only to those who see it there.
 */
export async function mainPersonOf(call: Call, client: CrmRecord): Promise<CrmRecord | undefined> {
  const id = numberAt(client, 'main_person');
  const person = id === null ? undefined : await call.crm.storage.readRecord('person', id);
  return person !== undefined && isShown(call, client, person) ? person : undefined;
}

/** The main contacts of these clients, by client. */
export async function mainPersonsOf(call: Call, clients: readonly CrmRecord[]): Promise<ReadonlyMap<number, CrmRecord>> {
  const ids = clients.flatMap((client) => numberAt(client, 'main_person') ?? []);
  if (ids.length === 0) return new Map();
  const found = await call.crm.storage.findRecords({ entity: 'person', filter: oneOf('id', ids), sort: { field: 'id', descending: false }, offset: 0, limit: ids.length });
  const persons = new Map(found.map((person) => [person.id, person]));
  return new Map(clients.flatMap((client) => {
    const person = persons.get(numberAt(client, 'main_person') ?? 0);
    return person !== undefined && isShown(call, client, person) ? [[client.id, person] as const] : [];
  }));
}

function isShown({ directory, account }: Call, client: CrmRecord, person: CrmRecord): boolean {
  if (numberAt(person, 'deleted_at') !== null) return false;
  return numberAt(person, 'client') === client.id || canSee(directory, account, directory.catalog.entity('person'), person);
}
