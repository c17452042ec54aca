import { beforeAll, describe, expect, test } from 'vitest';
import { onEveryEngine, type Written } from '../../../../test/alfacrm/world.ts';

onEveryEngine('discounts', (world) => {
  let anna = 0;
  let made: Written['model'];
  beforeAll(async () => {
    anna = (await world().write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 })).id;
    made = await world().write('1/discount/create', { customer_id: anna, discount_type: 1, amount: 10, begin: '01.01.2024', end: '2024-12-31' });
  });

  const ids = async (body: object, query = ''): Promise<readonly unknown[]> => (await world().list(`1/discount/index${query}`, body)).items.map(({ id }) => id);

  describe('are refused', () => {
    test('without a customer, or for one that is not there', async () => {
      expect((await world().post('1/discount/create', { amount: 1 })).json).toEqual({ success: false, errors: { customer_id: ['Необходимо заполнить «Клиент».'] } });
      expect((await world().post('1/discount/create', { customer_id: 999, amount: 1 })).json).toEqual({ success: false, errors: { customer_id: ['Значение «Клиент» неверно.'] } });
    });

    test('with values of no known form', async () => {
      expect((await world().post('1/discount/create', { customer_id: anna, discount_type: 3, amount: 'много', begin: 'x' })).json).toEqual({ success: false, errors: {
        discount_type: ['Неверный формат значения «Вид».'], amount: ['Неверный формат значения «Размер».'], begin: ['Неверный формат значения «Начало».'],
      } });
    });
  });

  test('are whole models', () => {
    expect(made).toEqual({
      id: made.id, branch_id: 1, customer_id: anna, discount_type: 1, amount: 10, note: '', subject_ids: [], lesson_type_ids: [], begin: '01.01.2024', end: '31.12.2024',
    });
  });

  test('keep decimals, and what is sent back as it is shown', async () => {
    expect(await world().write(`discount/update?id=${made.id}`, { ...made, amount: '12,5', begin: '2024-01-01' })).toEqual({ ...made, amount: 12.5 });
    expect(await world().write(`discount/update?id=${made.id}`, { amount: 10.0 })).toEqual(made);
  });

  test('are found by each filter', async () => {
    const { id } = await world().write(`1/discount/create?customer_id=${anna}`, { discount_type: 2, amount: 300, lesson_type_ids: 2, begin: '01.02.2024' });
    expect(await ids({ id })).toEqual([id]);
    expect(await ids({ customer_id: anna })).toEqual([id, made.id]);
    expect(await ids({}, `?customer_id=${anna + 1000}`)).toEqual([]);
    expect(await ids({ discount_type: 2 })).toEqual([id]);
    expect(await ids({ branch_id: 1 })).toEqual([id, made.id]);
    expect(await ids({ begin: '2024-02-01' })).toEqual([id]);
    expect(await ids({ end: '31.12.2024' })).toEqual([made.id]);
    expect(await ids({ begin_from: '02.01.2024' })).toEqual([id]);
    expect(await ids({ begin: 'x' })).toEqual([id, made.id]);
  });

  test('that are deleted are gone', async () => {
    expect((await world().post('1/discount/delete', { id: made.id })).json).toEqual({ success: true, errors: [] });
    expect(await ids({ id: made.id })).toEqual([]);
  });
});
