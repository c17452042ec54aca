import { beforeAll, expect, test } from 'vitest';
import { onEveryEngine, type Listed } from '../../../../test/alfacrm/world.ts';

const ids = ({ items }: Listed): unknown => items.map(({ id }) => id);
const PAY = { pay_type_id: 1, pay_account_id: 1, document_date: '05.03.2024', income: 4000, branch_id: 1 };

onEveryEngine('payments', (world) => {
  let anna = 0;
  let boris = 0;
  let item = 0;

  beforeAll(async () => {
    const { write } = world();
    anna = (await write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 })).id;
    boris = (await write('1/customer/create', { name: 'Борис', is_study: 1, legal_type: 1 })).id;
    const category = (await write('pay-item-category/create', { name: 'Прочее', weight: 5 })).id;
    item = (await write('1/pay-item/create', { name: 'Материалы', branch_ids: [1], category_id: category, pay_type_ids: [1], weight: 5 })).id;
  });

  const errorsOf = async (path: string, body: unknown): Promise<unknown> => ((await world().post(path, body)).json as { errors: unknown }).errors;
  const balance = async (customer: number): Promise<unknown> => (await world().list('1/customer', { id: customer })).items[0]?.['balance'];

  test('what a payment needs is asked for at once; the branch of the address will do', async () => {
    expect(await errorsOf('1/pay/create', {})).toEqual({
      customer_id: ['Необходимо заполнить «Клиент».'], pay_type_id: ['Необходимо заполнить «Вид платежа».'],
      pay_account_id: ['Необходимо заполнить «Касса».'], document_date: ['Необходимо заполнить «Дата».'],
    });
    const { branch_id: _branch, ...rest } = PAY;
    expect(await errorsOf('pay/create', { ...rest, customer_id: anna })).toEqual({ branch_id: ['Необходимо заполнить «Филиал».'] });
  });

  test('amounts and dates of no known form, and what is not there, are refused', async () => {
    for (const [name, sent] of [['income', 'many'], ['document_date', '31.02.2024'], ['pay_account_id', 99], ['pay_type_id', 2], ['customer_id', 999], ['ctt_id', 999], ['is_confirmed', 'perhaps']] as const) {
      expect({ sent, errors: await errorsOf('1/pay/create', { ...PAY, customer_id: anna, [name]: sent }) }).toEqual({ sent, errors: { [name]: [expect.stringMatching(/^(Неверный|Значение)/u)] } });
    }
    expect((await world().post('1/pay/fiscal-sell?id=1', { type: 1 })).status).toBe(404);
    expect((await world().post('1/pay/delete', { customer_id: anna })).status).toBe(400);
    expect((await world().post('1/pay/delete', { id: 999 })).status).toBe(404);
  });

  test('51: a payment is shown whole, and the balance of who paid rises', async () => {
    const made = await world().write('1/pay/create', { ...PAY, customer_id: anna });
    expect(made).toEqual({
      id: expect.any(Number), branch_id: 1, location_id: null, customer_id: anna, pay_type_id: 1, pay_type_name: 'Доход', pay_account_id: 1, pay_item_id: null,
      teacher_id: null, commodity_id: null, ctt_id: null, group_id: null, document_date: '05.03.2024', income: '4000.00', expenditure: '0.00', payer_name: '', note: '',
      is_confirmed: 1, manager_id: null, customer_contract_id: null, custom_md_order: null, custom_order_description: null,
      created_at: '2024-03-11 12:00:00', updated_at: '2024-03-11 12:00:00',
    });
    expect(await balance(anna)).toBe('4000.00');
    // rastudio looks for a payment, after a failure of the network, by the very values that it sent (trap 35).
    const { items } = await world().list('1/pay', { customer_id: anna, date_from: '2024.03.05', date_to: '2024.03.05', pageSize: 200 });
    expect(items).toEqual([made]);
  });

  test('31: a payment is deleted by the id in the body, and the balance falls', async () => {
    // rastudio sends no query (trap 32).
    const made = await world().write('1/pay/create', { ...PAY, customer_id: boris });
    expect(await balance(boris)).toBe('4000.00');
    expect((await world().post('1/pay/delete', { id: made.id, customer_id: boris })).json).toEqual({ success: true, errors: [] });
    expect((await world().list('1/pay', { id: made.id })).total).toBe(0);
    expect(await balance(boris)).toBe('0.00');
  });

  test('52: a period finds the same in every notation', async () => {
    const all = ids(await world().list('1/pay', { date_from: '2024-03-05', date_to: '2024-03-05' }));
    expect(all).toHaveLength(1);
    for (const date_from of ['2024.03.01', '2024-03-01', '01.03.2024', 'nonsense']) expect(ids(await world().list('1/pay', { date_from }))).toEqual(all);
    expect((await world().list('1/pay', { date_from: '06.03.2024' })).total).toBe(0);
    expect((await world().list('1/pay', { date_to: '2024.03.04' })).total).toBe(0);
  });

  test('what is not confirmed does nothing yet; refunds and goods do what their type says', async () => {
    const { write } = world();
    const waiting = await write('1/pay/create', { ...PAY, customer_id: boris, income: '1500,50', is_confirmed: false });
    expect(waiting).toMatchObject({ income: '1500.50', is_confirmed: 0 });
    expect(await balance(boris)).toBe('0.00');
    expect(await write(`1/pay/update?id=${waiting.id}`, { is_confirmed: '1' })).toMatchObject({ is_confirmed: 1 });
    expect(await balance(boris)).toBe('1500.50');
    await write('1/pay/create', { ...PAY, customer_id: boris, pay_type_id: 5, income: 500 });
    await write('1/pay/create', { ...PAY, customer_id: boris, pay_type_id: 6, income: -100 });
    await write('1/pay/create', { ...PAY, customer_id: boris, pay_type_id: 9, income: 700 });
    expect(await balance(boris)).toBe('900.50');
  });

  test('an echo of the whole model changes nothing, and one change that alone', async () => {
    const { write, list, ids: { manager } } = world();
    const made = await write('1/pay/create', { ...PAY, customer_id: anna, income: 1, manager_id: manager, custom_md_order: 'A-1', custom_order_description: 'Март', payer_name: 'Иванов' });
    expect(made).toMatchObject({ manager_id: manager, custom_md_order: 'A-1', custom_order_description: 'Март', payer_name: 'Иванов' });
    const echo = { ...made, income: 1.0, expenditure: 0.0, document_date: '2024-03-05', is_confirmed: true, created_at: '2024-03-11T12:00:00' };
    expect(await write(`1/pay/update?id=${made.id}`, echo)).toEqual(made);
    expect(await write(`1/pay/update?id=${made.id}`, { ...echo, note: 'n' })).toEqual({ ...made, note: 'n' });
    expect((await list('1/customer', { id: anna })).items[0]).toMatchObject({ balance: '4001.00', balance_base: '4001.00' });
    expect(await errorsOf(`1/pay/update?id=${made.id}`, { document_date: '' })).toEqual({ document_date: ['Необходимо заполнить «Дата».'] });
  });

  test('each filter finds its own', async () => {
    const { write, list, ids: { manager } } = world();
    const group = (await write('1/group/create', { name: 'Группа', branch_ids: [1] })).id;
    const location = (await write('1/location/create', { branch_id: 1, name: 'Центр', is_active: 1, weight: 1 })).id;
    const made = await write('1/pay/create', {
      ...PAY, customer_id: boris, document_date: '10.03.2024', income: 777, location_id: location, pay_item_id: item, commodity_id: 3, manager_id: manager, group_id: group, payer_name: 'Сидорова', note: 'За апрель',
    });
    await write('1/pay/create', { ...PAY, customer_id: boris, document_date: '10.03.2024', income: 0, expenditure: 300, pay_type_id: 5, is_confirmed: 0 });
    const day = { date_from: '10.03.2024', date_to: '10.03.2024' };
    const category = (await list('1/pay-item', { id: item })).items[0]?.['category_id'];
    for (const filter of [
      { id: made.id }, { pay_type_id: 1 }, { pay_type_id: ['1', 6] }, { pay_item_id: item }, { pay_item_category_id: category }, { location_id: location }, { commodity_id: 3 },
      { employee_id: manager }, { group_ids: [group] }, { payer_name: 'сидор' }, { note: 'АПРЕЛЬ' }, { is_confirmed: 1 }, { sum_from: 500 }, { sum_from: '777', sum_to: '777.00' },
    ]) expect({ filter, found: ids(await list('1/pay', { ...day, ...filter })) }).toEqual({ filter, found: [made.id] });
    for (const filter of [{ pay_account_id: 1 }, { customer_id: [boris] }, { created_at_from: '11.03.2024', updated_at_to: '11.03.2024' }]) expect(ids(await list('1/pay', { ...day, ...filter }))).toHaveLength(2);
    for (const filter of [{ is_confirmed: 'false' }, { sum_to: 400 }, { sum_from: 300, sum_to: 300 }]) expect(ids(await list('1/pay', { ...day, ...filter }))).not.toContain(made.id);
    for (const filter of [{ ctt_id: 5 }, { customer_id: anna }, { created_at_to: '10.03.2024' }]) expect(ids(await list('1/pay', { ...day, ...filter }))).toEqual([]);
  });

  test('the newest document comes first', async () => {
    const { items } = await world().list('1/pay');
    const dates = items.map(({ document_date: date }) => String(date).split('.').toReversed().join('-'));
    expect(dates).toEqual(dates.toSorted().toReversed());
  });
});
