import { createFirstAdministrator } from '../src/core/accounts/create-first-administrator.ts';
import { createUser } from '../src/core/accounts/create-user.ts';
import type { Author, ChangeSet } from '../src/core/changes/change-set.ts';
import { createDraft } from '../src/core/changes/draft.ts';
import { journal } from '../src/core/clients/journal.ts';
import { createCrm, type Crm } from '../src/core/crm.ts';
import type { Directory } from '../src/core/directory.ts';
import { BASE_PRESET } from '../src/core/presets/base.ts';
import { loadPreset } from '../src/core/presets/load-preset.ts';
import { planCreate } from '../src/core/records/plan.ts';
import type { Storage } from '../src/core/storage.ts';
import { SALESMAN_PRESET } from '../src/dialects/salesman/preset.ts';
import { WORDS } from './client-words.ts';
import { loadInGroups, type WriteChanges } from './load-rows.ts';
import { makeClient, type ClientTargets, type MadeClient } from './make-client.ts';

/** How the benchmark signs in. */
export const ACCOUNT = { login: 'bench@tolmach.local', password: 'bench-password', key: 'benchBENCHbenchBENCHbench12345' };
export const USERS = 40;
/** The login of user number `index` (1…40); the last ones have the fewest clients. */
export const userLogin = (index: number): string => `user${index}@tolmach.local`;

const AUTHOR: Author = { userId: null, face: 'setup', keyId: null };
const HEADS = 4;

/** Brings in presets, an administrator with a key, people and dictionaries: all that clients point at. */
export async function prepareStore(storage: Storage): Promise<ClientTargets> {
  const crm = createCrm({ storage, clock: Date.now });
  await loadPreset(crm, AUTHOR, BASE_PRESET);
  await loadPreset(crm, AUTHOR, SALESMAN_PRESET);
  const administrator = await createFirstAdministrator(crm, AUTHOR, { ...ACCOUNT, name: 'Бенч Администратор', keyLabel: 'bench' });
  const owners = await addUsers(crm, administrator ?? null);
  for (const [dictionary, titles] of [['source', WORDS.sources], ['industry', WORDS.industries], ['territory', WORDS.cities.slice(4)]] as const) {
    await addTitles(crm, dictionary, titles);
  }
  const directory = await crm.directory();
  const ids = (dictionary: string): readonly number[] => directory.dictionary(dictionary).items.map((item) => item.id);
  return { owners, territories: ids('territory'), sources: ids('source'), industries: ids('industry'), relations: ids('relation') };
}

async function addUsers(crm: Crm, administrator: number | null): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let index = 1; index <= USERS; index++) {
    const head = index <= HEADS;
    const values = { login: userLogin(index), name: `Сотрудник ${index}`, manager: head ? administrator : (ids[index % HEADS] ?? null) };
    ids.push(await createUser(crm, AUTHOR, { values, role: head ? 'department_head' : 'sales_manager' }));
  }
  return ids;
}

async function addTitles(crm: Crm, dictionary: string, titles: readonly string[]): Promise<void> {
  await crm.write(AUTHOR, async (draft, directory) => {
    const definition = directory.catalog.entity(dictionary);
    for (const title of titles) if (directory.dictionary(dictionary).byTitle(title) === undefined) planCreate(draft, directory, definition, { title });
  });
}

/** What `client/add` would write for each of these clients, as one decision: rows, history lines, log, events. */
function changesOf(directory: Directory, clients: readonly MadeClient[]): ChangeSet {
  const definition = directory.catalog.entity('client');
  const draft = createDraft(AUTHOR, clients.at(-1)?.createdAt ?? 0);
  for (const { values, requisites, createdAt } of clients) {
    const stamp = { created_at: createdAt, created_by: values['owner'] ?? null };
    const id = planCreate(draft, directory, definition, { ...values, ...stamp });
    if (requisites !== undefined) draft.insert('requisites', { client: id, ...requisites, ...stamp });
    journal(draft, id, 'created', { owner: values['owner'] ?? null, ...stamp });
  }
  return draft.toChangeSet();
}

/** Fills a prepared store with `count` clients and gives the number written each second. */
export async function loadClients(storage: Storage, targets: ClientTargets, count: number, group: number, write: WriteChanges): Promise<number> {
  const directory = await createCrm({ storage, clock: Date.now }).directory();
  return loadInGroups(count, group, write, (from, size) => changesOf(directory, Array.from({ length: size }, (_, offset) => makeClient(from + offset, count, targets))));
}
