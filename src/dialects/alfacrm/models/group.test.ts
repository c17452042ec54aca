import { beforeAll, describe, expect, test } from 'vitest';
import { onEveryEngine, type Written } from '../../../../test/alfacrm/world.ts';

const MISSING = { name: 'Not Found', message: 'Page not found.', code: 0, status: 404 };

onEveryEngine('groups', (world) => {
  let petrova: Written['model'];
  let group: Written['model'];

  beforeAll(async () => {
    petrova = await world().write('1/teacher/create', { name: 'Петрова О.', branch_ids: [1] });
    group = await world().write('1/group/create', {
      name: 'Beginners A1', teacher_ids: [petrova.id], level_id: 1, status_id: 2, limit: 10, b_date: '2024-01-01', e_date: '31.12.2024', note: 'по вторникам',
    });
  });

  const found = async (body: object): Promise<readonly unknown[]> => (await world().list('1/group/index', body)).items.map(({ name }) => name);

  describe('are refused', () => {
    test('without a name and, where the address names no branch, without branches', async () => {
      expect((await world().post('group/create', {})).json).toEqual({ success: false, errors: { branch_ids: ['Необходимо заполнить «Филиалы».'], name: ['Необходимо заполнить «Название».'] } });
      expect((await world().post('1/group/create', {})).json).toEqual({ success: false, errors: { name: ['Необходимо заполнить «Название».'] } });
    });

    test('with values of no known form, all of them named', async () => {
      expect((await world().post('1/group/create', { name: 'Г', b_date: 'завтра', limit: 'много', teacher_ids: ['Петрова'] })).json).toEqual({ success: false, errors: {
        b_date: ['Неверный формат значения «Начало действия».'], limit: ['Неверный формат значения «Мест».'], teacher_ids: ['Неверный формат значения «Педагоги».'],
      } });
    });

    test('with a status or a teacher that is not there', async () => {
      expect((await world().post('1/group/create', { name: 'Г', status_id: 99 })).json).toEqual({ success: false, errors: { status_id: ['Значение «Статус» неверно.'] } });
      expect((await world().post('1/group/create', { name: 'Г', teacher_ids: [999] })).json).toEqual({ success: false, errors: { teacher_ids: ['Значение «Педагоги» неверно.'] } });
    });

    test('when they are not there, or no id is given', async () => {
      expect((await world().post('1/group/update?id=999', { name: 'Z' })).json).toEqual(MISSING);
      expect((await world().post('1/group/delete', [])).json).toEqual({ name: 'Bad Request', message: 'Отсутствуют обязательные параметры: id', code: 0, status: 400 });
    });
  });

  test('are whole models; one made through a branch belongs to it', async () => {
    expect(group).toEqual({
      id: group.id, branch_ids: [1], teacher_ids: [petrova.id], name: 'Beginners A1', level_id: 1, status_id: 2, company_id: null, streaming_id: null, limit: 10,
      note: 'по вторникам', subject_id: null, b_date: '2024-01-01', e_date: '2024-12-31', created_at: '2024-03-11 12:00:00', updated_at: '2024-03-11 12:00:00',
      teachers: [{ id: petrova.id, name: 'Петрова О.' }],
    });
    expect(await world().list('1/group/index', { id: group.id })).toEqual({ total: 1, count: 1, page: 0, items: [group] });
  });

  // rastudio writes `/v2api/1/group/update` with the id in the body (trap 32).
  test('30: an update with the id in the body alone changes that group', async () => {
    const changed = await world().write('group/update', { id: group.id, note: 'n' });
    expect(changed).toEqual({ ...group, note: 'n' });
    await world().write('group/update', { id: group.id, note: 'по вторникам' });
  });

  // aioalfacrm sends whole models back, and takes the ids of teachers for texts (traps 19, 21).
  test('a whole model sent back changes nothing', async () => {
    const echo = { ...group, teacher_ids: [String(petrova.id)], b_date: '2024-01-01', created_at: '2024-03-11T12:00:00', teachers: null, company: 'x' };
    expect(await world().write(`group/update?id=${group.id}`, echo)).toEqual(group);
  });

  test('are found by each filter', async () => {
    await world().write('1/group/create', { name: 'Advanced C1', status_id: 1, level_id: 3, b_date: '2023-09-01', note: 'вечер' });
    const A1 = ['Beginners A1'];
    expect(await found({ id: [group.id] })).toEqual(A1);
    expect(await found({ ids: [group.id] })).toEqual(A1);
    expect(await found({ name: 'beginners' })).toEqual(A1);
    expect(await found({ note: 'ВТОРНИК' })).toEqual(A1);
    expect(await found({ level_id: 1 })).toEqual(A1);
    expect(await found({ status_id: '2' })).toEqual(A1);
    expect(await found({ teacher_id: petrova.id })).toEqual(A1);
    expect(await found({ b_date_from: '2024-01-01', b_date_to: '01.01.2024' })).toEqual(A1);
    expect(await found({ e_date_from: '2024-12-31', e_date_to: '2024-12-31' })).toEqual(A1);
    expect(await found({ branch_id: 1 })).toEqual(['Advanced C1', 'Beginners A1']);
    expect(await found({ created_at_from: '11.03.2024', updated_at_to: '2024-03-11 23:59:59' })).toEqual(['Advanced C1', 'Beginners A1']);
    expect(await found({ created_at_to: '10.03.2024' })).toEqual([]);
  });

  test('are found by the name of somebody who is in them today', async () => {
    const add = async (name: string, dates: object): Promise<void> => {
      const { id } = await world().write('1/customer/create', { name, is_study: 1, legal_type: 1 });
      await world().write(`1/cgi/create?group_id=${group.id}&customer_id=${id}`, dates);
    };
    await add('Жукова Анна', { b_date: '01.02.2024' });
    await add('Орлова Анна', { b_date: '01.02.2024', e_date: '10.03.2024' });
    expect(await found({ customer_name: 'жуков' })).toEqual(['Beginners A1']);
    expect(await found({ customer_name: 'орлов' })).toEqual([]);
    expect(await found({ customer_name: '' })).toHaveLength(2);
  });

  test('of another branch are not in this one’s index', async () => {
    const { id: second } = await world().write('branch/create', { name: 'Второй', is_active: 1 });
    const { id } = await world().write('group/create', { name: 'Там', branch_ids: second });
    expect(await found({ id })).toEqual([]);
    expect((await world().list(`${second}/group/index`)).items).toMatchObject([{ id, branch_ids: [second] }]);
    expect((await world().list('group/index', { branch_id: second })).items).toMatchObject([{ id }]);
  });

  // nikitanp always asks with `removed: 1` (trap 42).
  test('that are deleted lie in the archive, and are shown with removed 1 and 2', async () => {
    const { id } = await world().write('1/group/create', { name: 'Старая' });
    expect((await world().post(`1/group/delete?id=${id}`, [])).json).toEqual({ success: true, errors: [] });
    expect((await world().post(`1/group/delete?id=${id}`, [])).json).toEqual(MISSING);
    expect(await found({ id })).toEqual([]);
    expect(await found({ id, removed: 3 })).toEqual([]);
    expect(await found({ removed: 1 })).toEqual(['Старая', 'Advanced C1', 'Beginners A1']);
    expect(await found({ removed: 2 })).toEqual(['Старая']);
  });
});
