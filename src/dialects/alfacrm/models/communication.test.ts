import { expect, test } from 'vitest';
import { addClient } from '../../../core/clients/add-client.ts';
import { createRecord } from '../../../core/records/create-record.ts';
import { MANAGER, onEveryEngine, type World } from '../../../../test/alfacrm/world.ts';

onEveryEngine('communications', (world) => {
  const client = async (name: string, study = 1): Promise<number> => (await world().write('1/customer/create', { name, is_study: study, legal_type: 1 })).id;
  const texts = async (path: string, filter: object = {}): Promise<unknown[]> => (await world().list(path, filter)).items.map(({ comment }) => comment);
  const say = (related: number, comment: string, fields: object = {}): ReturnType<World['write']> => world().write(`1/communication/create?class=Customer&related_id=${related}`, { comment, ...fields });

  test('one of nobody is no request', async () => {
    const refused = { name: 'Bad Request', code: 0, status: 400 };
    expect((await world().post('1/communication/create', { comment: 'hi' })).json).toEqual({ ...refused, message: 'Отсутствуют обязательные параметры: class, related_id' });
    expect((await world().post('1/communication/create?class=Customer', { comment: 'hi' })).json).toEqual({ ...refused, message: 'Отсутствуют обязательные параметры: related_id' });
  });

  test('unknown classes, and records that the writer does not see, are refused', async () => {
    const id = await client('Скрытый');
    expect((await world().post(`1/communication/create?class=Lesson&related_id=${id}`, { comment: 'hi' })).json).toEqual({ success: false, errors: { class: ['Значение «class» неверно.'] } });
    const missing = { success: false, errors: { related_id: ['Значение «related_id» неверно.'] } };
    expect((await world().post('1/communication/create?class=Customer&related_id=99999', { comment: 'hi' })).json).toEqual(missing);
    const token = await world().token(MANAGER);
    expect((await world().post(`1/communication/create?class=Customer&related_id=${id}`, { comment: 'hi' }, token)).json).toEqual(missing);
  });

  test('a comment of more than 2048 characters is refused', async () => {
    const id = await client('Многословный');
    expect((await world().post(`1/communication/create?class=Customer&related_id=${id}`, { comment: 'ж'.repeat(2049) })).json).toEqual({ success: false, errors: { comment: ['Значение «Комментарий» должно содержать максимум 2048 символов.'] } });
    expect(await say(id, 'ж'.repeat(2048))).toMatchObject({ related_id: id });
  });

  test('lines that the product wrote into a history are not there', async () => {
    const { crm } = world();
    const context = await world().context();
    const id = await addClient(crm, context, { values: { name: 'С историей' }, items: {} });
    const line = await createRecord(crm, context, 'activity', { kind: 'created', client: id });
    expect(await texts('communication/index', { class: 'Customer', related_id: id })).toEqual([]);
    for (const action of ['update', 'delete']) expect((await world().post(`communication/${action}?id=${line}`, { comment: 'x' })).status).toBe(404);
  });

  test('53: what was said of a customer is in his index', async () => {
    const id = await client('Анна');
    const model = await world().write(`1/communication/create?class=Customer&related_id=${id}`, { type_id: 1, comment: 'hi' });
    expect(model).toEqual({ id: model.id, type_id: 1, class: 'Customer', related_id: id, user_id: world().ids.boss, added: '2024-03-11 12:00:00', comment: 'hi', branch_id: 1 });
    expect(await world().list(`1/communication/index?class=Customer&related_id=${id}`, {})).toEqual({ total: 1, count: 1, page: 0, items: [model] });
  });

  // aioalfacrm puts both into the query, nikitanp the class alone, rastudio neither (trap 22).
  test('class and number come in the query or the body, in any mix', async () => {
    const id = await client('Смесь');
    await world().write('1/communication/create', { class: 'Customer', related_id: id, type_id: 1, comment: 'тело' });
    await world().write('1/communication/create?class=Customer', { related_id: String(id), comment: 'оба' });
    const both = ['оба', 'тело'];
    expect(await texts('communication/index', { class: 'Customer', related_id: id })).toEqual(both);
    expect(await texts('communication/index?class=Customer', { related_id: [id] })).toEqual(both);
    expect(await texts(`communication/index?class=Customer&related_id=${id}`)).toEqual(both);
    expect(await texts('communication/index', { related_id: id })).toEqual(both);
    expect(await texts('communication/index', { class: 'Lesson', related_id: id })).toEqual([]);
    expect(await texts('communication/index', { class: 'Group', related_id: id })).toEqual([]);
  });

  test('leads, groups and tasks have theirs', async () => {
    const lead = await client('Лид', 0);
    const group = await createRecord(world().crm, await world().context(), 'group', { name: 'A1', branches: ['1'] });
    const { id: task } = await world().write('1/task/create', { title: 'Дело' });
    const hanging = [['Lead', lead], ['Group', group], ['Task', task]] as const;
    for (const [word, id] of hanging) {
      const model = await world().write(`1/communication/create?class=${word}&related_id=${id}`, { comment: `о ${word}` });
      expect(model).toMatchObject({ class: word, related_id: id });
      expect((await world().list('communication/index', { class: word })).items).toEqual([model]);
    }
    expect(await texts('communication/index', { class: 'Customer', related_id: lead })).toEqual(['о Lead']);
  });

  test('with neither, all are listed, those of other faces too', async () => {
    const id = await client('Везде');
    await createRecord(world().crm, await world().context(), 'activity', { kind: 'note', client: id, text: 'из другого интерфейса' });
    const { items, total } = await world().list('communication/index');
    expect(items[0]).toMatchObject({ comment: 'из другого интерфейса', type_id: 1, class: 'Customer', related_id: id, branch_id: null });
    expect(total).toBeGreaterThan(3);
  });

  test('each filter chooses among them', async () => {
    const { ids: { boss, manager } } = world();
    const id = await client('Фильтр');
    const [plain, called] = [(await say(id, 'Просто')).id, (await say(id, 'Звонок', { type_id: 2, user_id: manager })).id];
    const found = async (filter: object): Promise<unknown[]> => (await world().list('communication/index', { class: 'Customer', related_id: id, ...filter })).items.map((item) => item['id']);
    expect(await found({ type_id: 1 })).toEqual([plain]);
    expect(await found({ type_id: [1, 2] })).toEqual([called, plain]);
    expect(await found({ user_id: boss })).toEqual([plain]);
    expect(await found({ comment: 'зво' })).toEqual([called]);
    expect(await found({ branch_id: 1, id: called })).toEqual([called]);
    expect(await found({ added_from: '2024-03-11', added_to: '11.03.2024' })).toEqual([called, plain]);
    expect(await found({ added_from: '2024-03-12' })).toEqual([]);
  });

  test('an update changes the words and not what they are of, a deletion removes them', async () => {
    const [id, other] = [await client('Правка'), await client('Чужой')];
    const model = await say(id, 'было');
    expect(await world().write(`communication/update?id=${model.id}&class=Customer&related_id=${other}`, { ...model, comment: 'стало' })).toEqual({ ...model, comment: 'стало' });
    expect((await world().post(`communication/delete?id=${model.id}`, [])).json).toEqual({ success: true, errors: [] });
    expect(await texts('communication/index', { class: 'Customer', related_id: id })).toEqual([]);
  });
});
