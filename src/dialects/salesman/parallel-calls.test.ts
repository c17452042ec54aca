import { expect, test } from 'vitest';
import { onEveryEngine } from '../../../test/salesman/world.ts';

const CALLS = 64;
const together = <T>(call: (index: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: CALLS }, (_, index) => call(index)));

onEveryEngine('64 calls at the same moment', (given) => {
  test('identical adds make one client; 63 are answered 406 with its clid', async () => {
    const members = { title: 'Одновременный', phone: '+7(342)550-10-30', territory: 'Одновременная', recv: { castInn: '1' } };
    const before = await given().sizes();
    const answers = await together(() => given().call('client/add', members));
    const added = answers.filter((answer) => !('error' in Object(answer)));
    const clid = Object(added[0]).data as unknown;
    expect(added).toEqual([{ result: 'Успешно', data: expect.any(Number) }]);
    expect(answers.filter((answer) => 'error' in Object(answer))).toEqual(Array.from({ length: CALLS - 1 }, () => ({
      result: 'Error', data: clid, exists: clid, error: { code: '406', text: `Найден существующий клиент - Одновременный (clid = ${String(clid)}). Запрос отклонен.` },
    })));
    const after = await given().sizes();
    const grown = Object.fromEntries(Object.entries(after).map(([table, size]) => [table, size - (before[table] ?? 0)]).filter(([, more]) => more !== 0));
    expect(grown).toEqual({ e_client: 1, e_territory: 1, e_requisites: 1, e_activity: 1, contact_point: 1, outbox: 3, change_log: 3 });
  });

  test('adds whose names differ in quotation marks, case and ё make one client', async () => {
    const spellings = ['ООО "Ёлка"', 'ООО «ёлка»', 'ООО ЁЛКА', 'Елка, ООО', "ООО 'Елка'"];
    const answers = await together((index) => given().call('client/add', { title: spellings[index % spellings.length] }));
    expect(answers.filter((answer) => !('error' in Object(answer)))).toHaveLength(1);
    expect(await given().call('client/list', { word: 'елка', fields: 'clid' })).toMatchObject({ count: 1 });
  });

  test('adds with one new value of each dictionary make one value of each', async () => {
    const spelling = (index: number, text: string): string => (index % 2 === 0 ? text : text.toUpperCase());
    const answers = await together((index) => given().call('client/add', {
      title: `Разный ${index}`, territory: spelling(index, 'Новая территория'), idcategory: spelling(index, 'Новая отрасль'), clientpath: spelling(index, 'Новый источник'), tip_cmr: spelling(index, 'Новое отношение'),
    }));
    expect(answers).toEqual(Array.from({ length: CALLS }, () => ({ result: 'Успешно', data: expect.any(Number) })));
    for (const [guide, title] of [['territory', 'новая территория'], ['category', 'новая отрасль'], ['clientpath', 'новый источник'], ['relations', 'новое отношение']] as const) {
      const { data } = Object(await given().call(`guides/${guide}`)) as { data: { title: string }[] };
      expect(data.filter((row) => row.title.toLowerCase() === title), `guide ${guide}`).toHaveLength(1);
    }
    expect(await given().call('client/list', { filter: { territory: 'Новая территория' }, fields: 'clid' })).toMatchObject({ count: CALLS });
  });

  test('updates of one client all succeed; each member keeps what was written last, and the log tells every step', async () => {
    const clid = await given().add({ title: 'Меняют все' });
    const answers = await together((index) => given().call('client/update', { clid, [`input${(index % 10) + 1}`]: `значение ${index}` }));
    expect(answers).toEqual(Array.from({ length: CALLS }, () => ({ data: clid, hid: expect.any(Number), result: 'Успешно' })));
    const { data } = Object(await given().call('client/info', { clid })) as { data: Record<string, string> };
    for (let number = 1; number <= 10; number++) expect(data[`input${number}`], `input${number}`).toMatch(/^значение \d+$/u);
    expect(await given().rows(`SELECT count(*) AS size FROM change_log WHERE entity = 'client' AND record_id = ${clid}`)).toEqual([{ size: CALLS + 1 }]);
    expect(await given().rows(`SELECT version FROM e_client WHERE id = ${clid}`)).toEqual([{ version: CALLS + 1 }]);
  });

  test('updates with the same data write it once', async () => {
    const clid = await given().add({ title: 'Меняют одинаково' });
    const answers = await together(() => given().call('client/update', { clid, des: 'Одно и то же' }));
    expect(answers.filter((answer) => 'hid' in Object(answer))).toHaveLength(1);
    expect(answers.filter((answer) => !('hid' in Object(answer)))).toEqual(Array.from({ length: CALLS - 1 }, () => ({ data: clid, result: 'Данные корректны, но идентичны имеющимся.' })));
  });

  test('reads among the writes answer every time', async () => {
    const answers = await together((index) => (index % 2 === 0 ? given().call('client/add', { title: `Поток ${index}` }) : given().call('client/list', { fields: 'clid,title', word: 'поток' })));
    expect(answers.filter((answer) => 'error' in Object(answer))).toEqual([]);
    expect(await given().call('client/list', { fields: 'clid', word: 'поток' })).toMatchObject({ count: CALLS / 2 });
  });
});
