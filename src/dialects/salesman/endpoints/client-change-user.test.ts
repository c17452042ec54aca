import { expect, test } from 'vitest';
import { createUser } from '../../../core/accounts/create-user.ts';
import { createRecord } from '../../../core/records/create-record.ts';
import { updateRecord } from '../../../core/records/update-record.ts';
import type { FieldInputs } from '../../../core/records/accept-values.ts';
import { BOSS, MANAGER, NOON, onEveryEngine } from '../../../../test/salesman/world.ts';

const NOT_FOUND = { result: 'Error', error: { code: '403', text: 'Клиент с указанным clid не найден в пределах аккаунта указанного пользователя' } };
const missing = (what: string): object => ({ result: 'Error', error: { code: '405', text: `Отсутствуют параметры - ${what}` } });
const DONE = { result: 'Сделано', error: [] };

onEveryEngine('client/change.user', (given) => {
  const create = async (entity: string, values: FieldInputs): Promise<number> => createRecord(given().crm, await given().context(), entity, values);
  const refuses = async (members: object, login = BOSS): Promise<unknown> => {
    const before = await given().sizes();
    const answer = await given().call('client/change.user', members, login);
    expect(await given().sizes()).toEqual(before);
    return answer;
  };
  const owners = async (entity: string, clid: number): Promise<unknown> => (await given().rows(`SELECT owner FROM e_${entity} WHERE client = ${clid} ORDER BY id`)).map(({ owner }) => owner);

  test('refuses a call without a client or without a user who is at work with 405', async () => {
    const clid = await given().add({ title: 'Некому' });
    const gone = await createUser(given().crm, { userId: null, face: 'cli', keyId: null }, { values: { login: 'gone', name: 'Нет', active: false } });
    expect(await refuses({ newuser: given().ids.manager })).toEqual(missing('clid клиента'));
    expect(await refuses({ clid })).toEqual(missing('newuser'));
    expect(await refuses({ clid, newuser: 0 })).toEqual(missing('newuser'));
    expect(await refuses({ clid, newuser: 999_999 })).toEqual(missing('newuser'));
    expect(await refuses({ clid, newuser: gone })).toEqual(missing('newuser'));
    expect(await refuses({ clid, user: 'nobody@isaler.ru' })).toEqual(missing('newuser'));
    expect(await refuses({ clid, newuser: 'Марина' })).toEqual(missing('newuser: неверный тип значения'));
  });

  test('refuses an unknown client and one that the caller does not see with 403', async () => {
    const clid = await given().add({ title: 'Чужой' });
    expect(await refuses({ clid: 999_999, newuser: given().ids.manager })).toEqual(NOT_FOUND);
    expect(await refuses({ clid, newuser: given().ids.manager }, MANAGER)).toEqual(NOT_FOUND);
  });

  test('gives the client to another user, with change log, event and history line, and out of the free ones', async () => {
    const { boss, manager, key } = given().ids;
    const clid = await given().add({ title: 'Передаётся' });
    await updateRecord(given().crm, await given().context(), 'client', clid, { archived_at: NOON });
    const { answer, events, changes } = await given().written('client/change.user', { clid, newuser: manager, reason: 'Отпуск' });
    const by = { actor: boss, face: 'salesman', key };
    expect(answer).toEqual(DONE);
    expect(events).toEqual([{ name: 'client.owner_changed', entity: 'client', id: clid, ...by, data: { from: boss, to: manager, reason: 'Отпуск' } }]);
    expect(changes).toEqual([{
      action: 'update', entity: 'client', id: clid, ...by,
      before: { owner: boss, archived_at: NOON, updated_at: NOON, updated_by: boss }, after: { owner: manager, archived_at: null, updated_at: NOON, updated_by: boss },
    }]);
    expect(await given().rows(`SELECT kind, owner, changes FROM e_activity WHERE client = ${clid} AND kind = 'owner_changed'`))
      .toEqual([{ kind: 'owner_changed', owner: boss, changes: JSON.stringify({ from: boss, to: manager, reason: 'Отпуск' }) }]);
    expect(await given().call('client/info', { clid }, MANAGER)).toMatchObject({ data: { iduser: manager, trash: 'no' } });
  });

  test('names the new owner by newuser, iduser or login, and notes that no reason was given', async () => {
    const { boss, manager } = given().ids;
    const clid = await given().add({ title: 'Тремя способами' });
    expect(await given().call('client/change.user', { clid, user: MANAGER })).toEqual(DONE);
    expect(await owners('activity', clid)).toHaveLength(2);
    expect(await given().call('client/change.user', { clid, iduser: String(boss) })).toEqual(DONE);
    expect(await given().call('client/change.user', { clid, newuser: manager, user: BOSS })).toEqual(DONE);
    expect(await given().call('client/info', { clid })).toMatchObject({ data: { iduser: manager } });
    expect(await given().rows(`SELECT changes FROM e_activity WHERE client = ${clid} AND kind = 'owner_changed' ORDER BY id LIMIT 1`)).toEqual([{ changes: expect.stringContaining('не указано') }]);
  });

  test('leaves contacts, deals and tasks with their owner unless told to take them along', async () => {
    const { boss, manager } = given().ids;
    const clid = await given().add({ title: 'С хозяйством' });
    await create('person', { name: 'Контакт', client: clid });
    await create('deal', { name: 'Открытая', client: clid });
    await create('task', { name: 'Открытая', client: clid });
    await given().call('client/change.user', { clid, newuser: manager, person_send: 'no', dog_send: false, todo_send: 0 });
    expect([await owners('person', clid), await owners('deal', clid), await owners('task', clid)]).toEqual([[boss], [boss], [boss]]);
  });

  test('takes along contacts with person_send, open deals with dog_send, open tasks of the old owner with todo_send', async () => {
    const { boss, manager } = given().ids;
    const third = await createUser(given().crm, { userId: null, face: 'cli', keyId: null }, { values: { login: 'third', name: 'Третий' } });
    const clid = await given().add({ title: 'Со всем хозяйством' });
    await create('person', { name: 'Первый', client: clid });
    await create('person', { name: 'Второй', client: clid, owner: third });
    await create('deal', { name: 'Открытая', client: clid });
    await create('deal', { name: 'Закрытая', client: clid, closed_at: NOON });
    await create('task', { name: 'Открытая', client: clid });
    await create('task', { name: 'Сделанная', client: clid, done_at: NOON });
    await create('task', { name: 'Третьего', client: clid, owner: third });
    const { answer, events } = await given().written('client/change.user', { clid, newuser: manager, person_send: 'yes', dog_send: 'yes', todo_send: 'yes' });
    expect(answer).toEqual(DONE);
    expect([await owners('person', clid), await owners('deal', clid), await owners('task', clid)]).toEqual([[manager, manager], [manager, boss], [manager, boss, third]]);
    expect(events.map(({ name }) => name)).toEqual(['client.owner_changed', 'person.updated', 'person.updated', 'deal.updated', 'task.updated']);
  });
});
