import { beforeAll, expect, test } from 'vitest';
import { EMAIL, MANAGER, onEveryEngine } from '../../../test/alfacrm/world.ts';

onEveryEngine('who sees what', (world) => {
  let manager: string;
  let foreign: number;
  beforeAll(async () => {
    manager = await world().token(MANAGER);
    foreign = (await world().write('1/customer/create', { name: 'Чужой', is_study: 1, legal_type: 1, assigned_id: world().ids.boss, phone: '79001112233', note: 'тайна' })).id;
    await world().write('1/pay/create', { customer_id: foreign, pay_type_id: 1, pay_account_id: 1, document_date: '05.03.2024', income: 100, branch_id: 1 });
    await world().write(`customer-tariff/create?customer_id=${foreign}`, { tariff_id: (await world().write('tariff/create', { name: 'T', type: 1, price: 100, lessons_count: 1, duration: 60, branch_ids: [1] })).id, b_date: '01.03.2024', lesson_type_ids: [2] });
  });

  test('a client of somebody else is in no list, total, filter, log or answer of a manager', async () => {
    for (const body of [{}, { id: foreign }, { phone: '79001112233' }, { name: 'чуж' }, { note: 'тайна' }, { is_study: 2, removed: 1 }, { assigned_id: world().ids.boss }]) {
      expect({ body, total: (await world().list('1/customer/index', body, manager)).total }).toEqual({ body, total: 0 });
    }
    for (const path of [`1/pay/index?customer_id=${foreign}`, '1/pay/index', `customer-tariff/index?customer_id=${foreign}`, 'customer-tariff/index']) expect({ path, total: (await world().list(path, {}, manager)).total }).toEqual({ path, total: 0 });
    expect((await world().post('log/index', {}, manager)).status).toBe(403);
    for (const action of ['update', 'delete']) expect((await world().post(`1/customer/${action}?id=${foreign}`, { name: 'Мой' }, manager)).status).toBe(404);
    expect((await world().post('1/pay/create', { customer_id: foreign, pay_type_id: 1, pay_account_id: 1, document_date: '05.03.2024', income: 1, branch_id: 1 }, manager)).json).toMatchObject({ success: false, errors: { customer_id: [expect.any(String)] } });
    expect(await world().list('1/customer/index', { id: foreign })).toMatchObject({ items: [{ name: 'Чужой', balance: '100.00' }] });
  });

  test('a client that a manager makes is his own, and one that he gives away leaves his sight', async () => {
    const own = await world().write('1/customer/create', { name: 'Свой', is_study: 1, legal_type: 1 }, manager);
    expect(own).toMatchObject({ assigned_id: world().ids.manager });
    expect((await world().post(`1/customer/update?id=${own.id}`, { assigned_id: world().ids.boss }, manager)).json).toEqual({ success: true, errors: [], model: { id: own.id } });
    expect((await world().post('1/customer/create', { name: 'Отдан', is_study: 1, legal_type: 1, assigned_id: world().ids.boss }, manager)).json).toEqual({ success: true, errors: [], model: { id: expect.any(Number) } });
    expect(await world().list('1/customer/index', {}, manager)).toMatchObject({ total: 0 });
  });

  test('a person of one branch is refused another, and sees what belongs to his and to none', async () => {
    const second = await world().write('branch/create', { name: 'Второй', is_active: 1 });
    const there = await world().write(`${second.id}/customer/create`, { name: 'Там', is_study: 1, legal_type: 1, assigned_id: world().ids.manager });
    const account = (await world().crm.directory()).accountByLogin(MANAGER);
    await world().crm.write({ userId: null, face: 'setup', keyId: null }, async (draft) => void (account !== undefined && draft.update('user', account.record, { branches: ['1'] })));
    expect((await world().post(`${second.id}/customer/index`, {}, manager)).json).toEqual({ name: 'Forbidden', message: 'Access Denied', code: 0, status: 403 });
    expect(await world().list('branch/index', {}, manager)).toMatchObject({ total: 1, items: [{ id: 1 }] });
    for (const body of [{}, { id: there.id }, { branch_ids: [second.id] }]) expect({ body, total: (await world().list('customer/index', body, manager)).total }).toEqual({ body, total: 0 });
    expect(await world().list('customer/index', { id: there.id }, await world().token(EMAIL))).toMatchObject({ total: 1 });
  });
});
