import { beforeAll, describe, expect, test } from 'vitest';
import { onEveryEngine, type Written } from '../../../../test/alfacrm/world.ts';
import { createRecord } from '../../../core/records/create-record.ts';

onEveryEngine('teachers', (world) => {
  let petrova: Written['model'];
  beforeAll(async () => {
    petrova = await world().write('1/teacher/create', { name: 'Петрова Ольга', gender: 2, phone: '89000000003', email: 'o@mail.ru', dob: '1990-05-01', note: 'n' });
  });

  const found = async (body: object, path = '1/teacher/index'): Promise<readonly unknown[]> => (await world().list(path, body)).items.map(({ name }) => name);
  const put = async (entity: string, values: object): Promise<number> => createRecord(world().crm, await world().context(), entity, { ...values });

  describe('are refused', () => {
    test('without a name', async () => {
      expect((await world().post('1/teacher/create', {})).json).toEqual({ success: false, errors: { name: ['Необходимо заполнить «Имя».'] } });
    });

    test('with values of no known form', async () => {
      expect((await world().post('1/teacher/create', { name: 'П', gender: 7, dob: 'весной' })).json).toEqual({ success: false, errors: {
        gender: ['Неверный формат значения «Пол».'], dob: ['Неверный формат значения «День рождения».'],
      } });
    });
  });

  test('are whole models', async () => {
    expect(petrova).toEqual({
      'id': petrova.id, 'branch_ids': [1], 'name': 'Петрова Ольга', 'dob': '01.05.1990', 'gender': 2, 'streaming_id': null, 'note': 'n', 'e_date': '2030-12-31', 'avatar_url': null,
      'phone': ['+7(900)000-00-03'], 'email': ['o@mail.ru'], 'web': [], 'addr': [], 'teacher-to-skill': [],
    });
    expect(await world().write(`teacher/update?id=${petrova.id}`, petrova)).toEqual(petrova);
  });

  test('show what they can', async () => {
    const id = await put('teacher', { name: 'Иванова', skills: ['Английский', 'Немецкий'], branches: ['1'] });
    expect((await world().list('1/teacher/index', { id })).items).toMatchObject([{ 'gender': null, 'dob': '', 'teacher-to-skill': [{ name: 'Английский' }, { name: 'Немецкий' }] }]);
  });

  test('are found by each filter', async () => {
    expect(await found({ id: [petrova.id] })).toEqual(['Петрова Ольга']);
    expect(await found({ name: 'петров' })).toEqual(['Петрова Ольга']);
    expect(await found({ phone: '+7 900 000-00-03' })).toEqual(['Петрова Ольга']);
    expect(await found({ phone: '+7 900 000-00-04' })).toEqual([]);
    expect(await found({})).toEqual(['Иванова', 'Петрова Ольга']);
  });

  test('that are deleted lie in the archive, with the day they left', async () => {
    const { id } = await world().write('1/teacher/create', { name: 'Ушла' });
    expect((await world().post('1/teacher/delete', { id })).json).toEqual({ success: true, errors: [] });
    expect(await found({ id })).toEqual([]);
    expect((await world().list('1/teacher/index', { removed: 2 })).items).toMatchObject([{ id, e_date: '2024-03-11' }]);
    expect(await found({ removed: 1 })).toHaveLength(3);
  });

  test('have working hours, where 1 is Sunday; those of one, of a branch, of all', async () => {
    const { id: second } = await world().write('branch/create', { name: 'Второй', is_active: 1 });
    const there = await world().write(`${second}/teacher/create`, { name: 'Там' });
    const [monday, sunday] = [await put('working_hours', { teacher: petrova.id, weekday: 1, starts: '10:00', ends: '18:00' }), await put('working_hours', { teacher: there.id, weekday: 7 })];
    const expected = { id: monday, teacher_id: petrova.id, weekday: 2, time_from: '10:00', time_to: '18:00' };
    expect(await world().list('1/teacher/working-hour', { teacher_id: petrova.id })).toEqual({ total: 1, count: 1, page: 0, items: [expected] });
    expect(await world().list('1/teacher/working-hour')).toMatchObject({ total: 1, items: [{ id: monday }] });
    expect(await world().list('teacher/working-hour', {})).toMatchObject({ total: 2, items: [{ id: monday }, { id: sunday, weekday: 1, time_from: null, time_to: null }] });
    expect(await world().list('1/teacher/working-hour', { teacher_id: there.id })).toMatchObject({ total: 0, items: [] });
  });

  test('have rates', async () => {
    const id = await put('teacher_rate', { teacher: petrova.id, lesson_type: 2, amount: 50_050, note: 'с 1 марта' });
    expect(await world().list('1/teacher/teacher-rate', { teacher_id: petrova.id })).toEqual({
      total: 1, count: 1, page: 0, items: [{ id, teacher_id: petrova.id, lesson_type_id: 2, subject_id: null, rate: '500.50', note: 'с 1 марта' }],
    });
    expect(await world().list('1/teacher/teacher-rate', { teacher_id: 999 })).toMatchObject({ total: 0, items: [] });
  });
});
