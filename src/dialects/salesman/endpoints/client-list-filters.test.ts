import { beforeAll, expect, test } from 'vitest';
import { createUser } from '../../../core/accounts/create-user.ts';
import { updateRecord } from '../../../core/records/update-record.ts';
import { BOSS, MANAGER, NOON, onEveryEngine } from '../../../../test/salesman/world.ts';

const AUTHOR = { userId: null, face: 'cli', keyId: null };
const HEAD = 'head@isaler.ru';

onEveryEngine('filters of client/list', (given) => {
  /** The titles found, as one text: `А Б В`. */
  const found = async (members: object, login = BOSS): Promise<string> => {
    const { data, count, params } = Object(await given().call('client/list', { order: 'title', first: 'old', fields: 'title', ...members }, login)) as { data: { title: string }[]; count: number; params: { count: number } };
    expect([count, params.count]).toEqual([data.length, data.length]);
    return data.map(({ title }) => title).join(' ');
  };
  const filtered = (filter: object, login = BOSS): Promise<string> => found({ filter }, login);

  beforeAll(async () => {
    const { manager } = given().ids;
    const head = await createUser(given().crm, AUTHOR, { role: 'department_head', values: { login: HEAD, name: 'Начальник' } });
    await updateRecord(given().crm, await given().context(), 'user', manager, { manager: head });
    const clients = [
      { title: 'А', type: 'client', territory: 'Пермь', idcategory: 'Розница', clientpath: 'Маркетинг', tip_cmr: '3 - Текущий клиент', phone: '+7(342)550-10-30', date_create: '2024-01-01 00:00:00', input1: 'Красный, 50%' },
      { title: 'Б', type: 'person', territory: 'Москва', idcategory: 'Физические лица', mail_url: 'Ivan_Petrov@mail.ru', des: 'Любит «ёлки» и 50% скидки', date_create: '2024-01-02 00:00:00', input1: 'красный', input10: 'x' },
      { title: 'В', type: 'partner', territory: 'Москва', site_url: 'HTTP://Example.RU/a_b', date_create: '2024-01-02 10:00:00', tip_cmr: '' },
      { title: 'Г', type: 'contractor', address: 'ул. Ёлочная, 5', scheme: 'Тайна', date_create: '2024-01-03 00:00:00', clientpath: 'Маркетинг' },
      { title: 'Д', type: 'concurent', date_create: '2024-01-04 00:00:00', clientpath: '' },
    ];
    for (const client of clients) await given().add(client, client.title === 'Б' || client.title === 'В' ? MANAGER : BOSS);
    const { data } = Object(await given().call('client/list', { word: 'Д', fields: 'clid,title' })) as { data: { clid: number; title: string }[] };
    const last = data.find(({ title }) => title === 'Д')?.clid ?? 0;
    given().clock.now = Date.UTC(2024, 5, 1, 0) - 3 * 3_600_000;
    await updateRecord(given().crm, await given().context(), 'client', last, { archived_at: NOON });
    given().clock.now = Date.UTC(2024, 5, 2, 0) - 3 * 3_600_000;
    await given().call('client/update', { clid: last - 1, scheme: 'Тайна тайн' });
    given().clock.now = NOON;
  });

  test('none at all shows everything that the caller sees', async () => {
    expect(await found({})).toBe('А Б В Г Д');
    expect(await found({}, MANAGER)).toBe('Б В');
    expect(await found({}, HEAD)).toBe('Б В');
    for (const filter of [{}, [], null, '', { unknown: 1 }, { name: 'А' }, { owner: 1 }]) expect(await found({ filter }), `for ${JSON.stringify(filter)}`).toBe('А Б В Г Д');
  });

  test('user and iduser narrow by owner, and never widen what the caller sees', async () => {
    const { boss, manager } = given().ids;
    expect(await found({ user: MANAGER })).toBe('Б В');
    expect(await found({ user: MANAGER.toUpperCase() })).toBe('Б В');
    expect(await found({ iduser: boss })).toBe('А Г Д');
    expect(await found({ iduser: String(manager), user: MANAGER })).toBe('Б В');
    expect(await found({ iduser: boss, user: MANAGER })).toBe('');
    expect(await found({ user: BOSS }, MANAGER)).toBe('');
    expect(await found({ iduser: boss }, MANAGER)).toBe('');
    expect(await found({ iduser: boss }, HEAD)).toBe('');
    expect(await found({ user: 'nobody@isaler.ru' })).toBe('');
    expect(await found({ iduser: 999_999 })).toBe('');
    expect(await found({ user: '', iduser: '' })).toBe('А Б В Г Д');
    expect(await found({ iduser: 0 })).toBe('А Б В Г Д');
  });

  test('dateStart and dateEnd: one alone leaves its own midnight out, both together take both in', async () => {
    expect(await found({ dateStart: '2024-01-02' })).toBe('В Г Д');
    expect(await found({ dateEnd: '2024-01-02' })).toBe('А');
    expect(await found({ dateStart: '2024-01-02', dateEnd: '2024-01-03' })).toBe('Б В Г');
    expect(await found({ dateStart: '2024-01-02', dateEnd: '2024-01-02' })).toBe('Б');
    expect(await found({ dateStart: '2024-01-03', dateEnd: '2024-01-02' })).toBe('');
    expect(await found({ dateStart: '2024-01-02 09:59:59', dateEnd: '2024-01-02 10:00:00' })).toBe('В');
    expect(await found({ dateStart: '02.01.2024' })).toBe('В Г Д');
    expect(await found({ dateStart: '', dateEnd: null })).toBe('А Б В Г Д');
  });

  test('dateChangeStart and dateChangeEnd do the same by the date of change; what never changed is not found', async () => {
    expect(await found({ dateChangeStart: '2024-06-01', dateChangeEnd: '2024-06-02' })).toBe('Г Д');
    expect(await found({ dateChangeStart: '2024-06-01' })).toBe('Г');
    expect(await found({ dateChangeEnd: '2024-06-02' })).toBe('Д');
    expect(await found({ dateChangeStart: '2000-01-01' })).toBe('Г Д');
    expect(await found({ dateChangeStart: '2024-06-01', dateStart: '2024-01-03' })).toBe('');
  });

  test('word looks into title, description, address, sites, e-mails and phone digits, whatever the case, ё as е', async () => {
    expect(await found({ word: 'б' })).toBe('Б');
    expect(await found({ word: 'ЕЛК' })).toBe('Б');
    expect(await found({ word: 'ёлочная' })).toBe('Г');
    expect(await found({ word: 'ivan_petrov' })).toBe('Б');
    expect(await found({ word: 'example.ru/A_B' })).toBe('В');
    expect(await found({ word: '342 550' })).toBe('А');
    expect(await found({ word: '(342)550-10-30' })).toBe('А');
    expect(await found({ word: '5501030' })).toBe('А');
    expect(await found({ word: 'тайна' })).toBe('');
    expect(await found({ word: 'красный' })).toBe('');
    expect(await found({ word: '  любит   «ёлки»  ' })).toBe('Б');
    expect(await found({ word: '' })).toBe('А Б В Г Д');
    expect(await found({ word: '' , user: MANAGER }, MANAGER)).toBe('Б В');
    expect(await found({ word: 'example' }, MANAGER)).toBe('В');
    expect(await found({ word: '342 550' }, MANAGER)).toBe('');
  });

  test('word takes percent signs, underscores, quotes and backslashes as they are', async () => {
    expect(await found({ word: '50%' })).toBe('Б');
    expect(await found({ word: '%' })).toBe('Б');
    expect(await found({ word: 'a_b' })).toBe('В');
    expect(await found({ word: 'axb' })).toBe('');
    expect(await found({ word: '_' })).toBe('Б В');
    for (const word of ["'", '"', '\\', "' OR 1=1 --", 'AND', '*', 'a AND b', 'NEAR(a b)', '"а"']) expect(await found({ word }), `word ${word}`).toBe('');
  });

  test('filter[relation], filter[relations], filter[idcategory], filter[territory], filter[clientpath] take a title or an id', async () => {
    expect(await filtered({ relation: '3 - Текущий клиент' })).toBe('А');
    expect(await filtered({ relation: 4 })).toBe('А');
    expect(await filtered({ relations: '1 - холодный КЛИЕНТ' })).toBe('Б Г Д');
    expect(await filtered({ relation: 4, relations: 2 })).toBe('');
    expect(await filtered({ idcategory: 'розница' })).toBe('А');
    expect(await filtered({ idcategory: '1' })).toBe('Б');
    expect(await filtered({ territory: 'МОСКВА' })).toBe('Б В');
    expect(await filtered({ territory: 1 })).toBe('А');
    expect(await filtered({ clientpath: 'маркетинг' })).toBe('А Г');
    expect(await filtered({ clientpath: 4 })).toBe('Б В');
    expect(await filtered({ territory: 'Москва', type: 'partner' })).toBe('В');
    expect(await filtered({ territory: 'Москва' }, MANAGER)).toBe('Б В');
    expect(await filtered({ territory: 'Пермь' }, MANAGER)).toBe('');
  });

  test('an unknown dictionary value finds nothing and creates nothing; an empty one is no filter', async () => {
    const before = await given().sizes();
    for (const name of ['relation', 'relations', 'idcategory', 'territory', 'clientpath']) {
      expect(await filtered({ [name]: 'Такого нет' }), `unknown ${name}`).toBe('');
      expect(await filtered({ [name]: 999_999 }), `unknown ${name}`).toBe('');
      for (const nothing of ['', null, 0, false]) expect(await filtered({ [name]: nothing }), `empty ${name}`).toBe('А Б В Г Д');
    }
    expect(await given().sizes()).toEqual(before);
  });

  test('filter[trash] reads true, false and their old spellings; without it both kinds are shown', async () => {
    for (const yes of [true, 'true', 'yes', 'on', 1, '1', 'YES']) expect(await filtered({ trash: yes }), `trash ${JSON.stringify(yes)}`).toBe('Д');
    for (const no of [false, 'false', 'no', 'off', 0, '0', 'No']) expect(await filtered({ trash: no }), `trash ${JSON.stringify(no)}`).toBe('А Б В Г');
    for (const nothing of ['', null]) expect(await filtered({ trash: nothing }), `trash ${JSON.stringify(nothing)}`).toBe('А Б В Г Д');
  });

  test('filter[type] reads the five types and "parnter"; an unknown one finds nothing', async () => {
    for (const [type, expected] of [['client', 'А'], ['person', 'Б'], ['partner', 'В'], ['parnter', 'В'], ['contractor', 'Г'], ['concurent', 'Д'], ['competitor', ''], ['strange', ''], ['', 'А Б В Г Д']] as const) {
      expect(await filtered({ type }), `type ${type}`).toBe(expected);
    }
  });

  test('filter[input1]…filter[input10] find by a part of the text, whatever the case', async () => {
    expect(await filtered({ input1: 'КРАСН' })).toBe('А Б');
    expect(await filtered({ input1: '50%' })).toBe('А');
    expect(await filtered({ input1: '%' })).toBe('А');
    expect(await filtered({ input10: 'x', input1: 'красный' })).toBe('Б');
    expect(await filtered({ input2: 'красный' })).toBe('');
    expect(await filtered({ input1: '' })).toBe('А Б В Г Д');
    expect(await filtered({ input11: 'x' })).toBe('А Б В Г Д');
    expect(await filtered({ input1: 'красный' }, MANAGER)).toBe('Б');
  });

  test('all of them together narrow one another, from a form as well', async () => {
    expect(await found({ word: 'mail.ru', user: MANAGER, dateStart: '2024-01-02', dateEnd: '2024-01-03', filter: { type: 'person', territory: 2 + 2, relation: '1 - Холодный клиент', trash: 'no', input1: 'красн' } })).toBe('Б');
    const form = `apikey=t1xdeOwWSIqgDol70CkRdK3WD4N4cm&login=${BOSS}&fields=title&filter[trash]=no&filter[type]=partner&dateStart=2024-01-01&word=example`;
    const { json } = await given().request({ method: 'GET', url: `/developer/v3/client/list?${encodeURI(form)}` });
    expect(json).toMatchObject({ data: [{ title: 'В' }], count: 1 });
  });
});
