import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines, type OpenStore } from '../../test/engines.ts';
import { authenticateKey } from '../core/accounts/authenticate-key.ts';
import { revokeKey } from '../core/accounts/revoke-key.ts';
import { verifyPassword } from '../core/accounts/secrets.ts';
import { readCredential } from '../core/accounts/set-password.ts';
import { createCrm, type Crm } from '../core/crm.ts';
import { EVERYTHING } from '../core/query/filter.ts';
import type { Storage } from '../core/storage.ts';
import { DIALECTS } from './dialects.ts';
import { DEMO_CLIENTS } from './demo/size.ts';
import { SETUP } from './presets.ts';
import { loadWantedDemo, prepare } from './prepare.ts';

const NOBODY = { login: undefined, password: undefined, key: undefined };
const KEY = 'a-key-of-the-operator-0001';
const OTHER_KEY = 'a-key-of-the-operator-0002';
const NOW = Date.UTC(2026, 4, 20, 9);

let store: OpenStore | undefined;
afterEach(async () => {
  await store?.dispose();
  store = undefined;
});

const crmOver = (storage: Storage): Crm => createCrm({ storage, clock: () => NOW });
const namesOf = async (crm: Crm): Promise<readonly unknown[]> => (await crm.storage.findRecords({ entity: 'client', filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 1000, fields: ['name'] })).map((client) => client['name']);
const count = (crm: Crm, entity: string): Promise<number> => crm.storage.countRecords(entity, EVERYTHING);

describe.each(testedEngines())('$name: the first start', (engine) => {
  const open = async (): Promise<Crm> => {
    store = await engine.open();
    return crmOver(store.storage);
  };
  const another = async (): Promise<Crm> => {
    if (store === undefined) throw new Error('no store is open');
    return crmOver(await store.openAnother());
  };

  test('makes an administrator with password and key, and shows them', async () => {
    const crm = await open();
    const { first } = await prepare(crm, { administrator: NOBODY, demo: false }, DIALECTS);
    expect(first).toEqual({ login: 'admin@tolmach.local', password: expect.stringMatching(/^\w{16}$/u), key: expect.stringMatching(/^\w{30}$/u) });
    const directory = await crm.directory();
    const check = authenticateKey(directory, 'salesman', first?.key ?? '', 'admin@tolmach.local', NOW);
    expect(check).toMatchObject({ ok: true, account: { administrator: true, role: { code: 'director' } }, key: { speaksForAll: true, faces: [] } });
    const credential = await readCredential(crm, directory.accounts[0]?.id ?? 0);
    expect(await verifyPassword(first?.password ?? '', String(credential?.['password_hash']))).toBe(true);
  });

  test('takes what the operator gave and does not repeat it', async () => {
    const crm = await open();
    const { first } = await prepare(crm, { administrator: { login: 'boss', password: 'long enough', key: KEY }, demo: false }, DIALECTS);
    expect(first).toEqual({ login: 'boss', password: undefined, key: undefined });
    expect(authenticateKey(await crm.directory(), 'salesman', KEY, 'boss', NOW)).toMatchObject({ ok: true });
  });

  test('two at once make one administrator and no doubles', async () => {
    const crm = await open();
    const other = await another();
    const both = await Promise.all([crm, other].map((one) => prepare(one, { administrator: NOBODY, demo: false }, DIALECTS)));
    expect(both.filter(({ first }) => first !== undefined)).toHaveLength(1);
    expect((await crm.directory()).accounts).toHaveLength(1);
    expect(await count(crm, 'role')).toBe(8);
    expect(await count(crm, 'source')).toBe(5);
    expect((await crm.directory()).catalog.entity('client').fields.filter(({ name }) => name.startsWith('input'))).toHaveLength(10);
  });

  test('a second start changes nothing', async () => {
    const crm = await open();
    await prepare(crm, { administrator: NOBODY, demo: false }, DIALECTS);
    const before = await store?.sql('SELECT count(*) AS n FROM change_log');
    const second = await prepare(await another(), { administrator: { ...NOBODY, login: 'someone.else', password: 'another one' }, demo: true }, DIALECTS);
    expect(second).toEqual({ first: undefined, demoWanted: false, warnings: [] });
    expect(await store?.sql('SELECT count(*) AS n FROM change_log')).toEqual(before);
  });
});

describe.each(testedEngines())('$name: demo data', (engine) => {
  const open = async (): Promise<Crm> => {
    store = await engine.open();
    return crmOver(store.storage);
  };

  test('goes on after a crash in the middle without doubling, and is whole', async () => {
    const crm = await open();
    const { demoWanted } = await prepare(crm, { administrator: NOBODY, demo: true }, DIALECTS);
    expect(demoWanted).toBe(true);
    let commits = 0;
    const failing: Storage = { ...crm.storage, commit: (changes) => (++commits > 90 ? Promise.reject(new Error('killed')) : crm.storage.commit(changes)) };
    await expect(loadWantedDemo(crmOver(failing))).rejects.toThrow('killed');
    const some = await count(crm, 'client');
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(DEMO_CLIENTS);

    const again = await prepare(crm, { administrator: NOBODY, demo: true }, DIALECTS);
    expect(again).toEqual({ first: undefined, demoWanted: true, warnings: [] });
    await loadWantedDemo(crm);
    const names = await namesOf(crm);
    expect([names.length, new Set(names).size]).toEqual([DEMO_CLIENTS, DEMO_CLIENTS]);
    expect((await crm.directory()).accounts).toHaveLength(7);
    expect((await prepare(crm, { administrator: NOBODY, demo: true }, DIALECTS)).demoWanted).toBe(false);
  });

  test('two at once load it once', async () => {
    const crm = await open();
    await prepare(crm, { administrator: NOBODY, demo: true }, DIALECTS);
    const other = crmOver(await (store ?? await engine.open()).openAnother());
    await Promise.all([loadWantedDemo(crm), loadWantedDemo(other)]);
    const names = await namesOf(crm);
    expect([names.length, new Set(names).size]).toEqual([DEMO_CLIENTS, DEMO_CLIENTS]);
    expect((await crm.directory()).accounts).toHaveLength(7);
  });
});

describe.each(testedEngines())('$name: a key in the settings at a later start', (engine) => {
  let started: OpenStore;
  let crm: Crm;
  beforeAll(async () => {
    started = await engine.open();
    crm = crmOver(started.storage);
    await prepare(crm, { administrator: { ...NOBODY, key: KEY }, demo: false }, DIALECTS);
  });
  afterAll(() => started.dispose());
  const startWith = (key: string, login?: string) => prepare(crm, { administrator: { ...NOBODY, login, key }, demo: false }, DIALECTS);

  test('is not given to a login that is no administrator', async () => {
    expect((await startWith(OTHER_KEY, 'nobody')).warnings).toEqual(['The key in TOLMACH_API_KEY was not added: there is no administrator nobody.']);
  });

  test('is added beside the keys there are, once', async () => {
    expect((await startWith(OTHER_KEY)).warnings).toEqual([]);
    await startWith(OTHER_KEY);
    const directory = await crm.directory();
    expect([KEY, OTHER_KEY].map((key) => authenticateKey(directory, 'salesman', key, 'admin@tolmach.local', NOW).ok)).toEqual([true, true]);
    expect(await count(crm, 'api_key')).toBe(2);
  });

  test('does not come back once it was revoked', async () => {
    const [key] = await crm.storage.findRecords({ entity: 'api_key', filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 1 });
    await revokeKey(crm, SETUP, key?.id ?? 0);
    expect((await startWith(KEY)).warnings).toEqual(['The key in TOLMACH_API_KEY was revoked and stays so: give another one.']);
    expect(authenticateKey(await crm.directory(), 'salesman', KEY, undefined, NOW)).toEqual({ ok: false, wrong: 'key' });
  });
});
