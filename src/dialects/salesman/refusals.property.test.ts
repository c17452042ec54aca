import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onEveryEngine } from '../../../test/salesman/world.ts';

const TEXTS = ['title', 'des', 'scheme', 'address', 'input1', 'input7', 'uid', 'territory', 'idcategory', 'tip_cmr', 'clientpath'] as const;
const LISTS = ['phone', 'fax', 'mail_url', 'site_url'] as const;
const IDS = ['iduser', 'head_clid', 'pid'] as const;
const REQUISITES = ['castUrName', 'castInn', 'castBankRs', 'castUrAddr', 'castUrNameShort'] as const;
/** In UTF-16 units, as clients count them. */
const LIMITS: Readonly<Record<string, number>> = { des: 65_000, scheme: 65_000, address: 2000, site_url: 2000, input1: 255, input7: 255 };

const unstorable = fc.tuple(fc.string({ maxLength: 5 }), fc.constantFrom('\0', '\ud800', '\udfff', 'a\ud83d', '\udc00🙂'), fc.string({ maxLength: 5 })).map(([before, bad, after]) => `к${before}${bad}${after}к`)
  .filter((text) => text.includes('\0') || !text.isWellFormed());
const named = fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }).filter((name) => !/^\d+$/u.test(name) && name !== '__proto__'), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 3, noNullPrototype: true });
const nested = fc.oneof(named, fc.array(fc.array(fc.string(), { maxLength: 2 }), { minLength: 1, maxLength: 3 }), named.map((junk) => ['хорошо', junk]));
const tooLong = (name: string): fc.Arbitrary<string> => fc.integer({ min: 1, max: 50 }).map((more) => 'ж'.repeat((LIMITS[name] ?? (name.startsWith('cast') ? 500 : 250)) + more));

/** A member, where it stands, and a value that cannot be taken for it. */
const fault = fc.oneof(
  fc.constantFrom(...TEXTS, ...LISTS).chain((name) => fc.oneof(unstorable, nested, tooLong(name), fc.constantFrom(1e21, 2 ** 60)).map((value) => ({ name, members: { [name]: value } }))),
  fc.constantFrom(...IDS).chain((name) => fc.oneof(fc.constantFrom<unknown>('пять', '1e3', '0x10', '1;2', -1, 1.5, true, [1], '9007199254740993', 1e21, '\0'), nested).map((value) => ({ name, members: { [name]: value } }))),
  fc.constantFrom(...REQUISITES).chain((name) => fc.oneof(unstorable, nested, tooLong(name)).map((value) => ({ name, members: { recv: { castOkpo: '1', [name]: value } } }))),
  fc.oneof(fc.constantFrom<unknown>('текст', 5, true, ['а']), fc.array(fc.string(), { minLength: 1 })).map((value) => ({ name: 'recv', members: { recv: value } })),
);

onEveryEngine('what cannot be stored', (given) => {
  const good = { des: 'Хорошо', phone: '+7(342)550-10-30', territory: 'Не создаётся', tip_cmr: 'Не создаётся', recv: { castKpp: '1' } };

  test('is refused by add with 405 naming the member, and nothing is written', async () => {
    const before = await given().sizes();
    await fc.assert(fc.asyncProperty(fault, async ({ name, members }) => {
      expect(await given().call('client/add', { title: 'Не появится', ...good, ...members })).toEqual({ result: 'Error', error: { code: '405', text: expect.stringContaining(name) } });
    }), { numRuns: 100 });
    expect(await given().sizes()).toEqual(before);
  });

  test('is refused by update with 405 naming the member, and nothing is written', async () => {
    const clid = await given().add({ title: 'Не изменится' });
    const before = [await given().sizes(), await given().call('client/info', { clid, bankinfo: true })];
    await fc.assert(fc.asyncProperty(fault, async ({ name, members }) => {
      expect(await given().call('client/update', { ...good, ...members, clid })).toEqual({ result: 'Error', error: { code: '405', text: expect.stringContaining(name) } });
    }), { numRuns: 100 });
    expect([await given().sizes(), await given().call('client/info', { clid, bankinfo: true })]).toEqual(before);
  });

  test('is named item by item in add.list, and the good items are added', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 5 }), fc.uuid(), async (faults, name) => {
      const before = await given().sizes();
      const client = [...faults.map(({ members }) => ({ title: `Плохой ${name}`, ...members })), { title: `Хороший ${name}` }];
      const answers = await given().call('client/add.list', { client });
      expect(answers).toEqual([...faults.map((bad) => ({ result: 'Error', error: { code: '405', text: expect.stringContaining(bad.name) } })), { result: 'Успешно', data: expect.any(Number) }]);
      expect((await given().sizes())['e_client']).toBe((before['e_client'] ?? 0) + 1);
    }), { numRuns: 15 });
  });

  test('finds nothing when it is looked for, without an error of ours', async () => {
    await given().add({ title: 'Есть', uid: 'есть', input1: 'есть', recv: { castInn: 'есть' } });
    await fc.assert(fc.asyncProperty(unstorable, async (text) => {
      for (const name of ['word', 'user']) expect(await given().call('client/list', { [name]: text }), `${name} ${JSON.stringify(text)}`).toMatchObject({ data: [], count: 0 });
      for (const name of ['territory', 'relation', 'type', 'input1']) expect(await given().call('client/list', { filter: { [name]: text } }), `${name} ${JSON.stringify(text)}`).toMatchObject({ data: [], count: 0 });
      for (const name of ['uid', 'inn']) expect(await given().call('client/info', { [name]: text }), `${name} ${JSON.stringify(text)}`).toMatchObject({ error: { code: '404' } });
      expect(await given().call('client/update', { uid: text, des: 'х' })).toMatchObject({ error: { code: '403' } });
      expect(await given().call('client/list', { order: text, first: text, fields: text }), `order ${JSON.stringify(text)}`).toMatchObject({ params: { ord: 'date_create', tuda: 'DESC' } });
      expect(await given().call('user/info', { user: text })).toMatchObject({ error: { code: '404' } });
      expect(await given().call('client/list', {}, BAD_LOGIN)).toMatchObject({ error: { code: '401' } });
    }), { numRuns: 15 });
    expect(given().log).toEqual([]);
  });

  test('and any JSON at all, in any place, gets an answer in one of the documented shapes', async () => {
    const names = fc.constantFrom(...TEXTS, ...LISTS, ...IDS, 'recv', 'clid', 'type', 'user', 'date_create', 'filter', 'word', 'offset', 'order', 'first', 'fields', 'dateStart', 'bankinfo', 'uids', 'contacts', 'inn', 'client', 'newuser', 'reason');
    const calls = fc.constantFrom('client/list', 'client/info', 'client/add', 'client/add.list', 'client/update', 'client/delete', 'client/change.user', 'user/info', 'guides/territory');
    await fc.assert(fc.asyncProperty(calls, fc.dictionary(names, fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true }), async (call, members) => {
      const text = JSON.stringify(await given().call(call, members));
      expect(text).not.toMatch(/"code":"5\d\d"/u);
      expect(text).toMatch(/^(?:\{"result":"Error",|\{"result":"Успешно","data":\d+\}|\{"data":|\{"message":"Успешно|\{"result":"Сделано"|\[)/u);
    }), { numRuns: 150 });
    expect(given().log.filter((line) => line === 'a SalesMan call failed')).toEqual([]);
  });
});

const BAD_LOGIN = '%\u00ff';
