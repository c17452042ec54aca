import { createUser } from '../src/core/accounts/create-user.ts';
import type { Account } from '../src/core/accounts/account.ts';
import type { Author } from '../src/core/changes/change-set.ts';
import { addClient } from '../src/core/clients/add-client.ts';
import type { ItemReference } from '../src/core/dictionaries/resolve-item.ts';
import type { Context } from '../src/core/context.ts';
import { createCrm, type Crm } from '../src/core/crm.ts';
import { BASE_PRESET } from '../src/core/presets/base.ts';
import type { FieldInputs } from '../src/core/records/accept-values.ts';
import type { Engine, OpenStore } from './engines.ts';
import { describeTemplate } from './support/store-template.ts';

/** 15 March 2024, 12:00 UTC: where the clock of a test stands until it is set. */
export const NOON = Date.UTC(2024, 2, 15, 12);
export const SETUP: Author = { userId: null, face: 'setup', keyId: null };

/** A crm with the base preset, over a store of its own, at a time of the test's choosing. */
export interface TestCrm {
  readonly crm: Crm;
  readonly store: OpenStore;
  setTime(milliseconds: number): void;
  /** Another crm over the same store, as in another process. */
  openAnother(): Promise<Crm>;
  dispose(): Promise<void>;
}

export async function openCrm(engine: Engine): Promise<TestCrm> {
  const store = await engine.open(describeTemplate({ name: 'base', presets: [BASE_PRESET], at: NOON }));
  let now = NOON;
  const clock = (): number => now;
  const crm = createCrm({ storage: store.storage, clock });
  return {
    crm,
    store,
    setTime(milliseconds) { now = milliseconds; },
    openAnother: async () => createCrm({ storage: await store.openAnother(), clock }),
    dispose: store.dispose,
  };
}

let built = 0;

/** Adds a user: an administrator at work, unless the values say otherwise. */
export async function buildUser(crm: Crm, values: FieldInputs & { readonly role?: string } = {}): Promise<Account> {
  const { role = 'director', ...rest } = values;
  const number = ++built;
  const id = await createUser(crm, SETUP, { values: { login: `user${number}`, name: `Сотрудник ${number}`, administrator: true, ...rest }, role });
  const account = (await crm.directory()).account(id);
  if (account === undefined) throw new Error(`the directory does not know the user ${id}`);
  return account;
}

/** Adds a client of the caller's and gives its id; unless the values name it, no other client is called so. */
export function buildClient(crm: Crm, context: Context, values: FieldInputs = {}, items: Readonly<Record<string, ItemReference>> = {}): Promise<number> {
  return addClient(crm, context, { values: { name: `Клиент ${++built}`, ...values }, items });
}

/** The account at the door of a test. */
export function contextOf(account: Account): Context {
  return { account, face: 'test', keyId: null };
}

/** A crm with the two people that most questions of rights need. */
export interface Office extends TestCrm {
  /** Sees everything. */
  readonly boss: Account;
  /** Sees what is his. */
  readonly manager: Account;
}

export async function openOffice(engine: Engine): Promise<Office> {
  const opened = await openCrm(engine);
  const boss = await buildUser(opened.crm);
  const manager = await buildUser(opened.crm, { administrator: false, role: 'sales_manager' });
  return { ...opened, boss, manager };
}
