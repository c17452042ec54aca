import { expect, test } from 'vitest';
import { onEveryEngine } from '../../../test/alfacrm/world.ts';

onEveryEngine('what a write says', (world) => {
  test('a branch that is required must be said where the address says none', async () => {
    expect((await world().post('room/create', { name: '101', color_id: 1 })).json).toEqual({ success: false, errors: { branch_id: ['Необходимо заполнить «Филиал».'] } });
  });

  // Clients that post under a branch do not always send it (contract 2.1).
  test('a branch that nobody says is that of the address, in one and in lists', async () => {
    expect(await world().write('1/room/create', { name: '101', color_id: 1 })).toMatchObject({ branch_id: 1 });
    expect(await world().write('1/group/create', { name: 'A1', branch_ids: [] })).toMatchObject({ branch_ids: [1] });
  });

  test('a change of a record without a branch leaves it without', async () => {
    const { id } = await world().write('teacher/create', { name: 'П' });
    expect(await world().write(`1/teacher/update?id=${id}`, { note: 'n' })).toMatchObject({ branch_ids: [] });
  });

  test('what a new record hangs on is in the query first, then in the body; a change takes it from the body alone', async () => {
    const [anna, boris] = [await customer('Анна'), await customer('Борис')];
    const { id } = await world().write(`1/discount/create?customer_id=${anna}`, { customer_id: boris });
    expect(await world().write(`1/discount/update?id=${id}&customer_id=${boris}`, { note: 'n' })).toMatchObject({ customer_id: anna });
    expect(await world().write(`1/discount/update?id=${id}`, { customer_id: boris })).toMatchObject({ customer_id: boris });
  });

  const customer = async (name: string): Promise<number> => (await world().write('1/customer/create', { name, is_study: 1, legal_type: 1 })).id;
});
