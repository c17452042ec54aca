import { beforeAll, describe, expect, test } from 'vitest';
import { onEveryEngine } from '../../../../test/alfacrm/world.ts';

const missing = (names: string): object => ({ name: 'Bad Request', message: `Отсутствуют обязательные параметры: ${names}`, code: 0, status: 400 });

onEveryEngine('memberships', (world) => {
  let [group, anna, boris] = [0, 0, 0];
  const customer = async (name: string): Promise<number> => (await world().write('1/customer/create', { name, is_study: 1, legal_type: 1 })).id;

  beforeAll(async () => {
    group = (await world().write('1/group/create', { name: 'A1' })).id;
    [anna, boris] = [await customer('Анна'), await customer('Борис')];
  });

  describe('are refused', () => {
    test('42: without group_id in the query, whatever the body says', async () => {
      const { status, json } = await world().post('1/cgi/create', { group_id: group, customer_id: anna });
      expect([status, json]).toEqual([400, missing('group_id')]);
    });

    test('without a customer anywhere', async () => {
      expect((await world().post(`1/cgi/create?group_id=${group}`, {})).json).toEqual(missing('customer_id'));
      expect((await world().post('1/cgi/create', {})).json).toEqual(missing('group_id, customer_id'));
      expect((await world().post('1/cgi/customer', {})).json).toEqual(missing('customer_id'));
    });

    test('45: with dates that are none, each named', async () => {
      expect((await world().post(`1/cgi/create?group_id=${group}&customer_id=${anna}`, { b_date: 'nonsense', e_date: '31.02.2024' })).json).toEqual({ success: false, errors: {
        b_date: ['Неверный формат значения «Начало действия».'], e_date: ['Неверный формат значения «Окончание действия».'],
      } });
    });

    test('when they end before they begin', async () => {
      expect((await world().post(`1/cgi/create?group_id=${group}&customer_id=${anna}`, { b_date: '02.02.2024', e_date: '01.02.2024' })).json).toEqual({ success: false, errors: { e_date: ['Значение «Окончание действия» вне допустимых границ.'] } });
    });

    test('of a customer or a group that is not there', async () => {
      expect((await world().post(`1/cgi/create?group_id=${group}&customer_id=999`, {})).json).toEqual({ success: false, errors: { customer_id: ['Значение «Клиент» неверно.'] } });
      expect((await world().post(`1/cgi/create?group_id=999&customer_id=${anna}`, {})).json).toEqual({ success: false, errors: { group_id: ['Значение «Группа» неверно.'] } });
    });
  });

  test('43: are whole models; a second for the same days is refused', async () => {
    const made = await world().write(`1/cgi/create?group_id=${group}&customer_id=${anna}`, { b_date: '01.02.2024', e_date: '31.12.2024' });
    expect(made).toEqual({
      id: made.id, customer_id: anna, group_id: group, b_date: '01.02.2024', e_date: '31.12.2024', branch_id: 1,
      created_at: '2024-03-11 12:00:00', updated_at: '2024-03-11 12:00:00', group_name: 'A1',
    });
    const again = await world().post(`1/cgi/create?group_id=${group}&customer_id=${anna}`, { b_date: '01.03.2024' });
    expect(again.json).toEqual({ success: false, errors: { customer_id: ['Клиент уже состоит в этой группе в указанный период.'] } });
  });

  test('44: the group lists its customers, the customer his groups', async () => {
    const expected = { total: 1, count: 1, page: 0, items: [{ customer_id: anna, group_id: group }] };
    expect(await world().list(`1/cgi/index?group_id=${group}`)).toMatchObject(expected);
    expect(await world().list(`1/cgi/index?customer_id=${anna}`)).toMatchObject(expected);
    expect(await world().list(`1/cgi/customer?customer_id=${anna}`)).toMatchObject(expected);
    expect(await world().list('1/cgi/customer', { customer_id: anna })).toMatchObject(expected);
    expect(await world().list(`1/cgi/customer?customer_id=${boris}`)).toMatchObject({ total: 0, items: [] });
    expect(await world().list('1/cgi/index')).toMatchObject(expected);
  });

  // rastudio names the group in the query and the customer in the body (trap 22).
  test('take the customer from the body, and the query first', async () => {
    const made = await world().write(`1/cgi/create?group_id=${group}`, { customer_id: boris, group_id: 999, b_date: '2024-02-01', e_date: '2024-03-10' });
    expect(made).toMatchObject({ customer_id: boris, group_id: group, b_date: '01.02.2024', e_date: '10.03.2024' });
  });

  test('that have ended are listed with removed alone', async () => {
    const of = async (body: object): Promise<readonly unknown[]> => (await world().list(`1/cgi/index?group_id=${group}`, body)).items.map(({ customer_id: id }) => id);
    expect(await of({})).toEqual([anna]);
    expect(await of({ removed: 1 })).toEqual([boris, anna]);
    expect(await of({ removed: 2 })).toEqual([boris]);
    expect(await of({ removed: 1, e_date_to: '10.03.2024' })).toEqual([boris]);
  });

  test('change in their dates alone, whatever the query says they hang on', async () => {
    const [row] = (await world().list('1/cgi/index', { customer_id: anna })).items;
    const other = (await world().write('1/group/create', { name: 'B2' })).id;
    const changed = await world().write(`1/cgi/update?id=${Number(row?.['id'])}&customer_id=${boris}&group_id=${other}`, { e_date: '30.06.2024' });
    expect(changed).toEqual({ ...row, e_date: '30.06.2024' });
    expect(await world().write(`1/cgi/update?id=${changed.id}`, { e_date: '' })).toMatchObject({ b_date: '01.02.2024', e_date: '' });
    expect(await world().list(`1/cgi/index?customer_id=${anna}`)).toMatchObject({ total: 1 });
  });

  test('are not moved onto another of the same customer', async () => {
    const [row] = (await world().list('1/cgi/index', { customer_id: boris, removed: 2 })).items;
    await world().write(`1/cgi/create?group_id=${group}&customer_id=${boris}`, { b_date: '11.03.2024' });
    expect((await world().post(`1/cgi/update?id=${Number(row?.['id'])}`, { e_date: '11.03.2024' })).json).toEqual({ success: false, errors: { customer_id: ['Клиент уже состоит в этой группе в указанный период.'] } });
  });

  test('that are deleted are gone', async () => {
    const { id } = await world().write(`1/cgi/create?group_id=${group}&customer_id=${await customer('Вера')}`, {});
    expect((await world().post(`1/cgi/delete?id=${id}&group_id=${group}`, { id })).json).toEqual({ success: true, errors: [] });
    expect(await world().list('1/cgi/index', { id, removed: 1 })).toMatchObject({ total: 0 });
    expect((await world().post(`1/cgi/delete?id=${id}`, {})).status).toBe(404);
  });
});
