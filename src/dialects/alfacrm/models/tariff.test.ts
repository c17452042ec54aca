import { beforeAll, describe, expect, test } from 'vitest';
import { onEveryEngine, type Written } from '../../../../test/alfacrm/world.ts';

onEveryEngine('tariffs', (world) => {
  let eight: Written['model'];
  beforeAll(async () => {
    eight = await world().write('1/tariff/create', { name: '8 уроков', type: 1, price: 4000, lessons_count: 8, duration: 60 });
  });

  const found = async (body: object): Promise<readonly unknown[]> => (await world().list('1/tariff/index', body)).items.map(({ name }) => name);

  describe('are refused', () => {
    test('without a name', async () => {
      expect((await world().post('1/tariff/create', { price: '1' })).json).toEqual({ success: false, errors: { name: ['Необходимо заполнить «Название».'] } });
    });

    test('with a type, a period or a price that is none', async () => {
      expect((await world().post('1/tariff/create', { name: 'Т', type: 4, period_type: 5, price: 'даром', is_archive: 2 })).json).toEqual({ success: false, errors: {
        type: ['Неверный формат значения «Вид».'], period_type: ['Неверный формат значения «Единица срока».'], price: ['Неверный формат значения «Цена».'], is_archive: ['Неверный формат значения «В архиве».'],
      } });
    });
  });

  test('are whole models; the number of lessons goes by two names', async () => {
    expect(eight).toEqual({
      id: eight.id, type: 1, name: '8 уроков', price: '4000.00', lessons_count: 8, lesson_count: 8, duration: 60, added: '2024-03-11 12:00:00', branch_ids: [1], is_archive: 0,
      b_date: null, e_date: null, calculation_type: null, period_count: null, period_type: null, subject_ids: [], lesson_type_ids: [],
    });
    expect(await world().list('1/tariff/index', {})).toEqual({ total: 1, count: 1, page: 0, items: [eight] });
  });

  // aioalfacrm knows `lesson_count`, ilangworld and rastudio `lessons_count`.
  test('take the number of lessons by either name, from a whole model too', async () => {
    expect(await world().write(`tariff/update?id=${eight.id}`, { ...eight, lessons_count: 10, price: 4000.5 })).toMatchObject({ lessons_count: 10, lesson_count: 10, price: '4000.50' });
    expect(await world().write(`tariff/update?id=${eight.id}`, { lesson_count: '8', price: '4000,00' })).toEqual(eight);
  });

  test('are found by each filter', async () => {
    await world().write('1/tariff/create', { name: 'Месяц', type: 2, period_count: 1, period_type: 3, subject_ids: [], lesson_type_ids: [2] });
    expect(await found({ id: eight.id })).toEqual(['8 уроков']);
    expect(await found({ name: 'МЕСЯЦ' })).toEqual(['Месяц']);
    expect(await found({ type: [1, 3] })).toEqual(['8 уроков']);
    expect(await found({ branch_ids: 1 })).toEqual(['Месяц', '8 уроков']);
    expect(await found({ branch_ids: [99] })).toEqual([]);
  });

  test('of the archive are shown only to who asks for it, or for them', async () => {
    const { id } = await world().write('1/tariff/create', { name: 'Старый', is_archive: 1 });
    expect(await found({})).toEqual(['Месяц', '8 уроков']);
    expect(await found({ is_archive: 1 })).toEqual(['Старый']);
    expect(await found({ is_archive: '0' })).toEqual(['Месяц', '8 уроков']);
    expect(await found({ removed: 1 })).toEqual(['Старый', 'Месяц', '8 уроков']);
    expect(await found({ removed: 2 })).toEqual(['Старый']);
    expect(await found({ id })).toEqual(['Старый']);
    expect(await world().write(`tariff/update?id=${id}`, { is_archive: false })).toMatchObject({ is_archive: 0 });
  });

  test('that are deleted are gone', async () => {
    const { id } = await world().write('1/tariff/create', { name: 'Лишний' });
    expect((await world().post(`1/tariff/delete?id=${id}`, {})).json).toEqual({ success: true, errors: [] });
    expect(await found({ id })).toEqual([]);
    expect((await world().post(`1/tariff/delete?id=${id}`, {})).status).toBe(404);
  });
});
