import { expect, test } from 'vitest';
import { createUser } from '../../../core/accounts/create-user.ts';
import { BOSS, MANAGER, onEveryEngine } from '../../../../test/salesman/world.ts';

const NOT_FOUND = { result: 'Error', error: { code: '404', text: 'Пользователь не найден' } };
const MISSING = { result: 'Error', error: { code: '405', text: 'Отсутствуют параметры' } };
const AUTHOR = { userId: null, face: 'cli', keyId: null };

onEveryEngine('user/info and user/list', (given) => {
  test('refuse a call that names nobody with 405, and an unknown name with 404', async () => {
    expect(await given().call('user/info')).toEqual(MISSING);
    expect(await given().call('user/info', { user: '', uid: null, iduser: 0 })).toEqual(MISSING);
    expect(await given().call('user/info', { user: 'nobody@isaler.ru' })).toEqual(NOT_FOUND);
    expect(await given().call('user/info', { uid: 'нет' })).toEqual(NOT_FOUND);
    expect(await given().call('user/info', { iduser: 999_999 })).toEqual(NOT_FOUND);
    expect(await given().call('user/info', { iduser: 'первый' })).toMatchObject({ error: { code: '405', text: expect.stringContaining('iduser') } });
  });

  test('refuse user/add with 402 and create nobody', async () => {
    expect(await given().call('user/add', { user: 'new', password: 'password1', title: 'Новый' })).toEqual({ result: 'Error', error: { code: '402', text: 'Неизвестный метод' } });
    expect(await given().call('user/info', { user: 'new' })).toEqual(NOT_FOUND);
  });

  test('show one user by uid, login or id, looked at in this order, and never a password', async () => {
    const id = await createUser(given().crm, AUTHOR, {
      role: 'department_head', password: 'a long password',
      values: { login: 'olga@isaler.ru', name: 'Ольга', external_id: 'u-7', department: 1, post: 'Начальник', emails: ['olga@isaler.ru'], phones: ['1'], mobiles: ['2', '3'], extension: '101', active: true },
    });
    const data = {
      iduser: id, uid: 'u-7', oid: 'OAP', title: 'Ольга', login: 'olga@isaler.ru', active: 'yes', tip: 'Руководитель отдела', user_post: 'Начальник',
      email: 'olga@isaler.ru', phone: '1', phone_in: '101', mob: '2, 3',
    };
    expect(await given().call('user/info', { iduser: String(id) })).toEqual({ data });
    expect(await given().call('user/info', { user: 'Olga@isaler.ru', iduser: 1 })).toEqual({ data });
    expect(await given().call('user/info', { uid: 'u-7', user: BOSS }, MANAGER)).toEqual({ data });
    expect(await given().call('user/info', { user: MANAGER })).toEqual({
      data: {
        iduser: given().ids.manager, uid: null, oid: false, title: 'Марина Андреева', login: MANAGER, active: 'yes', tip: 'Менеджер продаж', user_post: null,
        email: null, phone: null, phone_in: null, mob: null,
      },
    });
  });

  test('list everybody, those who left included', async () => {
    const id = await createUser(given().crm, AUTHOR, { values: { login: 'left@isaler.ru', name: 'Ушёл', active: false, department: 2 } });
    const { data } = Object(await given().call('user/list', {}, MANAGER)) as { data: { iduser: number }[] };
    expect(data.find(({ iduser }) => iduser === id)).toEqual({ iduser: id, uid: null, oid: 'OPP', title: 'Ушёл', login: 'left@isaler.ru', email: null, active: 'no' });
    expect(data.map(({ iduser }) => iduser)).toEqual(data.map(({ iduser }) => iduser).toSorted((one, other) => one - other));
    expect(data).toHaveLength(4);
  });
});
