import { setImmediate } from 'node:timers/promises';
import type { Author, NewId } from '../../core/changes/change-set.ts';
import { absence, type Draft } from '../../core/changes/draft.ts';
import { createUser } from '../../core/accounts/create-user.ts';
import { journal } from '../../core/clients/journal.ts';
import { planRequisites } from '../../core/clients/requisites.ts';
import type { Crm } from '../../core/crm.ts';
import { findItem, planItem, type PlannedItems } from '../../core/dictionaries/resolve-item.ts';
import type { Directory } from '../../core/directory.ts';
import { CrmError } from '../../core/errors.ts';
import type { Filter } from '../../core/query/filter.ts';
import { acceptValues } from '../../core/records/accept-values.ts';
import { planCreate } from '../../core/records/plan.ts';
import { matchKey } from '../../core/text/fold.ts';
import { buildDemoClients, type DemoClient, type DemoRecord } from './clients.ts';
import { loadSchool } from './load-school.ts';
import { DEMO_USERS, type DemoUser } from './users.ts';

const FACE = 'setup';
/** Clients that go to the writer together: it joins those that wait into one commit. */
const GROUP = 50;

/**
 * Brings the demo data in: colleagues, then clients with all that hangs on them, each client in one transaction, then a
 * school of some of them. What is there already stays, so it may be called again after a crash in the middle, and by two
 * processes at once.
 */
export async function loadDemo(crm: Crm, now: number): Promise<void> {
  for (const user of DEMO_USERS) await addUser(crm, user);
  const clients = buildDemoClients(now);
  await addItems(crm, clients);
  const groups: Promise<unknown>[] = [];
  for (let start = 0; start < clients.length; start += GROUP) {
    const group = Promise.all(clients.slice(start, start + GROUP).map((client) => addDemoClient(crm, client)));
    // A failure is told by the last line; until then it must not count as one that nobody looks at.
    group.catch(() => undefined);
    groups.push(group);
    // One group is planned while the one before it is written, and no more of them wait in memory.
    await Promise.all([groups.at(-2), setImmediate()]);
  }
  await Promise.all(groups);
  await loadSchool(crm, now);
}

async function addUser(crm: Crm, { login, name, role, post, phone, manager, department }: DemoUser): Promise<void> {
  const directory = await crm.directory();
  if (directory.accountByLogin(login) !== undefined) return;
  const values = {
    login, name, post, mobiles: [phone], emails: [login.replace('demo.tolmach', 'demo.example')],
    manager: manager === undefined ? null : (directory.accountByLogin(manager)?.id ?? null),
    department: findItem(directory, 'department', { title: department }) ?? null,
  };
  await createUser(crm, { userId: null, face: FACE, keyId: null }, { values, role }).catch((error: unknown) => {
    if (!(error instanceof CrmError && error.code === 'duplicate')) throw error;
  });
}

/** Dictionary values first, so that the clients, written side by side, do not stand in each other's way. */
async function addItems(crm: Crm, clients: readonly DemoClient[]): Promise<void> {
  await crm.write({ userId: null, face: FACE, keyId: null }, async (draft, directory) => {
    const planned: PlannedItems = new Map();
    for (const { items } of clients) planItems(draft, directory, 'client', items, planned);
  });
}

function planItems(draft: Draft, directory: Directory, entity: string, items: DemoRecord['items'], planned: PlannedItems): Readonly<Record<string, NewId | number>> {
  return Object.fromEntries(Object.entries(items).map(([name, title]) => {
    const dictionary = directory.catalog.field(entity, name).settings.entity ?? '';
    return [name, planItem(draft, directory, dictionary, { title }, planned)];
  }));
}

async function addDemoClient(crm: Crm, client: DemoClient): Promise<void> {
  const owner = (await crm.directory()).accountByLogin(client.owner)?.id ?? null;
  const author: Author = { userId: owner, face: FACE, keyId: null };
  const same: Filter = { kind: 'same_key', field: 'name', key: matchKey(client.name) };
  await crm.write(author, async (draft, directory) => {
    const found = await crm.storage.findRecords({ entity: 'client', filter: same, sort: { field: 'id', descending: false }, offset: 0, limit: 1, fields: ['name'] });
    if (found.length > 0) return;
    draft.claimAbsence(absence('client', same, matchKey(client.name)));
    planClient(draft, directory, client, owner);
  });
}

function planClient(draft: Draft, directory: Directory, client: DemoClient, owner: number | null): void {
  const planned: PlannedItems = new Map();
  const add = (entity: string, { createdAt, values, items }: DemoRecord, links: Readonly<Record<string, NewId | number | null>>, id?: NewId): NewId => {
    const definition = directory.catalog.entity(entity);
    const accepted = acceptValues(definition, { ...values, ...links, owner }, { whole: true });
    return planCreate(draft, directory, definition, { ...accepted, ...planItems(draft, directory, entity, items, planned), created_at: createdAt }, id);
  };
  const [mainPerson, ...persons] = client.persons.map((person) => ({ id: draft.newId(), person }));
  const id = add('client', client, { main_person: mainPerson?.id ?? null });
  if (client.requisites !== undefined) planRequisites(draft, directory, id, undefined, client.requisites);
  journal(draft, id, 'created', { created_at: client.createdAt });
  for (const contact of mainPerson === undefined ? [] : [mainPerson, ...persons]) add('person', contact.person, { client: id }, contact.id);
  for (const deal of client.deals) add('deal', deal, { client: id });
  for (const task of client.tasks) add('task', task, { client: id, person: mainPerson?.id ?? null });
  for (const talk of client.talks) add('activity', talk, { client: id, person: mainPerson?.id ?? null });
}
