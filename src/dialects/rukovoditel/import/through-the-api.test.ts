import { beforeAll, expect, test } from 'vitest';
import { KEY, onEveryEngine } from '../../../../test/rukovoditel/world.ts';
import { runSample } from './testing/run-sample.ts';

onEveryEngine('an application that was brought along', (world) => {
  beforeAll(async () => {
    await runSample(world().crm);
  });

  test('is read under its numbers', async () => {
    expect(await world().rows(21, { filters: { 157: '38' }, select_fields: '156,157,158,159,161' })).toEqual([expect.objectContaining({
      'id': '7', '156': 'Высокий', '156_db_value': '35', '157': 'Открытый', '157_db_value': '38', '158': 'Склад', '159': '03/15/2024', '161': 'Анна Смирнова, Иван', 'created_by': 'Иван',
    })]);
    expect(await world().rows(30, { filters: { 300: 'А-1' }, select_fields: '307,310,312,315,316,317,318,325,326,328' })).toEqual([expect.objectContaining({
      'id': '11', '307': '10.50', '310': '31.5', '312': 'А-1 / 40%', '315': '09:30', '316': 'Первый', '317': 'Красный, Синий', '317_db_value': '34,35', '318': 'Склад, Полка', '325': 'Склад, Сайт', '326': 'Полки', '328': 'N-12',
    })]);
    expect(await world().rows(22, {})).toEqual([expect.objectContaining({ id: '5', parent_item_id: '7' })]);
  });

  test('is written to, and goes on with its ids', async () => {
    expect(await world().insert(30, { field_300: 'А-3', field_317: '34', field_319: '420' })).toBe('13');
    expect(await world().rows(30, { filters: { 300: 'А-3' }, select_fields: '317,319,328' })).toEqual([expect.objectContaining({ '317': 'Красный', '319': 'срочно', '328': 'N-13' })]);
  });

  test('lets its administrator in with his old password', async () => {
    const keyless = await world().send(JSON.stringify({ key: KEY, username: 'admin', password: 'test12345', action: 'login' }));
    expect(keyless.json).toMatchObject({ status: 'success' });
  });

  test('reports nothing that went wrong', () => {
    expect(world().faults).toEqual([]);
  });
});
