import { describe, expect, test } from 'vitest';
import { changeField } from '../../../core/metadata/change-field.ts';
import { createRecord } from '../../../core/records/create-record.ts';
import { BOSS, MANAGER, NOON, onEveryEngine } from '../../../../test/salesman/world.ts';

const NOT_FOUND = { result: 'Error', error: { code: '403', text: 'Клиент с указанным clid не найден в пределах аккаунта указанного пользователя' } };
const MISSING_CLID = { result: 'Error', error: { code: '405', text: 'Отсутствуют параметры - clid клиента' } };
const SAME = 'Данные корректны, но идентичны имеющимся.';
const refused = (name: string): object => ({ result: 'Error', error: { code: '405', text: expect.stringContaining(name) } });
const HOUR = 3_600_000;

onEveryEngine('client/update', (given) => {
  describe('refuses', () => {
    const refuses = async (members: object, login = BOSS): Promise<unknown> => {
      const before = await given().sizes();
      const answer = await given().call('client/update', members, login);
      expect(await given().sizes()).toEqual(before);
      return answer;
    };

    test('a call without clid and uid with 405', async () => {
      expect(await refuses({ title: 'Новое' })).toEqual(MISSING_CLID);
      expect(await refuses({ clid: '', uid: '', title: 'Новое' })).toEqual(MISSING_CLID);
      expect(await refuses({ clid: 0, title: 'Новое' })).toEqual(MISSING_CLID);
      expect(await refuses({ clid: 'двадцать', title: 'Новое' })).toEqual(refused('clid'));
      expect(await refuses({ clid: -5 })).toEqual(refused('clid'));
    });

    test('an unknown clid or uid with 403', async () => {
      expect(await refuses({ clid: 999_999, title: 'Новое', territory: 'Ничья' })).toEqual(NOT_FOUND);
      expect(await refuses({ uid: 'такого нет', title: 'Новое' })).toEqual(NOT_FOUND);
    });

    test('a client of someone whom the caller does not see with the same 403', async () => {
      const clid = await given().add({ title: 'Чужой', uid: 'чужой' });
      expect(await refuses({ clid, title: 'Моё' }, MANAGER)).toEqual(NOT_FOUND);
      expect(await refuses({ uid: 'чужой', title: 'Моё' }, MANAGER)).toEqual(NOT_FOUND);
      expect(await given().call('client/info', { clid })).toMatchObject({ data: { title: 'Чужой' } });
    });

    test('a deleted client with 403', async () => {
      const clid = await given().add({ title: 'Удалённый', uid: 'удалённый' });
      await given().call('client/delete', { clid });
      expect(await refuses({ clid, title: 'Живой' })).toEqual(NOT_FOUND);
      expect(await refuses({ uid: 'удалённый', title: 'Живой' })).toEqual(NOT_FOUND);
    });

    test('an empty title with 405, and writes nothing else of the call', async () => {
      const clid = await given().add({ title: 'С названием' });
      expect(await refuses({ clid, title: '', des: 'Описание', territory: 'Не создана', recv: { castInn: '1' } })).toEqual({ result: 'Error', error: { code: '405', text: 'Отсутствуют параметры - Название клиента' } });
      expect(await refuses({ clid, title: null })).toMatchObject({ error: { code: '405' } });
    });

    test('a bad value with 405 naming the member, and writes nothing else of the call', async () => {
      const clid = await given().add({ title: 'С плохим значением' });
      expect(await refuses({ clid, des: 'Описание', input5: 'х'.repeat(256), territory: 'Не создана' })).toEqual(refused('input5'));
      expect(await refuses({ clid, des: 'Описание', recv: { castInn: 'х'.repeat(501) }, territory: 'Не создана' })).toEqual(refused('castInn'));
      expect(await refuses({ clid, des: 'Описание', head_clid: 999_999 })).toEqual(refused('head_clid'));
      expect(await given().call('client/info', { clid })).toMatchObject({ data: { des: null, input5: null, territory: 0 } });
    });
  });

  describe('accepts', () => {
    const shown = async (clid: number): Promise<Record<string, unknown>> => Object(Object(await given().call('client/info', { clid, bankinfo: true })).data) as Record<string, unknown>;

    test('writes the members sent, their change log, event and history line, and leaves the others alone', async () => {
      const clid = await given().add({ title: 'Частичный', phone: '111', des: 'Было', territory: 'Пермь', input1: 'один' });
      const before = await shown(clid);
      given().clock.now = NOON + HOUR;
      const { answer, events, changes } = await given().written('client/update', { clid, des: 'Стало', territory: 'Губаха' });
      given().clock.now = NOON;
      const by = { actor: given().ids.boss, face: 'salesman', key: given().ids.key };
      const territory = (await shown(clid))['territory'];
      expect(answer).toEqual({ data: clid, hid: expect.any(Number), result: 'Успешно' });
      expect(events).toEqual([
        { name: 'territory.created', entity: 'territory', id: territory, ...by, data: {} },
        { name: 'client.updated', entity: 'client', id: clid, ...by, data: { fields: ['note', 'territory'] } },
      ]);
      expect(changes).toEqual([
        { action: 'insert', entity: 'territory', id: territory, ...by, before: null, after: { title: 'Губаха', position: 5, created_at: NOON + HOUR, created_by: given().ids.boss } },
        {
          action: 'update', entity: 'client', id: clid, ...by,
          before: { note: 'Было', territory: 1, updated_at: null, updated_by: null },
          after: { note: 'Стало', territory, updated_at: NOON + HOUR, updated_by: given().ids.boss },
        },
      ]);
      const [line] = await given().rows(`SELECT kind, owner, client, changes FROM e_activity WHERE id = ${Number(Object(answer).hid)}`);
      expect({ ...line, changes: JSON.parse(String(line?.['changes'])) as unknown }).toEqual({
        kind: 'changed', owner: given().ids.boss, client: clid, changes: [{ field: 'note', before: 'Было', after: 'Стало' }, { field: 'territory', before: 1, after: { new: 'Губаха' } }],
      });
      expect(await shown(clid)).toEqual({
        ...before, des: 'Стало', territory, territoryname: 'Губаха',
        edited: '2024-03-11 13:00:00', editor: 'Владислав Андреев', editorID: given().ids.boss, date_edit: '11.03.24,  13:00',
      });
    });

    test('says that the data are the same, and writes nothing, when they are', async () => {
      const members = { title: 'ООО Та же', phone: ['111', '222'], mail_url: 'a@b.ru', territory: 'Пермь', tip_cmr: '3 - Текущий клиент', type: 'partner', des: '', input2: 'два', user: MANAGER };
      const clid = await given().add(members);
      const { answer, events, changes } = await given().written('client/update', { clid, ...members });
      expect({ answer, events, changes }).toEqual({ answer: { data: clid, result: SAME }, events: [], changes: [] });
      expect(await given().call('client/update', { clid })).toEqual({ data: clid, result: SAME });
      expect(await shown(clid)).toMatchObject({ edited: null, date_edit: '' });
    });

    test('clears what is sent as "" or null: it reads as empty, what was never written as null', async () => {
      const full = { des: 'd', scheme: 's', address: 'a', phone: '1', fax: '2', site_url: 'u', mail_url: 'm', territory: 'Пермь', idcategory: 'Розница', tip_cmr: 2, clientpath: 2, input1: 'i' };
      const empty = {
        des: '', scheme: '', address: '', phone: '', fax: '', site_url: '', mail_url: '', territory: 0, territoryname: null,
        idcategory: 0, category: '', tip_cmr: null, clientpath: null, clientpath2: 0, input1: '', input2: null,
      };
      for (const nothing of ['', null]) {
        const clid = await given().add({ title: `Очистка ${String(nothing)}`, ...full });
        const cleared = Object.fromEntries(Object.keys(full).map((name) => [name, nothing]));
        expect(await given().call('client/update', { clid, ...cleared })).toMatchObject({ result: 'Успешно' });
        expect(await shown(clid)).toMatchObject(empty);
      }
      const clid = await given().add({ title: 'Никогда', type: 'client' });
      expect(await shown(clid)).toMatchObject({ des: null, scheme: null, address: null, phone: null, fax: null, site_url: null, mail_url: null, input1: null, uid: null });
    });

    test('takes false for a member that was not sent', async () => {
      const clid = await given().add({ title: 'Ложь', des: 'Есть' });
      expect(await given().call('client/update', { clid, des: false, title: false })).toEqual({ data: clid, result: SAME });
    });

    test('replaces uid when the client is named by clid, never empties it, and only finds by it otherwise', async () => {
      const clid = await given().add({ title: 'С uid', uid: 'старый' });
      expect(await given().call('client/update', { clid, uid: 'новый' })).toMatchObject({ data: clid, result: 'Успешно', hid: expect.any(Number) });
      expect(await shown(clid)).toMatchObject({ uid: 'новый', clientUID: 'новый' });
      expect(await given().call('client/update', { clid, uid: '' })).toEqual({ data: clid, result: SAME });
      expect(await given().call('client/update', { clid, uid: null })).toEqual({ data: clid, result: SAME });
      expect(await given().call('client/update', { uid: 'новый', des: 'Найден' })).toMatchObject({ data: clid, result: 'Успешно' });
      expect(await given().call('client/update', { clid: 0, uid: 'новый', des: 'Снова' })).toMatchObject({ data: clid, result: 'Успешно' });
      expect(await shown(clid)).toMatchObject({ uid: 'новый', des: 'Снова' });
      expect(await given().call('client/info', { uid: 'старый' })).toMatchObject({ error: { code: '404' } });
    });

    test('replaces the requisites sent and keeps the others, even when nothing else differs', async () => {
      const clid = await given().add({ title: 'Реквизиты', recv: { castInn: '1', castKpp: '2' } });
      const by = { actor: given().ids.boss, face: 'salesman', key: given().ids.key };
      const { answer, events, changes } = await given().written('client/update', { clid, recv: { castKpp: '3', castBank: 'Банк' } });
      expect(answer).toEqual({ data: clid, result: `${SAME}; Реквизиты обновлены`, recv: 'Реквизиты обновлены' });
      expect(events).toEqual([
        { name: 'client.requisites_changed', entity: 'client', id: clid, ...by, data: {} },
        { name: 'requisites.updated', entity: 'requisites', id: expect.any(Number), ...by, data: { fields: ['kpp', 'bank'] } },
      ]);
      expect(changes).toEqual([{
        action: 'update', entity: 'requisites', id: expect.any(Number), ...by,
        before: { kpp: '2', bank: null, updated_at: null, updated_by: null }, after: { kpp: '3', bank: 'Банк', updated_at: NOON, updated_by: given().ids.boss },
      }]);
      expect((await shown(clid))['bankinfo']).toMatchObject({ castInn: '1', castKpp: '3', castBank: 'Банк', castBankRs: '' });
    });

    test('says so for equal requisites too, without an event, and clears a requisite sent empty', async () => {
      const clid = await given().add({ title: 'Реквизиты снова', recv: { castInn: '1', castKpp: '2' } });
      const same = await given().written('client/update', { clid, recv: { castInn: '1' } });
      expect(same).toEqual({ answer: { data: clid, result: `${SAME}; Реквизиты обновлены`, recv: 'Реквизиты обновлены' }, events: [], changes: [] });
      expect(await given().call('client/update', { clid, des: 'И поле', recv: { castKpp: '' } })).toEqual({ data: clid, hid: expect.any(Number), result: 'Успешно; Реквизиты обновлены', recv: 'Реквизиты обновлены' });
      expect((await shown(clid))['bankinfo']).toMatchObject({ castInn: '1', castKpp: '' });
    });

    test('adds requisites to a client that had none', async () => {
      const clid = await given().add({ title: 'Без реквизитов' });
      expect(await given().call('client/update', { clid, recv: { castInn: '5' } })).toEqual({ data: clid, result: `${SAME}; Реквизиты обновлены`, recv: 'Реквизиты обновлены' });
      expect(await given().call('client/info', { inn: '5' })).toMatchObject({ data: { clid } });
    });

    test('changes the owner by iduser and by login; nobody of that name leaves him', async () => {
      const clid = await given().add({ title: 'Передача' });
      await given().call('client/update', { clid, user: MANAGER });
      expect(await shown(clid)).toMatchObject({ iduser: given().ids.manager });
      await given().call('client/update', { clid, iduser: given().ids.boss });
      expect(await shown(clid)).toMatchObject({ iduser: given().ids.boss });
      expect(await given().call('client/update', { clid, user: 'nobody@isaler.ru' })).toEqual({ data: clid, result: SAME });
    });

    test('does not change the date of creation, and an empty type is a client', async () => {
      const clid = await given().add({ title: 'Даты', type: 'partner' });
      expect(await given().call('client/update', { clid, date_create: '2001-01-01 00:00:00' })).toEqual({ data: clid, result: SAME });
      await given().call('client/update', { clid, type: '' });
      expect(await shown(clid)).toMatchObject({ type: 'client', created: '2024-03-11 12:00:00' });
    });

    test('moves the legal form of a new title and finds the client by the words of the old order', async () => {
      const clid = await given().add({ title: 'Старое имя' });
      await given().call('client/update', { clid, title: 'ООО Новое имя' });
      expect(await shown(clid)).toMatchObject({ title: 'Новое имя, ООО' });
      expect(await given().call('client/list', { word: 'новое имя', fields: 'clid' })).toMatchObject({ data: [{ clid }] });
      expect(await given().call('client/list', { word: 'старое имя', fields: 'clid' })).toMatchObject({ data: [] });
    });

    test('writes the first address alone: the others stay, and one moves up when the first is cleared', async () => {
      const id = await createRecord(given().crm, await given().context(), 'client', { name: 'Два адреса', addresses: ['Первый', 'Второй'] });
      await given().call('client/update', { clid: id, address: 'Новый' });
      expect(await given().crm.storage.readRecord('client', id)).toMatchObject({ addresses: ['Новый', 'Второй'] });
      await given().call('client/update', { clid: id, address: '' });
      expect(await given().crm.storage.readRecord('client', id)).toMatchObject({ addresses: ['Второй'] });
      expect(await shown(id)).toMatchObject({ address: 'Второй' });
    });

    test('ignores a switched-off field without a word', async () => {
      const clid = await given().add({ title: 'Выключенное', input9: 'до' });
      await changeField(given().crm, 'client', 'input9', { active: false });
      expect(await given().call('client/update', { clid, input9: 'после' })).toEqual({ data: clid, result: SAME });
      await changeField(given().crm, 'client', 'input9', { active: true });
      expect(await shown(clid)).toMatchObject({ input9: 'до' });
    });
  });
});
