import { expect, test } from 'vitest';
import { createKey, type NewKey } from '../../core/accounts/create-key.ts';
import { createUser } from '../../core/accounts/create-user.ts';
import { revokeKey } from '../../core/accounts/revoke-key.ts';
import { updateRecord } from '../../core/records/update-record.ts';
import { BOSS, KEY, MANAGER, NOON, onEveryEngine } from '../../../test/salesman/world.ts';

const AUTHOR = { userId: null, face: 'cli', keyId: null };
const WRONG_KEY = { result: 'Error', error: { code: '400', text: 'Не верный API key' } };
const UNKNOWN_USER = { result: 'Error', error: { code: '401', text: 'Неизвестный пользователь' } };
const UNKNOWN_METHOD = { result: 'Error', error: { code: '402', text: 'Неизвестный метод' } };
const LOGIN = { data: { login: BOSS } };

onEveryEngine('who may call', (given) => {
  const ask = async (headers: Readonly<Record<string, string>>, url = '/developer/v3/user/info', members: object = { user: BOSS }): Promise<unknown> =>
    (await given().request({ method: 'GET', url, headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify(members) })).json;
  const key = async (rest: Partial<NewKey>): Promise<string> =>
    (await createKey(given().crm, AUTHOR, { owner: given().ids.boss, label: 'test', faces: [], speaksForAll: true, ...rest })).secret;

  test('no key, an empty key and a wrong key are refused with 400', async () => {
    expect(await ask({ login: BOSS })).toEqual(WRONG_KEY);
    expect(await ask({ apikey: '', login: BOSS })).toEqual(WRONG_KEY);
    expect(await ask({ apikey: KEY.slice(1), login: BOSS })).toEqual(WRONG_KEY);
    expect(await ask({ apikey: KEY.toLowerCase(), login: BOSS })).toEqual(WRONG_KEY);
    expect(await ask({ apikey: "' OR ''='", login: BOSS })).toEqual(WRONG_KEY);
  });

  test('a key is refused with 400 from the moment it is revoked', async () => {
    const { id, secret } = await createKey(given().crm, AUTHOR, { owner: given().ids.boss, label: 'test', faces: [], speaksForAll: true });
    expect(await ask({ apikey: secret, login: BOSS })).toMatchObject(LOGIN);
    await revokeKey(given().crm, AUTHOR, id);
    expect(await ask({ apikey: secret, login: BOSS })).toEqual(WRONG_KEY);
  });

  test('a key for other interfaces is refused with 400', async () => {
    expect(await ask({ apikey: await key({ faces: ['native', 'alfacrm'] }), login: BOSS })).toEqual(WRONG_KEY);
    expect(await ask({ apikey: await key({ faces: ['native', 'salesman'] }), login: BOSS })).toMatchObject(LOGIN);
  });

  test('a key is refused with 400 from the moment it expires', async () => {
    const secret = await key({ expiresAt: NOON + 1000 });
    expect(await ask({ apikey: secret, login: BOSS })).toMatchObject(LOGIN);
    given().clock.now = NOON + 1000;
    expect(await ask({ apikey: secret, login: BOSS })).toEqual(WRONG_KEY);
    given().clock.now = NOON;
  });

  test('the key of someone who left is refused with 400', async () => {
    const owner = await createUser(given().crm, AUTHOR, { values: { login: 'left@isaler.ru', name: 'Ушёл', administrator: true } });
    const secret = await key({ owner });
    expect(await ask({ apikey: secret, login: BOSS })).toMatchObject(LOGIN);
    await updateRecord(given().crm, await given().context(), 'user', owner, { active: false });
    expect(await ask({ apikey: secret, login: BOSS })).toEqual(WRONG_KEY);
  });

  test('no login, an unknown login and the login of a blocked user are refused with 401', async () => {
    await createUser(given().crm, AUTHOR, { values: { login: 'blocked@isaler.ru', name: 'Заблокирован', active: false } });
    expect(await ask({ apikey: KEY })).toEqual(UNKNOWN_USER);
    expect(await ask({ apikey: KEY, login: 'nobody@isaler.ru' })).toEqual(UNKNOWN_USER);
    expect(await ask({ apikey: KEY, login: '%' })).toEqual(UNKNOWN_USER);
    expect(await ask({ apikey: KEY, login: 'blocked@isaler.ru' })).toEqual(UNKNOWN_USER);
  });

  test('a key that speaks for its owner alone is refused with 401 for another login', async () => {
    const secret = await key({ owner: given().ids.manager, speaksForAll: false });
    expect(await ask({ apikey: secret, login: BOSS })).toEqual(UNKNOWN_USER);
    expect(await ask({ apikey: secret, login: MANAGER })).toMatchObject(LOGIN);
  });

  test('a wrong key is told before a wrong login, a wrong login before an unknown method', async () => {
    expect(await ask({ apikey: 'wrong', login: 'nobody' }, '/developer/v3/strange/list')).toEqual(WRONG_KEY);
    expect(await ask({ apikey: KEY, login: 'nobody' }, '/developer/v3/strange/list')).toEqual(UNKNOWN_USER);
    expect(await ask({ apikey: KEY, login: BOSS }, '/developer/v3/strange/list')).toEqual(UNKNOWN_METHOD);
  });

  test('an unknown method and an unknown action are refused with 402', async () => {
    for (const path of ['strange/list', 'client/strange', 'client', 'user', 'guides/strange', 'Client/List', 'client/__proto__', 'constructor/name', '../v3/client/nothing']) {
      expect(await ask({ apikey: KEY, login: BOSS }, `/developer/v3/${path}`), `path ${path}`).toEqual(UNKNOWN_METHOD);
    }
  });

  test('the login may be written in any case', async () => {
    expect(await ask({ apikey: KEY, login: BOSS.toUpperCase() })).toMatchObject(LOGIN);
  });

  test('key and login in the headers win over those among the data', async () => {
    expect(await ask({ apikey: KEY, login: BOSS }, undefined, { user: BOSS, apikey: 'wrong', login: 'nobody' })).toMatchObject(LOGIN);
    expect(await ask({ apikey: 'wrong', login: BOSS }, undefined, { user: BOSS, apikey: KEY, login: BOSS })).toEqual(WRONG_KEY);
  });

  test('key and login may stand in the query, in the address of the general page and in the JSON body', async () => {
    const credentials = `apikey=${KEY}&login=${encodeURIComponent(BOSS)}`;
    const plain = async (url: string): Promise<unknown> => (await given().request({ method: 'GET', url })).json;
    expect(await plain(`/developer/v3/user/info?${credentials}&user=${BOSS}`)).toMatchObject(LOGIN);
    expect(await plain(`/developer/v3/user?action=info&${credentials}&user=${BOSS}`)).toMatchObject(LOGIN);
    expect(await plain(`/developer/v3/user/action=info&${credentials}&user=${BOSS}`)).toMatchObject(LOGIN);
    expect(await ask({}, undefined, { user: BOSS, apikey: KEY, login: BOSS })).toMatchObject(LOGIN);
  });

  test('a call without a method is a call of client', async () => {
    expect(await ask({ apikey: KEY, login: BOSS }, '/developer/v3/', { action: 'fields' })).toMatchObject({ data: { clid: expect.any(String) } });
  });

  test('a body that is no JSON is refused with 405, and only to those who may call', async () => {
    const broken = async (apikey: string): Promise<unknown> =>
      (await given().request({ method: 'POST', url: '/developer/v3/client/add', headers: { 'content-type': 'application/json', apikey, login: BOSS }, payload: '{"title":' })).json;
    expect(await broken('wrong')).toEqual(WRONG_KEY);
    expect(await broken(KEY)).toEqual({ result: 'Error', error: { code: '405', text: 'Отсутствуют параметры - тело запроса не разобрано как JSON' } });
  });

  test('a body over 10 MB is refused with HTTP 413 and the envelope', async () => {
    const before = await given().sizes();
    const body = JSON.stringify({ title: 'Огромный', des: 'x'.repeat(10 * 1024 * 1024) });
    const { status, json } = await given().request({ method: 'POST', url: '/developer/v3/client/add', headers: { 'content-type': 'application/json', apikey: KEY, login: BOSS }, payload: body });
    expect({ status, json }).toEqual({ status: 413, json: { result: 'Error', error: { code: '413', text: 'Запрос слишком велик' } } });
    expect(await given().sizes()).toEqual(before);
  });
});

onEveryEngine('codes as numbers, when the setting says so', (given) => {
  test('every error has a number as its code', async () => {
    expect(await given().call('client/add')).toEqual({ result: 'Error', error: { code: 405, text: 'Отсутствуют параметры - Название клиента' } });
    expect(await given().call('client/add', {}, 'nobody')).toEqual({ result: 'Error', error: { code: 401, text: 'Неизвестный пользователь' } });
    expect(await given().call('client/add.list', { client: [{}] })).toEqual([{ result: 'Error', error: { code: 405, text: 'Отсутствуют параметры - Название клиента' } }]);
    const tooLarge = await given().request({ method: 'POST', url: '/developer/v3/client/add', headers: { 'content-type': 'application/json' }, payload: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect(tooLarge.json).toEqual({ result: 'Error', error: { code: 413, text: 'Запрос слишком велик' } });
  });
}, { settings: { TOLMACH_SALESMAN_ERROR_CODE: 'number' } });
