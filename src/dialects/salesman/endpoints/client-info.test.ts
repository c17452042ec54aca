import { describe, expect, test } from 'vitest';
import { createUser } from '../../../core/accounts/create-user.ts';
import { changeField } from '../../../core/metadata/change-field.ts';
import { createRecord } from '../../../core/records/create-record.ts';
import { updateRecord } from '../../../core/records/update-record.ts';
import type { FieldInputs } from '../../../core/records/accept-values.ts';
import { BOSS, MANAGER, NOON, onEveryEngine } from '../../../../test/salesman/world.ts';

const NOT_VISIBLE = { result: 'Error', error: { code: '403', text: 'Клиент с указанным clid не найден в пределах аккаунта указанного пользователя' } };
const NOT_FOUND = { result: 'Error', error: { code: '404', text: 'Не найдено' } };
const MISSING_CLID = { result: 'Error', error: { code: '405', text: 'Отсутствуют параметры - clid клиента' } };
const wrongType = (name: string): object => ({ result: 'Error', error: { code: '405', text: `Отсутствуют параметры - ${name}: неверный тип значения` } });

onEveryEngine('client/info', (given) => {
  describe('refuses', () => {
    test('a call that names no client with 405', async () => {
      expect(await given().call('client/info')).toEqual(MISSING_CLID);
      expect(await given().call('client/info', { clid: '', uid: null, inn: '' })).toEqual(MISSING_CLID);
      expect(await given().call('client/info', { clid: 0 })).toEqual(MISSING_CLID);
    });

    test('a value of the wrong type with 405 naming the member', async () => {
      expect(await given().call('client/info', { clid: '12 or 1=1' })).toEqual(wrongType('clid'));
      expect(await given().call('client/info', { clid: [1] })).toEqual(wrongType('clid'));
      expect(await given().call('client/info', { clid: 1.5 })).toEqual(wrongType('clid'));
      expect(await given().call('client/info', { uid: { a: 1 } })).toEqual(wrongType('uid'));
      expect(await given().call('client/info', { inn: ['1'] })).toEqual(wrongType('inn'));
    });

    test('an unknown clid with 403, an unknown uid or INN with 404', async () => {
      expect(await given().call('client/info', { clid: 999_999 })).toEqual(NOT_VISIBLE);
      expect(await given().call('client/info', { clid: 9_007_199_254_740_991 })).toEqual(NOT_VISIBLE);
      expect(await given().call('client/info', { uid: 'нет' })).toEqual(NOT_FOUND);
      expect(await given().call('client/info', { inn: '000' })).toEqual(NOT_FOUND);
    });

    test('a client that the caller does not see exactly as one that is not there', async () => {
      const clid = await given().add({ title: 'Чужой', uid: 'чужой uid', recv: { castInn: '1234567890' } });
      expect(await given().call('client/info', { clid }, MANAGER)).toEqual(NOT_VISIBLE);
      expect(await given().call('client/info', { uid: 'чужой uid' }, MANAGER)).toEqual(NOT_FOUND);
      expect(await given().call('client/info', { inn: '1234567890' }, MANAGER)).toEqual(NOT_FOUND);
    });
  });

  describe('shows', () => {
    const create = async (entity: string, values: FieldInputs): Promise<number> => createRecord(given().crm, await given().context(), entity, values);
    const noInputs = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`input${index + 1}`, null]));

    test('shows a client of whom only the title is known, and no block that was not asked for', async () => {
      const clid = await given().add({ title: 'Только название', tip_cmr: '', clientpath: '' }, MANAGER);
      expect(await given().call('client/info', { clid })).toEqual({
        data: {
          clid, uid: null, clientUID: null, iduser: given().ids.manager, title: 'Только название', des: null, idcategory: 0, category: '', phone: null, fax: null, site_url: null,
          mail_url: null, address: null, pid: 0, fav: 'no', trash: 'no', head_clid: 0, head: '', scheme: null, tip_cmr: null, relation: null, territory: 0, territoryname: null,
          created: '2024-03-11 12:00:00', creator: 'Марина Андреева', creatorID: given().ids.manager, date_create: '11.03.24,  12:00',
          edited: null, editor: '', editorID: 0, date_edit: '', dostup: [], clientpath: null, clientpath2: 0, type: 'client', priceLevel: 'price_1', ...noInputs, person: null,
        },
      });
    });

    test('shows all that is known of a client, with every block', async () => {
      const head = await given().add({ title: 'Головная' });
      const clid = await given().add({
        title: 'ООО Полный', uid: 'полный', type: 'contractor', phone: '1, 2', fax: '3', mail_url: 'a@b.ru; c@d.ru', site_url: 'b.ru', address: 'Пермь', des: 'Описание', scheme: 'Схема',
        idcategory: 'Розница', territory: 'Пермь', tip_cmr: '3 - Текущий клиент', clientpath: 'Маркетинг', head_clid: head, input1: 'один', input10: 'десять', date_create: '2020-01-02 03:04:05',
        recv: { castUrName: 'ООО "Полный"', castUrNameShort: 'Полный', castInn: '590', castUrAddr: 'Юр. адрес' },
      });
      const pid = await create('person', { name: 'Иван Петров', client: clid, post: 'Директор', phones: ['11', '12'], mobiles: ['13'], emails: ['i@p.ru'], roles: ['ЛПР', 'Бухгалтер'], source: 1, loyalty: 3 });
      const second = await create('person', { name: 'Без почты', client: clid, owner: given().ids.manager });
      await create('external_id', { system: '1С', value: 'A-17', client: clid });
      await updateRecord(given().crm, await given().context(), 'client', clid, { main_person: pid, favourite: true, price_level: '3', archived_at: NOON });

      expect(await given().call('client/info', { clid: String(clid), bankinfo: true, uids: 'yes', contacts: 1 })).toEqual({
        data: {
          clid, uid: 'полный', clientUID: 'полный', iduser: given().ids.boss, title: 'Полный, ООО', des: 'Описание', idcategory: 2, category: 'Розница', phone: '1, 2', fax: '3', site_url: 'b.ru',
          mail_url: 'a@b.ru, c@d.ru', address: 'Пермь', pid, fav: 'yes', trash: 'yes', head_clid: head, head: 'Головная', scheme: 'Схема', tip_cmr: '3 - Текущий клиент', relation: '3 - Текущий клиент',
          territory: 1, territoryname: 'Пермь', created: '2020-01-02 03:04:05', creator: 'Владислав Андреев', creatorID: given().ids.boss, date_create: '02.01.20,  03:04',
          edited: '2024-03-11 12:00:00', editor: 'Владислав Андреев', editorID: given().ids.boss, date_edit: '11.03.24,  12:00', dostup: [], clientpath: 'Маркетинг', clientpath2: 2,
          type: 'contractor', priceLevel: 'price_3', ...noInputs, input1: 'один', input10: 'десять',
          person: { pid, title: 'Иван Петров', post: 'Директор', phone: '11, 12', mob: '13', email: 'i@p.ru' },
          bankinfo: {
            clid, castUrName: 'ООО "Полный"', castUrNameShort: 'Полный', castName: 'Полный, ООО', castInn: '590', castKpp: '', castBank: '', castBankKs: '', castBankRs: '', castBankBik: '', castOkpo: '',
            castOgrn: '', castDirName: '', castDirSignature: '', castDirStatus: '', castDirStatusSig: '', castDirOsnovanie: '', castUrAddr: 'Юр. адрес', castFacAddr: 'Пермь', castType: 'contractor',
          },
          uids: [{ datum: '2024-03-11 12:00:00', name: '1С', value: 'A-17', eid: 0, clid, did: 0 }],
          contacts: [
            {
              pid: String(pid), person: 'Иван Петров', ptitle: 'Директор', clid: String(clid), tel: '11, 12', mob: '13', mail: 'i@p.ru', iduser: String(given().ids.boss), rol: 'ЛПР;Бухгалтер',
              date_create: '2024-03-11 12:00:00', client: 'Полный, ООО', user: 'Владислав Андреев', color: null, relation: '2 - Нейтральный', clientpath: 'Личные связи',
            },
            {
              pid: String(second), person: 'Без почты', ptitle: null, clid: String(clid), tel: null, mob: null, mail: null, iduser: String(given().ids.manager), rol: '',
              date_create: '2024-03-11 12:00:00', client: 'Полный, ООО', user: 'Марина Андреева', color: null, relation: null, clientpath: null,
            },
          ],
        },
      });
    });

    test('finds by uid before clid, by clid before INN; of several with one uid or INN the oldest that is seen', async () => {
      const first = await given().add({ title: 'Первый', uid: 'общий', recv: { castInn: '55' } });
      const second = await given().add({ title: 'Второй', uid: 'общий', recv: { castInn: '55' } }, MANAGER);
      const found = async (members: object, login = BOSS): Promise<unknown> => Object(Object(await given().call('client/info', members, login)).data).clid as unknown;
      expect(await found({ uid: 'общий' })).toBe(first);
      expect(await found({ uid: 'общий' }, MANAGER)).toBe(second);
      expect(await found({ uid: 'общий', clid: second })).toBe(first);
      expect(await found({ inn: '55' })).toBe(first);
      expect(await found({ inn: 55 }, MANAGER)).toBe(second);
      expect(await found({ inn: '55', clid: second })).toBe(second);
      expect(await given().call('client/info', { inn: '5' })).toEqual(NOT_FOUND);
      expect(await given().call('client/info', { uid: 'ОБЩИЙ' })).toEqual(NOT_FOUND);
    });

    test('takes "no", "0", "false" and false for no', async () => {
      const clid = await given().add({ title: 'Без блоков' });
      for (const no of ['no', '0', 'false', false, 0, null, 'off', '']) {
        expect(Object.keys(Object(Object(await given().call('client/info', { clid, bankinfo: no, uids: no, contacts: no })).data) as object), `for ${JSON.stringify(no)}`).not.toEqual(expect.arrayContaining(['bankinfo']));
      }
    });

    test('shows requisites as empty texts and the other blocks as empty lists when there are none', async () => {
      const clid = await given().add({ title: 'Пустые блоки' });
      expect(await given().call('client/info', { clid, bankinfo: true, uids: true, contacts: true })).toMatchObject({ data: { bankinfo: { castInn: '', castUrName: '', castName: 'Пустые блоки' }, uids: [], contacts: [] } });
    });

    test('does not tell the name of a head company that the caller does not see', async () => {
      const head = await given().add({ title: 'Тайная головная' });
      const clid = await given().add({ title: 'Дочерняя', head_clid: head }, MANAGER);
      expect(await given().call('client/info', { clid }, MANAGER)).toMatchObject({ data: { head_clid: head, head: '' } });
      expect(await given().call('client/info', { clid })).toMatchObject({ data: { head: 'Тайная головная' } });
    });

    test('does not show a main contact who belongs to a client that the caller does not see', async () => {
      const other = await given().add({ title: 'Чужая компания' });
      const pid = await create('person', { name: 'Тайный контакт', client: other, phones: ['+7(342)550-00-00'] });
      const clid = await given().add({ title: 'С чужим контактом', pid }, MANAGER);
      expect(await given().call('client/info', { clid }, MANAGER)).toMatchObject({ data: { pid, person: null } });
      expect(await given().call('client/list', { word: 'С чужим контактом', fields: 'pid' }, MANAGER)).toMatchObject({ data: [{ pid, person: null }] });
      expect(await given().call('client/info', { clid })).toMatchObject({ data: { pid, person: { title: 'Тайный контакт' } } });
    });

    test('shows the main contact of the client whoever looks after that contact', async () => {
      const clid = await given().add({ title: 'С контактом коллеги' }, MANAGER);
      const pid = await create('person', { name: 'Контакт коллеги', client: clid });
      await given().call('client/update', { clid, pid }, MANAGER);
      expect(await given().call('client/info', { clid }, MANAGER)).toMatchObject({ data: { pid, person: { pid, title: 'Контакт коллеги' } } });
      expect(await given().call('client/list', { word: 'С контактом коллеги', fields: 'pid' }, MANAGER)).toMatchObject({ data: [{ pid, person: 'Контакт коллеги' }] });
    });

    test('does not show a switched-off field, and shows its value again when it is on', async () => {
      const clid = await given().add({ title: 'Выключатели', input4: 'четыре', territory: 'Пермь', clientpath: 'Маркетинг', scheme: 'Схема' });
      const off = ['input4', 'territory', 'source', 'decision_scheme', 'main_person', 'parent', 'phones', 'industry', 'relation', 'addresses', 'note', 'faxes', 'websites', 'emails'];
      for (const name of off) await changeField(given().crm, 'client', name, { active: false });
      const keys = Object.keys(Object(Object(await given().call('client/info', { clid })).data) as object);
      expect(keys).toEqual([
        'clid', 'uid', 'clientUID', 'iduser', 'title', 'fav', 'trash', 'created', 'creator', 'creatorID', 'date_create', 'edited', 'editor', 'editorID', 'date_edit', 'dostup', 'type', 'priceLevel',
        'input1', 'input2', 'input3', 'input5', 'input6', 'input7', 'input8', 'input9', 'input10',
      ]);
      for (const name of off) await changeField(given().crm, 'client', name, { active: true });
      expect(await given().call('client/info', { clid })).toMatchObject({ data: { input4: 'четыре', territoryname: 'Пермь', clientpath: 'Маркетинг', scheme: 'Схема' } });
    });

    test('still names an owner who left', async () => {
      const login = 'left@isaler.ru';
      const id = await createUser(given().crm, { userId: null, face: 'cli', keyId: null }, { values: { login, name: 'Ушёл', manager: given().ids.boss } });
      const clid = await given().add({ title: 'Клиент ушедшего' }, login);
      await updateRecord(given().crm, await given().context(), 'user', id, { active: false });
      expect(await given().call('client/info', { clid })).toMatchObject({ data: { iduser: id, creator: 'Ушёл' } });
    });
  });
});

onEveryEngine('client/info in another time zone', (given) => {
  test('shows and reads dates by the wall clock of the account', async () => {
    const clid = await given().add({ title: 'Владивосток', date_create: '2024-01-01 00:30:00' });
    const now = await given().add({ title: 'Сейчас' });
    expect(await given().call('client/info', { clid })).toMatchObject({ data: { created: '2024-01-01 00:30:00', date_create: '01.01.24,  00:30' } });
    expect(await given().call('client/info', { clid: now })).toMatchObject({ data: { created: '2024-03-11 19:00:00' } });
    expect(await given().crm.storage.readRecord('client', clid)).toMatchObject({ created_at: Date.UTC(2023, 11, 31, 14, 30) });
  });
}, { zone: 'Asia/Vladivostok' });
