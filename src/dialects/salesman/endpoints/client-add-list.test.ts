import { expect, test } from 'vitest';
import { BOSS, MANAGER, onEveryEngine } from '../../../../test/salesman/world.ts';

const missing = (what: string): object => ({ result: 'Error', error: { code: '405', text: `Отсутствуют параметры - ${what}` } });

onEveryEngine('client/add.list', (given) => {
  const refuses = async (members: object): Promise<unknown> => {
    const before = await given().sizes();
    const answer = await given().call('client/add.list', members);
    expect(await given().sizes()).toEqual(before);
    return answer;
  };

  test('refuses a call without a list of clients with 405', async () => {
    expect(await refuses({})).toEqual(missing('client'));
    expect(await refuses({ client: [] })).toEqual(missing('client'));
    expect(await refuses({ client: null })).toEqual(missing('client'));
    expect(await refuses({ client: 'Один' })).toEqual(missing('client: неверный тип значения'));
    expect(await refuses({ client: { title: 'Один' } })).toEqual(missing('client: неверный тип значения'));
  });

  test('refuses more than 500 clients with 405 and adds none of them', async () => {
    const client = Array.from({ length: 501 }, (_, index) => ({ title: `Слишком много ${index}` }));
    expect(await refuses({ client })).toEqual({ result: 'Error', error: { code: '405', text: 'Неверное значение параметра - client: не более 500 записей в одном запросе' } });
  });

  test('answers each client in its place: one that is refused does not undo the others', async () => {
    const known = await given().add({ title: 'Известный' });
    const answer = await given().call('client/add.list', {
      client: [{ title: 'Первый' }, { title: '' }, 'строка', { title: 'Известный' }, null, { title: 'Второй', phone: { a: 1 } }, { title: 'Третий', input1: 'х'.repeat(256) }, { title: 'Четвёртый' }, { title: 'Первый' }],
    });
    const added = { result: 'Успешно', data: expect.any(Number) };
    const error = (code: string, text: unknown): object => ({ result: 'Error', error: { code, text } });
    const [first] = Object(answer) as { data: number }[];
    expect(answer).toEqual([
      added,
      error('405', 'Отсутствуют параметры - Название клиента'),
      error('405', 'Отсутствуют параметры - client: неверный тип значения'),
      { result: 'Error', data: known, exists: known, error: { code: '406', text: `Найден существующий клиент - Известный (clid = ${known}). Запрос отклонен.` } },
      error('405', 'Отсутствуют параметры - Название клиента'),
      error('405', expect.stringContaining('phone')),
      error('405', expect.stringContaining('input1')),
      added,
      { result: 'Error', data: first?.data, exists: first?.data, error: { code: '406', text: expect.stringContaining('Первый') } },
    ]);
    expect(await given().call('client/list', { first: 'old', order: 'clid', fields: 'title' })).toMatchObject({ data: [{ title: 'Известный' }, { title: 'Первый' }, { title: 'Четвёртый' }], count: 3 });
  });

  test('gives each client the owner it names, or the owner of the request, or the caller', async () => {
    const { boss, manager } = given().ids;
    const owners = async (request: object, login: string): Promise<unknown> => {
      const client = [{ title: `a ${login} ${JSON.stringify(request)}` }, { title: `b ${login} ${JSON.stringify(request)}`, user: BOSS }, { title: `c ${login} ${JSON.stringify(request)}`, iduser: manager }];
      const answers = Object(await given().call('client/add.list', { ...request, client }, login)) as { data: number }[];
      const infos = await Promise.all(answers.map(({ data }) => given().call('client/info', { clid: data })));
      return infos.map((info) => Object(Object(info).data).iduser as unknown);
    };
    expect(await owners({}, BOSS)).toEqual([boss, boss, manager]);
    expect(await owners({}, MANAGER)).toEqual([manager, boss, manager]);
    expect(await owners({ user: MANAGER }, BOSS)).toEqual([manager, boss, manager]);
  });

  test('takes the list from a form, with brackets and with gaps in the numbers', async () => {
    const form = 'client[0][title]=Форма+раз&client[0][recv][castInn]=1&client[5][title]=Форма+два&client[5][phone][]=1&client[5][phone][]=2';
    const { json } = await given().request({
      method: 'POST', url: '/developer/v3/client/add.list', headers: { 'content-type': 'application/x-www-form-urlencoded', apikey: 't1xdeOwWSIqgDol70CkRdK3WD4N4cm', login: BOSS }, payload: encodeURI(form),
    });
    expect(json).toEqual([{ result: 'Успешно', data: expect.any(Number) }, { result: 'Успешно', data: expect.any(Number) }]);
    expect(await given().call('client/list', { word: 'форма два', fields: 'phone' })).toMatchObject({ data: [{ phone: '1, 2' }] });
  });

  test('writes a change log and events of its own for each client', async () => {
    const { events, changes } = await given().written('client/add.list', { client: [{ title: 'Журнал 1', territory: 'Чусовой' }, { title: '' }, { title: 'Журнал 2', territory: 'чусовой' }] });
    expect(events.map(({ name }) => name)).toEqual(['territory.created', 'client.created', 'client.created']);
    expect(changes.map(({ entity, action }) => [entity, action])).toEqual([['territory', 'insert'], ['client', 'insert'], ['client', 'insert']]);
  });

  test('adds 500 clients in one call', async () => {
    const client = Array.from({ length: 500 }, (_, index) => ({ title: `Много ${index}`, territory: 'Москва' }));
    const answers = Object(await given().call('client/add.list', { client })) as { data: number }[];
    expect(new Set(answers.map(({ data }) => data)).size).toBe(500);
    expect(await given().call('client/list', { filter: { territory: 'Москва' }, fields: 'clid' })).toMatchObject({ count: 500, params: { pageall: 3, count: 200 } });
  });
});
