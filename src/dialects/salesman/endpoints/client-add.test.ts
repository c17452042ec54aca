import { describe, expect, test } from 'vitest';
import { BOSS, MANAGER, NOON, onEveryEngine } from '../../../../test/salesman/world.ts';

const MISSING_TITLE = { result: 'Error', error: { code: '405', text: 'Отсутствуют параметры - Название клиента' } };
const refused = (name: string): object => ({ result: 'Error', error: { code: '405', text: expect.stringContaining(name) } });
const duplicateOf = (clid: number, title: string): object => ({
  result: 'Error', data: clid, exists: clid, error: { code: '406', text: `Найден существующий клиент - ${title} (clid = ${clid}). Запрос отклонен.` },
});

onEveryEngine('client/add', (given) => {
  describe('refuses', () => {
    const refuses = async (members: object): Promise<unknown> => {
      const before = await given().sizes();
      const answer = await given().call('client/add', members);
      expect(await given().sizes()).toEqual(before);
      return answer;
    };

    test('a client without a title with 405', async () => {
      expect(await refuses({})).toEqual(MISSING_TITLE);
      expect(await refuses({ title: '', territory: 'Пустая' })).toEqual(MISSING_TITLE);
      expect(await refuses({ title: ' \t ' })).toEqual(MISSING_TITLE);
      expect(await refuses({ title: null })).toEqual(MISSING_TITLE);
      expect(await refuses({ title: false })).toEqual(MISSING_TITLE);
      expect(await refuses({ title: '<b></b>' })).toEqual(MISSING_TITLE);
      expect(await refuses({ phone: '+7(342)550-10-30', recv: { castInn: '1' } })).toEqual(MISSING_TITLE);
    });

    test('a text over the limit with 405 naming the member', async () => {
      expect(await refuses({ title: 'т'.repeat(251) })).toEqual({ result: 'Error', error: { code: '405', text: 'Неверное значение параметра - title: слишком длинное значение (не более 250)' } });
      expect(await refuses({ title: 'Длинный', input3: 'т'.repeat(256) })).toEqual(refused('input3'));
      expect(await refuses({ title: 'Длинный', des: 'т'.repeat(65_001) })).toEqual(refused('des'));
      expect(await refuses({ title: 'Длинный', uid: 'т'.repeat(251) })).toEqual(refused('uid'));
      expect(await refuses({ title: 'Длинный', phone: ['1'.repeat(251)] })).toEqual(refused('phone'));
      expect(await refuses({ title: 'Длинный', recv: { castBank: 'т'.repeat(501) } })).toEqual(refused('castBank'));
      expect(await refuses({ title: 'Длинный', territory: 'т'.repeat(251) })).toEqual(refused('territory'));
    });

    test('a value of the wrong type with 405 naming the member', async () => {
      expect(await refuses({ title: { ru: 'Тип' } })).toEqual(refused('title'));
      expect(await refuses({ title: 'Тип', phone: [['+7']] })).toEqual(refused('phone'));
      expect(await refuses({ title: 'Тип', recv: 'ИНН' })).toEqual(refused('recv'));
      expect(await refuses({ title: 'Тип', recv: { castInn: { value: 1 } } })).toEqual(refused('recv[castInn]'));
      expect(await refuses({ title: 'Тип', recv: { castBankRs: 4.0702810621810e19 } })).toEqual(refused('recv[castBankRs]'));
      expect(await refuses({ title: 'Тип', iduser: 'олег' })).toEqual(refused('iduser'));
      expect(await refuses({ title: 'Тип', head_clid: -1 })).toEqual(refused('head_clid'));
      expect(await refuses({ title: 'Тип', territory: { id: 1 } })).toEqual(refused('territory'));
      expect(await refuses({ title: 'Тип', date_create: ['2024-01-01'] })).toEqual(refused('date_create'));
    });

    test('a head company or a main contact that is not there with 405 naming the member', async () => {
      expect(await refuses({ title: 'Ссылка', head_clid: 999_999 })).toEqual(refused('head_clid'));
      expect(await refuses({ title: 'Ссылка', pid: 999_999, territory: 'Ссылочная' })).toEqual(refused('pid'));
    });

    test('a client that we have with 406 and its clid, and creates nothing by the way', async () => {
      const clid = await given().add({ title: 'ООО "Дубль"', phone: '+7(342)550-10-30', mail_url: 'info@double.ru' });
      const found = duplicateOf(clid, '"Дубль", ООО');
      expect(await refuses({ title: 'ООО "Дубль"', territory: 'Дублинская' })).toEqual(found);
      expect(await refuses({ title: 'дубль, ооо' })).toEqual(found);
      expect(await refuses({ title: 'ООО «ДУБЛЬ»', phone: '8 (342) 550 10 30' })).toEqual(found);
      expect(await refuses({ title: 'ООО Дубль', phone: ['+7 999', '83425501030'], mail_url: 'INFO@double.ru' })).toEqual(found);
    });

    test('a client of someone else with 406 too: the whole account is searched', async () => {
      const clid = await given().add({ title: 'Чужой дубль' }, BOSS);
      const before = await given().sizes();
      expect(await given().call('client/add', { title: 'чужой дубль' }, MANAGER)).toEqual(duplicateOf(clid, 'Чужой дубль'));
      expect(await given().sizes()).toEqual(before);
    });

    test('a duplicate with its title made safe to show as HTML', async () => {
      const clid = await given().add({ title: 'Рога & 3 < 5' });
      expect(await refuses({ title: 'Рога & 3 < 5' })).toEqual(duplicateOf(clid, 'Рога &amp; 3 &lt; 5'));
    });
  });

  describe('accepts', () => {
    const shown = async (members: object, login = BOSS): Promise<Record<string, unknown>> => {
      const clid = await given().add(members, login);
      const info = await given().call('client/info', { clid, bankinfo: true });
      return Object(Object(info).data) as Record<string, unknown>;
    };

    const idOf = async (guide: string, title: string): Promise<unknown> => (Object(await given().call(`guides/${guide}`)) as { data: { id: number; title: string }[] }).data.find((row) => row.title === title)?.id;

    test('writes record, new dictionary values, requisites, change log and events at once', async () => {
      const { answer, events, changes } = await given().written('client/add', {
        title: 'Всё сразу', uid: '1C-77', type: 'client', phone: ['+7(342)550-10-30', '+7(342)550-10-31'], mail_url: 'a@b.ru, c@d.ru', site_url: 'b.ru',
        territory: 'Кунгур', idcategory: 'Розница', tip_cmr: 'Новое отношение', address: 'Пермь, ул. Ленина, 1', des: 'Описание', scheme: 'Директор', fax: '5501032', input1: 'первое',
        recv: { castInn: '590456789008', castKpp: '590404218' },
      }, MANAGER);
      const clid = Object(answer).data as unknown;
      const [territory, relation] = [await idOf('territory', 'Кунгур'), await idOf('relations', 'Новое отношение')];
      const by = { actor: given().ids.manager, face: 'salesman', key: given().ids.key };
      const created = { created_at: NOON, created_by: given().ids.manager };
      expect(answer).toEqual({ result: 'Успешно', data: expect.any(Number) });
      expect(events).toEqual([
        { name: 'territory.created', entity: 'territory', id: territory, ...by, data: {} },
        { name: 'relation.created', entity: 'relation', id: relation, ...by, data: {} },
        { name: 'client.created', entity: 'client', id: clid, ...by, data: {} },
        { name: 'requisites.created', entity: 'requisites', id: expect.any(Number), ...by, data: {} },
      ]);
      expect(changes).toEqual([
        { action: 'insert', entity: 'territory', id: territory, ...by, before: null, after: { ...created, title: 'Кунгур', position: 5 } },
        { action: 'insert', entity: 'relation', id: relation, ...by, before: null, after: { ...created, title: 'Новое отношение', position: 7 } },
        {
          action: 'insert', entity: 'client', id: clid, ...by, before: null,
          after: {
            ...created, name: 'Всё сразу', kind: 'company', owner: given().ids.manager, external_id: '1C-77', phones: ['+7(342)550-10-30', '+7(342)550-10-31'],
            emails: ['a@b.ru', 'c@d.ru'], websites: ['b.ru'], faxes: ['5501032'], addresses: ['Пермь, ул. Ленина, 1'], note: 'Описание', decision_scheme: 'Директор',
            input1: 'первое', industry: 2, territory, relation, source: 4,
          },
        },
        { action: 'insert', entity: 'requisites', id: expect.any(Number), ...by, before: null, after: { ...created, client: clid, inn: '590456789008', kpp: '590404218' } },
      ]);
      expect(await given().rows(`SELECT kind, owner FROM e_activity WHERE client = ${Number(clid)}`)).toEqual([{ kind: 'created', owner: given().ids.manager }]);
    });

    test('makes the caller the owner, unless iduser or user names another; iduser goes first', async () => {
      expect(await shown({ title: 'Владелец 1' }, MANAGER)).toMatchObject({ iduser: given().ids.manager, creatorID: given().ids.manager });
      expect(await shown({ title: 'Владелец 2', user: MANAGER })).toMatchObject({ iduser: given().ids.manager, creatorID: given().ids.boss });
      expect(await shown({ title: 'Владелец 3', user: BOSS, iduser: String(given().ids.manager) })).toMatchObject({ iduser: given().ids.manager });
      expect(await shown({ title: 'Владелец 4', user: '', iduser: 0 })).toMatchObject({ iduser: given().ids.boss });
    });

    test('takes the caller, and tells the operator, when the named owner does not exist', async () => {
      given().log.length = 0;
      expect(await shown({ title: 'Владелец 5', user: 'nobody@isaler.ru' })).toMatchObject({ iduser: given().ids.boss });
      expect(await shown({ title: 'Владелец 6', iduser: 777_777 })).toMatchObject({ iduser: given().ids.boss });
      expect(given().log).toEqual(Array.from({ length: 2 }, () => 'a write named an owner who does not exist; the owner stays as it was'));
    });

    test('understands each type, "parnter" of the documentation too; an unknown one is a client', async () => {
      for (const [sent, kept] of [['client', 'client'], ['person', 'person'], ['partner', 'partner'], ['parnter', 'partner'], ['contractor', 'contractor'], ['concurent', 'concurent'], ['strange', 'client'], ['', 'client']]) {
        expect(await shown({ title: `Тип ${String(sent)}!`, type: sent }), `type ${String(sent)}`).toMatchObject({ type: kept });
      }
    });

    test('moves the legal form behind the name, strips tags and keeps quotation marks', async () => {
      for (const [sent, kept] of [['ООО Тест 1', 'Тест 1, ООО'], ['ЗАО «Тест 2»', '«Тест 2», ЗАО'], ['ОАО"Тест 3"', '"Тест 3", ОАО'], ['ИП Тест', 'ИП Тест'], ['<i>Тест</i> 4', 'Тест 4'], ["  Тест '5' ", "Тест '5'"], ['ООО', 'ООО']]) {
        expect(await shown({ title: sent }), `title ${String(sent)}`).toMatchObject({ title: kept });
      }
    });

    test('splits phones sent as text at commas and semicolons and gives them as one text', async () => {
      expect(await shown({ title: 'Телефоны 1', phone: '+7(342)550-10-30;8(342)550-10-31, 5' })).toMatchObject({ phone: '+7(342)550-10-30, 8(342)550-10-31, 5' });
      expect(await shown({ title: 'Телефоны 2', phone: ['+7(342)550-10-30', 83425501031] })).toMatchObject({ phone: '+7(342)550-10-30, 83425501031' });
    });

    test('keeps the given date of creation; one that nobody can read is now', async () => {
      expect(await shown({ title: 'Дата 1', date_create: '2015-05-30 23:05:30' })).toMatchObject({ created: '2015-05-30 23:05:30', date_create: '30.05.15,  23:05' });
      expect(await shown({ title: 'Дата 2', date_create: '2015-05-30' })).toMatchObject({ created: '2015-05-30 00:00:00' });
      expect(await shown({ title: 'Дата 3', date_create: 'вчера' })).toMatchObject({ created: '2024-03-11 12:00:00' });
      expect(await shown({ title: 'Дата 4', date_create: '2015-02-30' })).toMatchObject({ created: '2024-03-11 12:00:00' });
      expect(await shown({ title: 'Дата 5', date_create: '' })).toMatchObject({ created: '2024-03-11 12:00:00' });
    });

    test('finds dictionary values by title in any case, by id and by number as text, and creates unknown titles', async () => {
      expect(await shown({ title: 'Справочник 1', territory: 'москва', idcategory: 'РОЗНИЦА', clientpath: 'маркетинг', tip_cmr: '4 - постоянный клиент' }))
        .toMatchObject({ territoryname: 'Москва', category: 'Розница', clientpath: 'Маркетинг', tip_cmr: '4 - Постоянный клиент' });
      expect(await shown({ title: 'Справочник 2', territory: 4, idcategory: '2', clientpath: 2, tip_cmr: 5 }))
        .toMatchObject({ territory: 4, idcategory: 2, clientpath2: 2, tip_cmr: '4 - Постоянный клиент' });
      expect(await shown({ title: 'Справочник 3', territory: 'Берёзники', idcategory: 'Лес', clientpath: 'Выставка', tip_cmr: 'Потенциальный клиент' }))
        .toMatchObject({ territoryname: 'Берёзники', category: 'Лес', clientpath: 'Выставка', tip_cmr: 'Потенциальный клиент' });
      expect(await shown({ title: 'Справочник 4', territory: 'БЕРЕЗНИКИ' })).toMatchObject({ territoryname: 'Берёзники' });
      expect(await given().call('guides/territory')).toEqual({ data: ['Пермь', 'Тюмень', 'Челябинск', 'Москва', 'Кунгур', 'Берёзники'].map((title) => ({ id: expect.any(Number), title })) });
    });

    test('gives the standard relation and source when none is sent, none when an empty one is sent', async () => {
      expect(await shown({ title: 'Обычный 1' })).toMatchObject({ tip_cmr: '1 - Холодный клиент', clientpath: 'Заказ с сайта', territory: 0, territoryname: null, idcategory: 0, category: '' });
      expect(await shown({ title: 'Обычный 2', clientpath: '', tip_cmr: null })).toMatchObject({ tip_cmr: null, clientpath: null, clientpath2: 0 });
    });

    test('accepts an equal title with another phone or another e-mail', async () => {
      await given().add({ title: 'Тёзка', phone: '+7(342)550-10-30', mail_url: 'one@tezka.ru' });
      expect(await given().call('client/add', { title: 'Тезка', phone: '+7(342)550-10-39' })).toMatchObject({ result: 'Успешно' });
      expect(await given().call('client/add', { title: 'Тёзка', mail_url: 'two@tezka.ru' })).toMatchObject({ result: 'Успешно' });
    });

    test('does not mind an equal uid, INN or type, members it does not know and empty requisites', async () => {
      const same = { uid: 'один', recv: { castInn: '111' }, unknown: { deep: [1] }, limit: 5, clid: 'нет', input11: 'x' };
      expect(await given().call('client/add', { ...same, title: 'Одинаковый 1' })).toMatchObject({ result: 'Успешно' });
      expect(await given().call('client/add', { ...same, title: 'Одинаковый 2' })).toMatchObject({ result: 'Успешно' });
      expect(await given().call('client/add', { title: 'Без реквизитов', recv: [] })).toMatchObject({ result: 'Успешно' });
    });

    test('takes all sixteen requisites and all ten extra fields', async () => {
      const recv = {
        castUrName: 'ООО "Полное"', castInn: '1', castKpp: '2', castBank: 'Банк; с точкой с запятой', castBankKs: '3', castBankRs: '4', castBankBik: '5', castOkpo: '6', castOgrn: '7',
        castDirName: 'Иванова', castDirSignature: 'Иванов', castDirStatus: 'Директора', castDirStatusSig: 'Директор', castDirOsnovanie: 'Устава', castUrAddr: 'Пермь', castUrNameShort: 'Полное',
      };
      const inputs = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`input${index + 1}`, `значение ${index + 1}`]));
      const info = await shown({ title: 'Полный', recv, ...inputs });
      expect(info).toMatchObject(inputs);
      expect(info['bankinfo']).toMatchObject(recv);
    });
  });
});
