// Conversations that published clients have with the API, as their sources lead them (alfaCRM contract 7, lines 59, 60).
import { expect, test } from 'vitest';
import { EMAIL, KEY, onEveryEngine, type World } from '../../../test/alfacrm/world.ts';

type Row = Readonly<Record<string, unknown>>;
const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };

/** One request as the client makes it: any status that it takes for an error is one. */
async function request(world: World, url: string, token: string, body: unknown, isError: (status: number, answer: Row) => boolean): Promise<Row> {
  const { status, json } = await world.request({ method: 'POST', url, headers: { ...JSON_HEADERS, ...(token === '' ? {} : { 'X-ALFACRM-TOKEN': token }) }, payload: JSON.stringify(body) });
  const answer = json as Row;
  if (isError(status, answer)) throw new Error(`${url} answered ${status}: ${JSON.stringify(answer)}`);
  return answer;
}

const size = (list: unknown): number => (Array.isArray(list) ? list.length : Object.keys(Object(list)).length);
const rows = ({ items }: Row): readonly Row[] => items as readonly Row[];

onEveryEngine('published clients', (world) => {
  test('59: aioalfacrm: signs in, saves a customer twice, reads him, pages through all, writes a note', async () => {
    // Any filled `errors` is an error, whatever the status (trap 14); a page size goes in the query, the page in the body (trap 6).
    const call = async (path: string, body: unknown, query = ''): Promise<Row> => request(world(), `/v2api/1/${path}${query}`, token, body, (status, answer) => status >= 400 || size(answer['errors']) > 0);
    const token = String((await request(world(), '/v2api/auth/login', '', { email: EMAIL, api_key: KEY }, (status) => status >= 400))['token']);

    const made = (await call('customer/create', { name: 'Анна', is_study: true, legal_type: 1, dob: '2012-12-03', phone: ['+79000000001'], branch_ids: [1] }))['model'] as Row;
    const { id, ...model } = made;
    const saved = (await call('customer/update', { ...model, name: 'Анна Иванова', dob: '2012-12-03', b_date: '2024-03-11T12:00:00', balance: 0.0, is_study: true, custom_note: null }, `?id=${String(id)}`))['model'];
    expect(saved).toEqual({ ...made, name: 'Анна Иванова' });

    expect(rows(await call('customer/index', { id }))[0]).toMatchObject({ id, name: 'Анна Иванова' });
    expect(await call('customer/index', { id: 999_999 })).toMatchObject({ count: 0, items: [] });

    for (let number = 0; number < 24; number++) await call('customer/create', { name: `К${number}`, is_study: true, legal_type: 1, branch_ids: [1] });
    const found: unknown[] = [];
    const pageSize = 10;
    let total = Number.POSITIVE_INFINITY;
    for (let page = 0; page < Math.ceil(total / pageSize); page++) {
      const answer = await call('customer/index', { page, is_study: true }, `?per-page=${pageSize}`);
      total = Number(answer['total']);
      found.push(...rows(answer).map((row) => row['id']));
    }
    expect([total, new Set(found).size]).toEqual([25, 25]);

    await call('communication/create', { type_id: 1, comment: 'Позвонили' }, `?class=Customer&related_id=${String(id)}`);
    expect(rows(await call('communication/index', { page: 0 }, `?per-page=100&class=Customer&related_id=${String(id)}`))).toMatchObject([{ comment: 'Позвонили', related_id: id }]);
  });

  test('60: alfacrm-api-php: signs in, walks all pages of several entities, deletes', async () => {
    // It takes anything but 200 for an error, adds `removed: 1` to lists of customers, and sums `count` up to `total` (traps 9, 31, 42).
    const call = async (path: string, body: unknown = []): Promise<Row> => request(world(), `/v2api/1/${path}`, token, body, (status) => status !== 200);
    const token = String((await request(world(), '/v2api/auth/login', '', { email: EMAIL, api_key: KEY }, (status) => status !== 200))['token']);
    const all = async (entity: string, filter: object = {}): Promise<number> => {
      let count = 0;
      for (let page = 0, total = 1; count < total; page++) {
        expect(page).toBeLessThan(20);
        const answer = await call(`${entity}/index`, { ...filter, page });
        count += Number(answer['count']);
        total = Number(answer['total']);
      }
      return count;
    };
    const entities = ['branch', 'discount', 'group', 'lead-reject', 'lead-source', 'lead-status', 'lesson', 'lesson-type', 'location', 'pay', 'pay-account', 'pay-item', 'pay-item-category', 'regular-lesson', 'room', 'streaming', 'study-status', 'subject', 'tariff', 'task', 'teacher'];
    for (const entity of entities) expect({ entity, rows: await all(entity) }).toEqual({ entity, rows: expect.any(Number) });

    const before = await all('customer', { removed: 1 });
    for (let number = 0; number < 55; number++) await call('customer/create', { name: `П${number}`, is_study: 1, legal_type: 1 });
    expect(await all('customer', { removed: 1 })).toBe(before + 55);
    const { model } = await call('subject/create', { name: 'Лишний' });
    expect(await call(`subject/delete?id=${String((model as Row)['id'])}`)).toEqual({ success: true, errors: [] });
  });
});
