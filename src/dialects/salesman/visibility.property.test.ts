import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createUser } from '../../core/accounts/create-user.ts';
import { createRecord } from '../../core/records/create-record.ts';
import { updateRecord } from '../../core/records/update-record.ts';
import { onEveryEngine } from '../../../test/salesman/world.ts';

const USERS = 9;
const CLIENTS = 27;
const NOT_VISIBLE = { result: 'Error', error: { code: '403', text: 'Клиент с указанным clid не найден в пределах аккаунта указанного пользователя' } };
const NOT_FOUND = { result: 'Error', error: { code: '404', text: 'Не найдено' } };
const ROLES = ['director', 'full_access', 'division_head', 'department_head', 'sales_manager', 'sales_support', 'specialist', 'administrator'] as const;
const SEES_ALL: ReadonlySet<string> = new Set(['director', 'full_access', 'sales_support', 'administrator']);

/** What is decided anew for each run: who does what, and who reports to whom (to himself and in circles too). */
interface Staff {
  readonly role: (typeof ROLES)[number];
  readonly manager: number | null;
  readonly admin: boolean;
  readonly active: boolean;
}
const staff: fc.Arbitrary<Staff[]> = fc.array(fc.record({
  role: fc.oneof(fc.constantFrom('division_head', 'department_head', 'sales_manager', 'specialist'), fc.constantFrom(...ROLES)) as fc.Arbitrary<Staff['role']>,
  manager: fc.option(fc.nat({ max: USERS - 1 })),
  admin: fc.constantFrom(false, false, false, false, true),
  active: fc.constantFrom(true, true, true, false),
}), { minLength: USERS, maxLength: USERS });

/** SalesMan contract 2.0.8, read off a list of people: whose clients the viewer sees. */
function visibleOwners(people: readonly Staff[], viewer: number): ReadonlySet<number> | 'all' {
  const person = people[viewer];
  if (person === undefined || person.admin || SEES_ALL.has(person.role)) return 'all';
  const reports = (boss: number): number[] => people.flatMap(({ manager }, index) => (manager === boss ? [index] : []));
  if (person.role === 'department_head') return new Set([viewer, ...reports(viewer)]);
  if (person.role === 'division_head') return new Set([viewer, ...reports(viewer), ...reports(viewer).flatMap(reports)]);
  return new Set([viewer]);
}

onEveryEngine('whoever reports to whom', (given) => {
  const users: number[] = [];
  /** The clients in the order of their clid; `owner` is a place in the staff, undefined: nobody's. */
  const clients: { clid: number; owner: number | undefined; title: string }[] = [];
  const login = (index: number): string => `user${index}@isaler.ru`;
  const titles = async (members: object, viewer: number): Promise<{ titles: unknown[]; count: number }> => {
    const { data, count } = Object(await given().call('client/list', { order: 'clid', first: 'old', fields: 'title', ...members }, login(viewer))) as { data: { title: unknown }[]; count: number };
    return { titles: data.map(({ title }) => title), count };
  };

  beforeAll(async () => {
    for (let index = 0; index < USERS; index++) users.push(await createUser(given().crm, { userId: null, face: 'cli', keyId: null }, { values: { login: login(index), name: `Сотрудник ${index}` } }));
    for (let index = 0; index < CLIENTS; index++) {
      const owner = index % (USERS + 1) === USERS ? undefined : index % (USERS + 1);
      const title = `Тайна ${String.fromCharCode(0x410 + index)}`;
      const clid = await createRecord(given().crm, await given().context(), 'client', {
        name: title, kind: 'company', owner: owner === undefined ? null : (users[owner] ?? null), external_id: `uid-${index}`, territory: (index % 2) + 1, input1: `поле ${index}`, parent: clients.at(-1)?.clid ?? null,
      });
      await createRecord(given().crm, await given().context(), 'requisites', { client: clid, inn: `59000${index}` });
      await createRecord(given().crm, await given().context(), 'person', { name: `Контакт ${index}`, client: clid });
      clients.push({ clid, owner, title });
    }
  });

  test('nobody finds, counts, reads or changes a client outside his people, nor learns of one from a text', async () => {
    await fc.assert(fc.asyncProperty(staff, fc.nat({ max: USERS - 1 }), fc.nat({ max: USERS - 1 }), async (people, viewer, other) => {
      await hire(people.map((person, index) => (index === viewer ? { ...person, active: true } : person)));
      const owners = visibleOwners(people, viewer);
      const isSeen = ({ owner }: { owner: number | undefined }): boolean => owners === 'all' || (owner !== undefined && owners.has(owner));
      const seen = clients.filter(isSeen);
      const expected = (some: readonly { title: string }[]): object => ({ titles: some.map(({ title }) => title), count: some.length });

      expect(await titles({}, viewer)).toEqual(expected(seen));
      expect(await titles({ word: 'тайна' }, viewer)).toEqual(expected(seen));
      expect(await titles({ filter: { territory: 1 } }, viewer)).toEqual(expected(seen.filter(({ clid }) => (clid - (clients[0]?.clid ?? 0)) % 2 === 0)));
      expect(await titles({ filter: { input1: 'поле', type: 'client', trash: false } }, viewer)).toEqual(expected(seen));
      expect(await titles({ user: login(other) }, viewer)).toEqual(expected(seen.filter(({ owner }) => owner === other)));
      expect(await titles({ iduser: users[other] }, viewer)).toEqual(expected(seen.filter(({ owner }) => owner === other)));
      expect(await titles({ word: 'тайна', offset: 1 }, viewer)).toEqual({ titles: [], count: seen.length });

      const hidden = clients.filter((client) => !isSeen(client));
      for (const { clid, title } of [...hidden.slice(0, 2), ...hidden.slice(-1)]) {
        const index = clients.findIndex((client) => client.clid === clid);
        const answers = [
          await given().call('client/info', { clid, contacts: true, bankinfo: true, uids: true }, login(viewer)),
          await given().call('client/update', { clid, des: 'Чужой' }, login(viewer)),
          await given().call('client/update', { uid: `uid-${index}`, des: 'Чужой' }, login(viewer)),
          await given().call('client/delete', { clid }, login(viewer)),
          await given().call('client/change.user', { clid, newuser: users[viewer] }, login(viewer)),
        ];
        expect(answers).toEqual([NOT_VISIBLE, NOT_VISIBLE, NOT_VISIBLE, NOT_VISIBLE, NOT_VISIBLE]);
        expect(await given().call('client/info', { uid: `uid-${index}` }, login(viewer))).toEqual(NOT_FOUND);
        expect(await given().call('client/info', { inn: `59000${index}` }, login(viewer))).toEqual(NOT_FOUND);
        expect(await titles({ word: title }, viewer)).toEqual({ titles: [], count: 0 });
        // The one exception is the documentation's own: 406 names the clid of the client found, whoever owns it.
        expect(await given().call('client/add', { title }, login(viewer))).toMatchObject({ data: clid, error: { code: '406' } });
      }
      for (const client of seen.slice(0, 3)) {
        const index = clients.indexOf(client);
        const above = clients[index - 1];
        const head = above !== undefined && isSeen(above) ? above.title : '';
        const shown = { clid: client.clid, title: client.title, head };
        expect(await given().call('client/info', { clid: client.clid, contacts: true }, login(viewer))).toMatchObject({ data: { ...shown, contacts: [{ person: `Контакт ${index}` }] } });
        expect(await given().call('client/info', { uid: `uid-${index}` }, login(viewer))).toMatchObject({ data: shown });
        expect(await given().call('client/info', { inn: `59000${index}` }, login(viewer))).toMatchObject({ data: shown });
        expect(await given().call('client/list', { word: client.title, fields: 'title,head_clid' }, login(viewer))).toMatchObject({ data: [{ title: client.title, head_clidTitle: head }] });
      }
    }), { numRuns: 10 });
    const [row] = await given().rows(`SELECT count(*) AS touched FROM e_client WHERE updated_at IS NOT NULL OR deleted_at IS NOT NULL`);
    expect(Number(row?.['touched'])).toBe(0);
  });

  async function hire(people: readonly Staff[]): Promise<void> {
    const directory = await given().crm.directory();
    const context = await given().context();
    for (const [index, { role, manager, admin, active }] of people.entries()) {
      await updateRecord(given().crm, context, 'user', users[index] ?? 0, {
        role: directory.roles.find(({ code }) => code === role)?.id, manager: manager === null ? null : users[manager], administrator: admin, active,
      });
    }
  }
});
