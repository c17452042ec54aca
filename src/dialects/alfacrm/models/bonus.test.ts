import { beforeAll, expect, test } from 'vitest';
import { onEveryEngine, type Reply } from '../../../../test/alfacrm/world.ts';

const DONE = { success: true, errors: [] };

onEveryEngine('bonuses', (world) => {
  let anna = 0;
  let boris = 0;
  beforeAll(async () => {
    for (const name of ['Анна', 'Борис']) {
      const { id } = await world().write('1/customer/create', { name, is_study: 1, legal_type: 1 });
      [anna, boris] = anna === 0 ? [id, 0] : [anna, id];
    }
  });

  const call = (action: string, customer: number, body?: unknown): Promise<Reply> => world().post(`1/bonus/${action}?customer_id=${customer}`, body);

  test('without a customer it is no request, and without such a one nothing is found', async () => {
    for (const action of ['balance-bonus', 'bonus-add', 'bonus-spend']) {
      const { status, json } = await world().post(`1/bonus/${action}`, { amount: 1 });
      expect({ status, json }).toEqual({ status: 400, json: { name: 'Bad Request', message: 'Отсутствуют обязательные параметры: customer_id', code: 0, status: 400 } });
      expect((await call(action, 999, { amount: 1 })).status).toBe(404);
    }
    expect((await world().post('1/bonus/index', {})).status).toBe(404);
    expect((await world().post('1/bonus/create', {})).status).toBe(404);
  });

  test('an amount must be there, whole and above zero', async () => {
    expect((await call('bonus-add', anna, {})).json).toEqual({ success: false, errors: { amount: ['Необходимо заполнить «Количество».'] } });
    for (const amount of [0, -5, 1.5, 'many', true, [5], 1e15]) expect((await call('bonus-add', anna, { amount })).json).toEqual({ success: false, errors: { amount: ['Неверный формат значения «Количество».'] } });
  });

  test('nobody spends more than he has', async () => {
    expect((await call('bonus-spend', anna, { amount: 1 })).json).toEqual({ success: false, errors: { amount: ['Недостаточно бонусов.'] } });
    expect((await call('balance-bonus', anna)).json).toEqual({ balance_bonus: 0 });
  });

  test('54: bonuses that are added are the balance', async () => {
    expect((await call('bonus-add', anna, { amount: 50, note: 'x' })).json).toEqual(DONE);
    expect((await call('balance-bonus', anna)).json).toEqual({ balance_bonus: 50 });
    expect((await call('bonus-spend', anna, { amount: '20' })).json).toEqual(DONE);
    expect((await call('balance-bonus', anna)).json).toEqual({ balance_bonus: 30 });
    expect((await world().list('1/customer', { id: anna })).items[0]).toMatchObject({ balance_bonus: 30, balance: '0.00' });
    const token = await world().token();
    expect((await world().request({ method: 'GET', url: `/v2api/1/bonus/balance-bonus?customer_id=${anna}`, headers: { 'x-alfacrm-token': token } })).json).toEqual({ balance_bonus: 30 });
    expect((await world().request({ method: 'GET', url: `/v2api/1/bonus/bonus-add?customer_id=${anna}`, headers: { 'x-alfacrm-token': token } })).status).toBe(405);
  });

  test('the customer may come in the body too', async () => {
    expect((await world().post('bonus/bonus-add', { customer_id: String(boris), amount: 7 })).json).toEqual(DONE);
    expect((await world().post('bonus/balance-bonus', { customer_id: boris })).json).toEqual({ balance_bonus: 7 });
  });

  test('of ten calls at once only those are paid that the bonuses last for', async () => {
    await call('bonus-add', boris, { amount: 23 });
    const replies = await Promise.all(Array.from({ length: 10 }, () => call('bonus-spend', boris, { amount: 10 })));
    expect(replies.filter(({ json }) => (json as { success: boolean }).success)).toHaveLength(3);
    expect((await call('balance-bonus', boris)).json).toEqual({ balance_bonus: 0 });
  });
});
