import { describe, expect, test } from 'vitest';
import { createRecord } from '../../../core/records/create-record.ts';
import { BOSS, MANAGER, NOON, onEveryEngine } from '../../../../test/salesman/world.ts';

const wrongType = (name: string): object => ({ result: 'Error', error: { code: '405', text: `Отсутствуют параметры - ${name}: неверный тип значения` } });

onEveryEngine('client/list', (given) => {
  describe('refuses', () => {
    test('a parameter of the wrong type with 405 naming it', async () => {
      for (const [members, name] of [
        [{ offset: -1 }, 'offset'], [{ offset: 'вторая' }, 'offset'], [{ offset: [1] }, 'offset'], [{ order: { a: 1 } }, 'order'], [{ first: ['old'] }, 'first'], [{ fields: { a: { b: 1 } } }, 'fields'],
        [{ word: { a: 1 } }, 'word'], [{ user: [BOSS] }, 'user'], [{ iduser: 'x' }, 'iduser'], [{ filter: 'type' }, 'filter'], [{ filter: [1] }, 'filter'],
        [{ filter: { type: { a: 1 } } }, 'filter[type]'], [{ filter: { input1: { a: { b: 1 } } } }, 'filter[input1]'], [{ dateStart: ['2024-01-01'] }, 'dateStart'],
      ] as const) {
        expect(await given().call('client/list', members), `for ${JSON.stringify(members)}`).toEqual(wrongType(name));
      }
    });

    test('a date that is none with 405 naming it', async () => {
      for (const name of ['dateStart', 'dateEnd', 'dateChangeStart', 'dateChangeEnd']) {
        for (const text of ['вчера', '2024-13-01', '2024-02-30', '01/02/2024', '0000-00-00']) {
          expect(await given().call('client/list', { [name]: text }), `${name} ${text}`).toEqual({ result: 'Error', error: { code: '405', text: `Неверное значение параметра - ${name}: ожидается дата вида ГГГГ-ММ-ДД` } });
        }
      }
    });
  });

  describe('of an empty base', () => {
    test('answers an empty page, without an error', async () => {
      const page = (number: number): object => ({ data: [], params: { page: number, pageall: 0, ord: 'date_create', tuda: 'DESC', count: 0 }, count: 0 });
      expect(await given().call('client/list')).toEqual(page(1));
      expect(await given().call('client/list', { offset: 7 })).toEqual(page(8));
      expect(await given().call('client/list', { bankinfo: true, uids: true })).toEqual(page(1));
    });
  });

  describe('shows', () => {
    const clids: number[] = [];
    const list = async (members: object, login = BOSS): Promise<{ data: Record<string, unknown>[]; params: object; count: number }> =>
      Object(await given().call('client/list', members, login)) as { data: Record<string, unknown>[]; params: object; count: number };
    const titles = async (members: object, login = BOSS): Promise<unknown[]> => (await list({ fields: 'title', ...members }, login)).data.map(({ title }) => title);
    const noInputs = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`input${index + 1}`, null]));

    test('shows every member of a row with its companions, newest first', async () => {
      const head = await given().add({ title: 'Яблоко', date_create: '2024-01-01 10:00:00', tip_cmr: '', clientpath: '' });
      given().clock.now = Date.UTC(2024, 1, 1, 9);
      const full = await given().add({
        title: 'ООО Ёлка', uid: 'u1', type: 'partner', phone: '1,2', fax: '3', mail_url: 'a@b.ru', site_url: 'b.ru', address: 'Пермь', des: 'Описание', scheme: 'Схема', idcategory: 'Розница', territory: 'Пермь',
        tip_cmr: 3, clientpath: 'Маркетинг', head_clid: head, input1: 'один', date_create: '2024-01-02 10:00:00', recv: { castInn: '590', castUrNameShort: 'Ёлка' },
      }, MANAGER);
      const pid = await createRecord(given().crm, await given().context(), 'person', { name: 'Иван', client: full });
      await createRecord(given().crm, await given().context(), 'external_id', { system: '1С', value: 'A-17', client: full });
      await given().call('client/update', { clid: full, pid });
      given().clock.now = NOON;
      clids.push(head, full);

      expect(await given().call('client/list', { uids: true, bankinfo: 'yes' })).toEqual({
        data: [
          {
            clid: full, uid: 'u1', type: 'partner', date_create: '2024-01-02 10:00:00', date_edit: '2024-02-01 12:00:00', title: 'Ёлка, ООО', user: MANAGER, iduser: given().ids.manager,
            idcategoryTitle: 'Розница', idcategory: 2, head_clidTitle: 'Яблоко', head_clid: head, person: 'Иван', pid, address: 'Пермь', phone: '1, 2', fax: '3', site_url: 'b.ru', mail_url: 'a@b.ru',
            territoryTitle: 'Пермь', territory: 1, des: 'Описание', scheme: 'Схема', tip_cmr: '2 - Потенциальный клиент', clientpathTitle: 'Маркетинг', clientpath: 2, ...noInputs, input1: 'один',
            bankinfo: {
              castUrName: '', castInn: '590', castKpp: '', castBank: '', castBankKs: '', castBankRs: '', castBankBik: '', castOkpo: '', castOgrn: '', castDirName: '', castDirSignature: '', castDirStatus: '',
              castDirStatusSig: '', castDirOsnovanie: '', castUrAddr: '',
            },
            uids: [{ datum: '2024-02-01 12:00:00', name: '1С', value: 'A-17', eid: 0, clid: full, did: 0 }],
          },
          {
            clid: head, uid: null, type: 'client', date_create: '2024-01-01 10:00:00', date_edit: null, title: 'Яблоко', user: BOSS, iduser: given().ids.boss,
            idcategoryTitle: '--не определено--', idcategory: 0, head_clidTitle: '', head_clid: 0, person: null, pid: 0, address: null, phone: null, fax: null, site_url: null, mail_url: null,
            territoryTitle: null, territory: 0, des: null, scheme: null, tip_cmr: null, clientpathTitle: null, clientpath: 0, ...noInputs,
            bankinfo: expect.objectContaining({ castInn: '', castUrAddr: '' }), uids: [],
          },
        ],
        params: { page: 1, pageall: 1, ord: 'date_create', tuda: 'DESC', count: 2 },
        count: 2,
      });
    });

    test('limits rows to the fields asked for, drops unknown names and keeps companions', async () => {
      const row = async (fields: unknown): Promise<unknown> => (await list({ fields })).data[0];
      const [, full] = clids;
      expect(await row('title,phone')).toEqual({ title: 'Ёлка, ООО', phone: '1, 2' });
      expect(await row('phone, title ,title,nothing')).toEqual({ title: 'Ёлка, ООО', phone: '1, 2' });
      expect(await row(['clid', 'iduser'])).toEqual({ clid: full, user: MANAGER, iduser: given().ids.manager });
      expect(await row('date_chage,date_change')).toEqual({ date_edit: '2024-02-01 12:00:00' });
      expect(await row('idcategory,territory,clientpath,head_clid')).toEqual({
        idcategoryTitle: 'Розница', idcategory: 2, head_clidTitle: 'Яблоко', head_clid: clids[0], territoryTitle: 'Пермь', territory: 1, clientpathTitle: 'Маркетинг', clientpath: 2,
      });
      expect(await row('nothing,search,external_id,deleted_at,*,recv')).toEqual({});
      expect(Object.keys(Object(await row('')) as object)).toHaveLength(Object.keys(Object(await row(undefined)) as object).length);
    });

    test('does not add the blocks that were not asked for', async () => {
      for (const no of ['no', 'false', '0', false, 0, '', null]) expect((await list({ fields: 'title', bankinfo: no, uids: no })).data[0], `for ${JSON.stringify(no)}`).toEqual({ title: 'Ёлка, ООО' });
    });

    test('sorts by every field, newest or oldest first, Russian letters in their order', async () => {
      for (const [title, phone, date] of [['Арбуз', '2', '2024-01-04'], ['ёж', '10', '2024-01-03'], ['Жук', '9', '2024-01-05'], ['дом 10', undefined, '2024-01-06'], ['Дом 9', undefined, '2024-01-07']] as const) {
        clids.push(await given().add({ title, phone, date_create: date }));
      }
      expect(await titles({})).toEqual(['Дом 9', 'дом 10', 'Жук', 'Арбуз', 'ёж', 'Ёлка, ООО', 'Яблоко']);
      expect(await titles({ first: 'old' })).toEqual(['Яблоко', 'Ёлка, ООО', 'ёж', 'Арбуз', 'Жук', 'дом 10', 'Дом 9']);
      expect(await titles({ order: 'title', first: 'old' })).toEqual(['Арбуз', 'Дом 9', 'дом 10', 'ёж', 'Ёлка, ООО', 'Жук', 'Яблоко']);
      expect(await titles({ order: 'title', first: 'new' })).toEqual(['Яблоко', 'Жук', 'Ёлка, ООО', 'ёж', 'дом 10', 'Дом 9', 'Арбуз']);
      expect((await titles({ order: 'phone', first: 'old' })).slice(0, 4)).toEqual(['Ёлка, ООО', 'Арбуз', 'Жук', 'ёж']);
      for (const order of ['clid', 'uid', 'type', 'date_edit', 'date_change', 'date_chage', 'iduser', 'idcategory', 'head_clid', 'pid', 'address', 'fax', 'site_url', 'mail_url', 'territory', 'des', 'scheme', 'tip_cmr', 'clientpath', 'input1', 'input10']) {
        const { data, params } = await list({ order, fields: 'clid' });
        expect(params, `order ${order}`).toMatchObject({ ord: order, tuda: 'DESC' });
        expect(data.map(({ clid }) => clid).toSorted(), `order ${order}`).toEqual(clids.toSorted());
      }
      expect((await list({ order: 'clid', fields: 'clid' })).data.map(({ clid }) => clid)).toEqual(clids.toReversed());
    });

    test('sorts by date_create when order is none of the fields, whatever it holds', async () => {
      for (const order of ['', 'datum', 'id; DROP TABLE e_client', 'title DESC', 'deleted_at', 'constructor', '__proto__', 'name', 'search', 'recv']) {
        expect(await list({ order, fields: 'title' }), `order ${order}`).toMatchObject({ params: { ord: 'date_create', tuda: 'DESC' }, data: [{ title: 'Дом 9' }, {}, {}, {}, {}, {}, {}], count: 7 });
      }
      expect((await list({ first: 'сначала' })).params).toMatchObject({ tuda: 'DESC' });
      expect((await list({ first: 'old' })).params).toMatchObject({ tuda: 'ASC' });
    });
  });
});

onEveryEngine('pages of client/list', (given) => {
  test('hold 200 rows each; count and pageall tell of the whole selection', async () => {
    await Promise.all(Array.from({ length: 405 }, (_, index) => given().add({ title: `Клиент ${index}`, type: index % 2 === 0 ? 'person' : 'client' })));
    const page = async (offset: unknown, members: object = {}): Promise<{ data: { clid: number }[] }> => Object(await given().call('client/list', { offset, fields: 'clid', ...members })) as { data: { clid: number }[] };
    expect(await page(0)).toMatchObject({ params: { page: 1, pageall: 3, count: 200 }, count: 405 });
    expect(await page('1')).toMatchObject({ params: { page: 2, pageall: 3, count: 200 }, count: 405 });
    expect(await page(2)).toMatchObject({ params: { page: 3, pageall: 3, count: 5 }, count: 405 });
    expect(await page(3)).toEqual({ data: [], params: { page: 4, pageall: 3, ord: 'date_create', tuda: 'DESC', count: 0 }, count: 405 });
    expect(await page(9_007_199_254_740_991)).toMatchObject({ data: [], count: 405 });
    expect(await page('')).toMatchObject({ params: { page: 1 } });
    expect(await page(1, { limit: 5 })).toMatchObject({ params: { count: 200 } });
    expect(await page(1, { filter: { type: 'person' } })).toMatchObject({ params: { page: 2, pageall: 2, count: 3 }, count: 203 });
    for (const members of [{}, { first: 'old' }, { order: 'type' }, { order: 'title', first: 'old' }, { order: 'territory' }]) {
      const seen = [...(await page(0, members)).data, ...(await page(1, members)).data, ...(await page(2, members)).data].map(({ clid }) => clid);
      expect(new Set(seen).size, `for ${JSON.stringify(members)}`).toBe(405);
    }
  });
});
