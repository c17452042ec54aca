import { toAccount, toApiKey, toRole, type Account, type ApiKey, type Role } from './accounts/account.ts';
import { toSubscription, type Subscription } from './delivery/subscription.ts';
import { createCatalog, type Catalog } from './metadata/catalog.ts';
import type { EntityDefinition } from './metadata/definitions.ts';
import { EVERYTHING } from './query/filter.ts';
import type { Storage } from './storage.ts';
import { matchKey } from './text/fold.ts';
import { textAt, type CrmRecord } from './values.ts';

/** The values of one dictionary, in their order. */
export interface Dictionary {
  readonly items: readonly CrmRecord[];
  byId(id: number): CrmRecord | undefined;
  /** The value whose title is the same without case, `ё` and quotation marks. */
  byTitle(title: string): CrmRecord | undefined;
  readonly standard: CrmRecord | undefined;
}

/** What is small and asked for by every request, as of one moment: metadata, people, keys, dictionaries. */
export interface Directory {
  readonly epoch: number;
  readonly catalog: Catalog;
  readonly accounts: readonly Account[];
  readonly roles: readonly Role[];
  /** What roles were given, and what states take away; read them through `permissions/`. */
  readonly entityRights: readonly CrmRecord[];
  readonly stateRules: readonly CrmRecord[];
  /** Who is told of what happens. */
  readonly subscriptions: readonly Subscription[];
  account(id: number): Account | undefined;
  accountByLogin(login: string): Account | undefined;
  keyByHash(hash: string): ApiKey | undefined;
  dictionary(entity: string): Dictionary;
  /** The ids of the accounts whose direct manager is this one. */
  reportsOf(id: number): readonly number[];
}

/** Small enough to be read in the thread that asks. */
const PAGE = 1000;
const NO_DICTIONARY: Dictionary = { items: [], byId: () => undefined, byTitle: () => undefined, standard: undefined };

/** Reads the directory from the store. */
export async function loadDirectory(storage: Storage): Promise<Directory> {
  const epoch = await storage.directoryEpoch();
  const { entities, revision } = await storage.loadMetadata();
  const catalog = createCatalog(entities, revision);
  const all = (entity: string): Promise<readonly CrmRecord[]> => (catalog.has(entity) ? readAll(storage, entity) : Promise.resolve([]));

  const roles = (await all('role')).map(toRole);
  const rolesById = new Map(roles.map((role) => [role.id, role]));
  const accounts = (await all('user')).map((record) => toAccount(record, rolesById));
  const keys = new Map((await all('api_key')).map((record) => [textAt(record, 'hash') ?? '', toApiKey(record)]));
  const entityRights = await all('entity_right');
  const stateRules = await all('state_rule');
  const subscriptions = (await all('webhook')).map(toSubscription);
  const dictionaries = await loadDictionaries(entities, all);

  const byId = new Map(accounts.map((account) => [account.id, account]));
  // Programs write a login as it is stored; other spellings cost a little more.
  const byExactLogin = new Map(accounts.map((account) => [account.login, account]));
  const byLogin = new Map(accounts.map((account) => [matchKey(account.login), account]));
  const reports = Map.groupBy(accounts, (account) => account.managerId);
  return {
    epoch, catalog, accounts, roles, entityRights, stateRules, subscriptions,
    account: (id) => byId.get(id),
    accountByLogin: (login) => byExactLogin.get(login) ?? byLogin.get(matchKey(login)),
    keyByHash: (hash) => keys.get(hash),
    dictionary: (entity) => dictionaries.get(entity) ?? NO_DICTIONARY,
    reportsOf: (id) => (reports.get(id) ?? []).map((account) => account.id),
  };
}

async function readAll(storage: Storage, entity: string): Promise<readonly CrmRecord[]> {
  const records: CrmRecord[] = [];
  for (;;) {
    const page = await storage.findRecords({ entity, filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: records.length, limit: PAGE });
    records.push(...page);
    if (page.length < PAGE) return records;
  }
}

async function loadDictionaries(entities: readonly EntityDefinition[], all: (entity: string) => Promise<readonly CrmRecord[]>): Promise<Map<string, Dictionary>> {
  const found = new Map<string, Dictionary>();
  for (const entity of entities) {
    if (entity.kind === 'dictionary') found.set(entity.name, toDictionary(entity, await all(entity.name)));
  }
  return found;
}

function toDictionary(entity: EntityDefinition, items: readonly CrmRecord[]): Dictionary {
  const byId = new Map(items.map((item) => [item.id, item]));
  const byKey = new Map(items.toReversed().map((item) => [matchKey(textAt(item, entity.heading) ?? ''), item]));
  // Most callers write a title as it is: its key need not be worked out again.
  const byExactTitle = new Map(items.map((item) => textAt(item, entity.heading) ?? '').map((title) => [title, byKey.get(matchKey(title))]));
  return {
    items,
    byId: (id) => byId.get(id),
    byTitle: (title) => byExactTitle.get(title) ?? byKey.get(matchKey(title)),
    standard: items.find((item) => item['standard'] === true),
  };
}
