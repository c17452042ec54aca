import { beforeAll, describe, expect, test } from 'vitest';
import { onEveryEngine, type Written } from '../../../../test/alfacrm/world.ts';
import { createRecord } from '../../../core/records/create-record.ts';

onEveryEngine('subscriptions of customers', (world) => {
  let [anna, boris, monthly] = [0, 0, 0];
  let made: Written['model'];
  const customer = async (name: string, path = '1/customer/create'): Promise<number> => (await world().write(path, { name, is_study: 1, legal_type: 1 })).id;

  beforeAll(async () => {
    [anna, boris] = [await customer('Анна'), await customer('Борис')];
    monthly = (await world().write('1/tariff/create', { name: 'Месяц', type: 2, price: 4000 })).id;
    made = await world().write(`1/customer-tariff/create?customer_id=${anna}`, { tariff_id: monthly, b_date: '01.03.2024', lesson_type_ids: [2], balance: 500 });
  });

  const ids = async (body: object, query = ''): Promise<readonly unknown[]> => (await world().list(`1/customer-tariff/index${query}`, body)).items.map(({ id }) => id);

  describe('are refused', () => {
    test('without a customer anywhere', async () => {
      const { status, json } = await world().post('1/customer-tariff/create', { tariff_id: monthly, b_date: '01.03.2024' });
      expect([status, json]).toEqual([400, { name: 'Bad Request', message: 'Отсутствуют обязательные параметры: customer_id', code: 0, status: 400 }]);
    });

    test('without a tariff and a beginning', async () => {
      expect((await world().post(`1/customer-tariff/create?customer_id=${anna}`, {})).json).toEqual({ success: false, errors: {
        tariff_id: ['Необходимо заполнить «Шаблон».'], b_date: ['Необходимо заполнить «Начало действия».'],
      } });
    });

    test('of a customer or a tariff that is not there', async () => {
      expect((await world().post('1/customer-tariff/create?customer_id=999', { tariff_id: monthly, b_date: '01.03.2024' })).json).toEqual({ success: false, errors: { customer_id: ['Значение «Клиент» неверно.'] } });
      expect((await world().post(`1/customer-tariff/create?customer_id=${anna}`, { tariff_id: 999, b_date: '01.03.2024' })).json).toEqual({ success: false, errors: { tariff_id: ['Значение «Шаблон» неверно.'] } });
    });

    test('with a date that is none', async () => {
      expect((await world().post(`1/customer-tariff/update?id=${made.id}`, { e_date: 'никогда' })).json).toEqual({ success: false, errors: { e_date: ['Неверный формат значения «Окончание действия».'] } });
    });
  });

  // kiber parses both dates with %d.%m.%Y and fails on null (trap 23).
  test('46: are whole models with Russian dates, and an end that the tariff gives', () => {
    expect(made).toEqual({
      id: made.id, customer_id: anna, tariff_id: monthly, subject_ids: [], lesson_type_ids: [2], is_separate_balance: 0, balance: '0.00', paid_count: 0, paid_till: null, note: '',
      b_date: '01.03.2024', e_date: '31.03.2024', paid_lesson_count: 0, group_id: null,
    });
  });

  test('47: one is in the index of its customer, and not among the dead', async () => {
    expect(await world().list(`1/customer-tariff/index?customer_id=${anna}`)).toEqual({ total: 1, count: 1, page: 0, items: [made] });
    expect(await ids({ dead: true }, `?customer_id=${anna}`)).toEqual([]);
    expect(await ids({ dead: false }, `?customer_id=${anna}`)).toEqual([made.id]);
    expect(await ids({ customer_id: boris })).toEqual([]);
  });

  test('47: an archived subscription is not in the index unless the dead, or removed, are asked for', async () => {
    const { id } = await world().write('1/customer-tariff/create', { customer_id: boris, tariff_id: monthly, b_date: '2024-02-01', e_date: '2024-02-10' });
    expect((await world().post(`1/customer-tariff/delete?id=${id}&customer_id=${boris}`, {})).json).toEqual({ success: true, errors: [] });
    expect(await ids({ customer_id: boris })).toEqual([]);
    expect(await ids({ customer_id: boris, dead: true })).toEqual([id]);
    expect(await ids({ customer_id: boris, dead: 0 })).toEqual([]);
    expect(await ids({ customer_id: boris, removed: 1 })).toEqual([id]);
    expect((await world().post(`1/customer-tariff/delete?id=${id}`, {})).status).toBe(404);
  });

  test('are closed by an end, and never left without one', async () => {
    expect(await world().write(`1/customer-tariff/update?id=${made.id}&customer_id=${boris}`, { e_date: '20.03.2024' })).toEqual({ ...made, e_date: '20.03.2024' });
    expect(await world().write(`1/customer-tariff/update?id=${made.id}`, { ...made, e_date: null, note: 'n' })).toEqual({ ...made, note: 'n' });
    await world().write(`1/customer-tariff/update?id=${made.id}`, { note: '' });
  });

  test('that another face made without an end show one far away, and keep to have none', async () => {
    const id = await createRecord(world().crm, await world().context(), 'subscription', { client: boris, tariff: monthly, starts_on: '2024-03-01' });
    const [row] = (await world().list('1/customer-tariff/index', { id })).items;
    expect(row).toMatchObject({ e_date: '31.12.2099' });
    await world().write(`1/customer-tariff/update?id=${id}`, { ...row, note: 'n' });
    expect(await world().store.storage.readRecord('subscription', id)).toMatchObject({ note: 'n', ends_on: null });
  });

  test('are found by each filter', async () => {
    const weekly = (await world().write('1/tariff/create', { name: 'Неделя', type: 3, price: 1000 })).id;
    const { id } = await world().write(`1/customer-tariff/create?customer_id=${anna}`, { tariff_id: weekly, b_date: '04.03.2024', is_separate_balance: 1 });
    await createRecord(world().crm, await world().context(), 'payment', { client: anna, subscription: id, type: 1, account: 1, branch: 1, date: '2024-03-05', income: 70_000 });
    expect((await world().list('1/customer-tariff/index', { id })).items).toMatchObject([{ balance: '700.00' }]);
    expect(await ids({ customer_id: anna, balance: 700 })).toEqual([id]);
    expect(await ids({ customer_id: anna, balance: [0, '699.99'] })).toEqual([made.id]);
    expect(await ids({ customer_id: anna, balance: ['0.01', null] })).toEqual([id]);
    expect(await ids({ id })).toEqual([id]);
    expect(await ids({ tariff_id: weekly })).toEqual([id]);
    expect(await ids({ tariff_type: 3 })).toEqual([id]);
    expect(await ids({ is_separate_balance: true })).toEqual([id]);
    expect(await ids({ is_separate_balance: 0, customer_id: anna })).toEqual([made.id]);
    expect(await ids({ b_date_from: '04.03.2024', e_date_to: '10.03.2024' })).toEqual([id]);
    expect(await ids({ customer_id: anna })).toEqual([id, made.id]);
  });

  test('of a branch are those of its customers; one customer’s come through his branches alone', async () => {
    const { id: second } = await world().write('branch/create', { name: 'Второй', is_active: 1 });
    const vera = await customer('Вера', `${second}/customer/create`);
    const { id } = await world().write(`${second}/customer-tariff/create?customer_id=${vera}`, { tariff_id: monthly, b_date: '01.03.2024' });
    expect((await world().list(`${second}/customer-tariff/index`)).items.map((row) => row['id'])).toEqual([id]);
    expect(await ids({})).not.toContain(id);
    expect(await ids({ customer_id: vera })).toEqual([]);
    expect((await world().list('customer-tariff/index', { customer_id: vera })).items).toMatchObject([{ id }]);
    // Who reads branch by branch meets the subscription of a customer of both twice (trap 36).
    await world().write(`customer/update?id=${vera}`, { branch_ids: [1, second] });
    expect(await ids({ customer_id: vera })).toEqual([id]);
  });
});
