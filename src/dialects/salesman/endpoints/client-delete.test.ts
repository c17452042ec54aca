import { expect, test } from 'vitest';
import { deleteRecord } from '../../../core/records/delete-record.ts';
import { createRecord } from '../../../core/records/create-record.ts';
import type { FieldInputs } from '../../../core/records/accept-values.ts';
import { BOSS, MANAGER, NOON, onEveryEngine } from '../../../../test/salesman/world.ts';

const NOT_FOUND = { result: 'Error', error: { code: '403', text: 'Клиент с указанным clid не найден в пределах аккаунта указанного пользователя' } };
const MISSING_CLID = { result: 'Error', error: { code: '405', text: 'Отсутствуют параметры - clid клиента' } };
const HAS_DEALS = { result: 'Error', error: { code: '406', text: 'Удаление клиента не возможно - есть сделки' } };

onEveryEngine('client/delete', (given) => {
  const create = async (entity: string, values: FieldInputs): Promise<number> => createRecord(given().crm, await given().context(), entity, values);
  const refuses = async (members: object, login = BOSS): Promise<unknown> => {
    const { answer, events, changes } = await given().written('client/delete', members, login);
    expect({ events, changes }).toEqual({ events: [], changes: [] });
    return answer;
  };

  test('refuses a call without clid with 405; a uid does not do', async () => {
    await given().add({ title: 'По uid не удалить', uid: 'uid' });
    expect(await refuses({})).toEqual(MISSING_CLID);
    expect(await refuses({ clid: '' })).toEqual(MISSING_CLID);
    expect(await refuses({ uid: 'uid' })).toEqual(MISSING_CLID);
    expect(await refuses({ clid: 'все' })).toMatchObject({ error: { code: '405', text: expect.stringContaining('clid') } });
  });

  test('refuses an unknown client and one that the caller does not see with 403', async () => {
    const clid = await given().add({ title: 'Чужой' });
    expect(await refuses({ clid: 999_999 })).toEqual(NOT_FOUND);
    expect(await refuses({ clid }, MANAGER)).toEqual(NOT_FOUND);
    expect(await given().call('client/info', { clid })).toMatchObject({ data: { title: 'Чужой' } });
  });

  test('refuses a client with a deal, open or closed, as customer or as payer, with 406', async () => {
    for (const deal of [{ closed_at: null }, { closed_at: NOON }, 'payer'] as const) {
      const clid = await given().add({ title: `Со сделкой ${JSON.stringify(deal)}` });
      const id = await create('deal', deal === 'payer' ? { name: 'Сделка', payer: clid } : { name: 'Сделка', client: clid, ...deal });
      expect(await refuses({ clid })).toEqual(HAS_DEALS);
      await deleteRecord(given().crm, await given().context(), 'deal', id);
      expect(await given().call('client/delete', { clid })).toMatchObject({ result: 'Клиент удален' });
    }
  });

  test('deletes, counts what went with it, lets contacts go and writes it all at once', async () => {
    const clid = await given().add({ title: 'На удаление', uid: 'на удаление', phone: '+7(342)550-99-99', recv: { castInn: '777' } });
    await given().call('client/update', { clid, des: 'Изменён' });
    const [first, second] = [await create('person', { name: 'Первый', client: clid }), await create('person', { name: 'Второй', client: clid })];
    const [bound, loose] = [await create('task', { name: 'С контактом', client: clid, person: first }), await create('task', { name: 'Без контакта', client: clid })];
    const by = { actor: given().ids.boss, face: 'salesman', key: given().ids.key };

    const { answer, events, changes } = await given().written('client/delete', { clid: String(clid) });
    expect(answer).toEqual({
      message: 'Успешно: Клиент удален.<br>Также удалено 2 записи истории активностей. Снята привязка к Клиенту у 2 Контактов. Удалено 2 записей напоминаний. Удалено 0 файлов.',
      result: 'Клиент удален', data: clid,
    });
    expect(events).toEqual([
      { name: 'person.updated', entity: 'person', id: first, ...by, data: { fields: ['client'] } },
      { name: 'person.updated', entity: 'person', id: second, ...by, data: { fields: ['client'] } },
      { name: 'task.updated', entity: 'task', id: bound, ...by, data: { fields: ['client'] } },
      { name: 'task.deleted', entity: 'task', id: loose, ...by, data: {} },
      { name: 'client.deleted', entity: 'client', id: clid, ...by, data: {} },
      ...['activity', 'activity', 'requisites'].map((entity) => ({ name: `${entity}.deleted`, entity, id: expect.any(Number), ...by, data: {} })),
    ]);
    expect(changes.map(({ action, entity, id }) => ({ action, entity, id }))).toEqual([
      { action: 'update', entity: 'person', id: first },
      { action: 'update', entity: 'person', id: second },
      { action: 'update', entity: 'task', id: bound },
      { action: 'update', entity: 'task', id: loose },
      { action: 'update', entity: 'requisites', id: expect.any(Number) },
      { action: 'update', entity: 'client', id: clid },
    ]);
    expect(changes.at(-1)).toMatchObject({ ...by, before: { deleted_at: null }, after: { deleted_at: NOON } });
    expect(await given().rows(`SELECT id FROM e_person WHERE client = ${clid}`)).toEqual([]);
  });

  test('leaves nothing of the client in any read', async () => {
    const clid = await given().add({ title: 'Исчезнет без следа', uid: 'следы', phone: '+7(342)550-77-77', recv: { castInn: '999111' } });
    const child = await given().add({ title: 'Дочерняя компания', head_clid: clid });
    await given().call('client/delete', { clid });
    expect(await given().call('client/info', { clid })).toEqual(NOT_FOUND);
    expect(await given().call('client/info', { uid: 'следы' })).toMatchObject({ error: { code: '404' } });
    expect(await given().call('client/info', { inn: '999111' })).toMatchObject({ error: { code: '404' } });
    expect(await given().call('client/list', { word: 'исчезнет' })).toMatchObject({ data: [], count: 0 });
    expect(await given().call('client/list', { word: '5507777' })).toMatchObject({ data: [], count: 0 });
    expect(await given().call('client/info', { clid: child })).toMatchObject({ data: { head: '' } });
    expect(await given().call('client/delete', { clid })).toEqual(NOT_FOUND);
    expect(await given().call('client/change.user', { clid, newuser: given().ids.manager })).toEqual(NOT_FOUND);
  });

  test('makes room for a client of the same name, under a new clid', async () => {
    const clid = await given().add({ title: 'Вернётся' });
    await given().call('client/delete', { clid });
    expect(await given().add({ title: 'Вернётся' })).toBeGreaterThan(clid);
  });

  test('is done once when asked for many times at once', async () => {
    const clid = await given().add({ title: 'Удаляют вместе' });
    const answers = await Promise.all(Array.from({ length: 16 }, () => given().call('client/delete', { clid })));
    expect(answers.filter((answer) => !('error' in Object(answer)))).toHaveLength(1);
    expect(answers.filter((answer) => 'error' in Object(answer))).toEqual(Array.from({ length: 15 }, () => NOT_FOUND));
  });
});
