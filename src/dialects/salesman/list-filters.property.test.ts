import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { updateRecord } from '../../core/records/update-record.ts';
import { BOSS, MANAGER, NOON, onEveryEngine } from '../../../test/salesman/world.ts';

/** A client as it was sent, kept beside the server's. */
interface Sent {
  readonly title: string;
  readonly type: string;
  readonly territory: string;
  readonly clientpath: string;
  readonly tip_cmr: string;
  readonly des: string;
  readonly phone: string;
  readonly mail_url: string;
  readonly site_url: string;
  readonly address: string;
  readonly input1: string;
  readonly date_create: string;
  readonly user: string;
  readonly trash: boolean;
}

interface Stored extends Sent {
  readonly clid: number;
}

const TERRITORIES = ['Пермь', 'Москва', 'Орёл'];
const SOURCES = ['Маркетинг', 'Справочник'];
const RELATIONS = ['1 - Холодный клиент', '3 - Текущий клиент', 'Свой'];
const TYPES = ['client', 'person', 'partner', 'contractor', 'concurent'];
const DATES = ['2024-01-01 00:00:00', '2024-01-01 00:00:01', '2024-01-02 00:00:00', '2024-01-02 12:30:00', '2024-01-03 00:00:00'];
const WORDS = ['Ёлка', 'елка', 'ЁЛ', 'a_b', '50%', 'a%b', '"', '\\', '342', '550-10', '7', '1', 'рога  и копыта', 'И', 'example.ru', '🙂', 'ß', 'й'];

const word = fc.constantFrom(...WORDS);
const words = fc.array(word, { maxLength: 3 }).map((some) => some.join(' '));
const oneOrNone = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values, '');
const sent = fc.record({
  title: words, type: fc.constantFrom(...TYPES), territory: oneOrNone(TERRITORIES), clientpath: oneOrNone(SOURCES), tip_cmr: oneOrNone(RELATIONS), des: words,
  phone: fc.constantFrom('', '+7(342)550-10-30', '8 342 5501031, 112', '7'), mail_url: fc.constantFrom('', 'a_b@example.ru', 'Elka@mail.ru'), site_url: fc.constantFrom('', 'example.ru', 'http://50%.ru'),
  address: words, input1: words, date_create: fc.constantFrom(...DATES), user: fc.constantFrom(BOSS, MANAGER), trash: fc.boolean(),
}, { noNullPrototype: true });

const TOP = ['word', 'user', 'dateStart', 'dateEnd'] as const;
const MEMBERS = ['type', 'territory', 'clientpath', 'relation', 'trash', 'input1'] as const;
const needle = fc.oneof(word, word, word, words);

const everything = fc.record({
  word: needle, user: fc.constantFrom(BOSS, MANAGER, MANAGER, 'nobody'), dateStart: fc.constantFrom('2024-01-01', '2024-01-02', '2024-01-02 12:30:00'), dateEnd: fc.constantFrom('2024-01-01 00:00:01', '2024-01-02', '2024-01-03'),
  first: fc.constantFrom('new', 'old'), order: fc.constantFrom('date_create', 'clid'), login: fc.constantFrom(BOSS, BOSS, MANAGER),
  type: fc.constantFrom(...TYPES, 'strange'), territory: fc.constantFrom(...TERRITORIES, 'москва', 'ОРЕЛ', 'нет такой'), clientpath: fc.constantFrom(...SOURCES), relation: fc.constantFrom(...RELATIONS, 'СВОЙ'),
  trash: fc.constantFrom<unknown>(true, false, 'yes', 'no', '0', 1), input1: needle,
}, { noNullPrototype: true });

/** Up to three conditions at once: more of them find nothing anyway. */
const asked = fc.tuple(everything, fc.subarray([...TOP, ...MEMBERS], { maxLength: 3 })).map(([all, conditions]) => {
  const chosen = (names: readonly (keyof typeof all)[]): Partial<typeof all> => Object.fromEntries(names.filter((name) => conditions.some((condition) => condition === name)).map((name) => [name, all[name]]));
  return { first: all.first, order: all.order, login: all.login, ...chosen(TOP), filter: chosen(MEMBERS) };
});
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

onEveryEngine('random filters over random clients', (given) => {
  const stored: Stored[] = [];

  beforeAll(async () => {
    const clients = fc.sample(sent, { numRuns: 60, seed: 42 });
    for (const [index, { trash, ...members }] of clients.entries()) {
      // Names differ, or 406 would stand in the way; no letter or digit of the mark is among the words.
      const title = `${'щ'.repeat(index + 1)} ${members.title}`;
      const clid = await given().add({ ...members, title });
      if (trash) await updateRecord(given().crm, await given().context(), 'client', clid, { archived_at: NOON });
      stored.push({ ...members, title, trash, clid });
    }
  });

  test('find the clients, the order and the count that a plain look through all of them finds', async () => {
    let hits = 0;
    await fc.assert(fc.asyncProperty(asked, async ({ login, ...members }) => {
      const expected = lookThrough(stored, { login, ...members });
      const answer = await given().call('client/list', { ...members, fields: 'clid' }, login);
      expect(answer).toMatchObject({ count: expected.length, params: { count: expected.length, pageall: Math.min(expected.length, 1) } });
      expect((Object(answer) as { data: { clid: number }[] }).data.map(({ clid }) => clid)).toEqual(expected);
      hits += expected.length;
    }), { numRuns: 250 });
    expect(hits).toBeGreaterThan(500);
  });
});

/** The documented meaning of the filters, with nothing of the product's code. */
function lookThrough(clients: readonly Stored[], { login, word: looked, user, dateStart, dateEnd, first = 'new', order = 'date_create', filter }: Asked): number[] {
  const found = clients.filter((client) =>
    (login === BOSS || client.user === MANAGER)
    && (user === undefined || client.user === user)
    && isWithin(client.date_create, dateStart, dateEnd)
    && (looked === undefined || holdsWord(client, looked))
    && (filter.type === undefined || client.type === filter.type)
    && (filter.territory === undefined || plain(client.territory) === plain(filter.territory))
    && (filter.clientpath === undefined || client.clientpath === filter.clientpath)
    && (filter.relation === undefined || plain(client.tip_cmr) === plain(filter.relation))
    && (filter.trash === undefined || client.trash === [true, 'yes', 1].some((yes) => yes === filter.trash))
    && (filter.input1 === undefined || plain(client.input1).includes(plain(filter.input1))));
  const direction = first === 'old' ? 1 : -1;
  return found.toSorted((left, right) => direction * ((order === 'clid' ? 0 : left.date_create.localeCompare(right.date_create)) || left.clid - right.clid)).map(({ clid }) => clid);
}

function isWithin(date: string, start: string | undefined, end: string | undefined): boolean {
  const full = (day: string): string => (day.length === 10 ? `${day} 00:00:00` : day);
  if (start !== undefined && end !== undefined) return date >= full(start) && date <= full(end);
  return (start === undefined || date > full(start)) && (end === undefined || date < full(end));
}

function holdsWord({ title, des, mail_url, site_url, address, phone }: Stored, looked: string): boolean {
  const needle = plain(looked);
  const digits = looked.replaceAll(/\D/gu, '');
  const isNumber = /^[\d\s()+.–-]+$/u.test(looked) && digits.length >= 2;
  const texts = [title, des, mail_url, site_url, address].map(plain);
  const numbers = phone.split(',').map((one) => one.replaceAll(/\D/gu, ''));
  return [...texts, ...numbers].some((text) => text.includes(needle) || (isNumber && text.includes(digits)));
}

/** Without case, ё as е, blanks as one. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').split(/\s+/u).filter((part) => part !== '').join(' ');
}
