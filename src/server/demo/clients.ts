import { companyName, personName, untaken } from './names.ts';
import type { FullName } from './names.ts';
import { createRandom, type Random } from './random.ts';
import { buildRequisites } from './requisites.ts';
import { DEMO_CLIENTS } from './size.ts';
import { DEMO_USERS } from './users.ts';
import { CITIES, DEALS, inLatin, INDUSTRIES, NOTES, PERSON_ROLES, POSTS, TALKS, TASKS, type City } from './words.ts';

/** Values by field; dictionary values are written by their titles. */
type Values = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What hangs on a client, or a client itself: one record to be. */
export interface DemoRecord {
  readonly createdAt: number;
  readonly values: Values;
  readonly items: Readonly<Record<string, string>>;
}

/** A client with all that hangs on it: written together, so that it is there whole or not at all. */
export interface DemoClient extends DemoRecord {
  readonly name: string;
  readonly owner: string;
  readonly requisites: Readonly<Record<string, string>> | undefined;
  /** The first is the main contact. */
  readonly persons: readonly DemoRecord[];
  readonly deals: readonly DemoRecord[];
  readonly tasks: readonly DemoRecord[];
  readonly talks: readonly DemoRecord[];
}

const SEED = 20_240_601;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** In kopecks. */
const THOUSAND_ROUBLES = 100_000;
const AGE_DAYS = 730;
const RELATIONS = ['1 - Холодный клиент', '2 - Потенциальный клиент', '3 - Текущий клиент', '3 - Текущий клиент', '4 - Постоянный клиент', '5 - Перспективный клиент', '0 - Не работаем'];
const SOURCES = ['Личные связи', 'Маркетинг', 'Справочник', 'Заказ с сайта', 'Рекомендации клиентов'];
const STAGES = ['Проявлен/Выявлен интерес', 'Подтвержден интерес', 'Отправлено КП', 'Обсуждение деталей - продукты, услуги, оплата', 'Согласован договор, Выставлен счет', 'Получена предоплата, Выполнение договора', 'Закрытие сделки, Подписание документов'];
const DEAL_TYPES = ['Продажа простая', 'Услуги', 'Продажа услуг', 'Тендер', 'Продажа быстрая'];
const LOYALTIES = ['1 - Не понятно', '2 - Нейтральный', '3 - Лояльный', '4 - Очень Лояльный'];
const LAST_STAGE = STAGES.at(-1);

interface Maker {
  readonly random: Random;
  readonly now: number;
  readonly names: Set<string>;
  readonly hosts: Set<string>;
  /** Phone numbers are given out one after another. */
  phone(area: string): string;
}

/** The clients of the demo, oldest first, as they would have come in over two years up to `now`. */
export function buildDemoClients(now: number, count = DEMO_CLIENTS): readonly DemoClient[] {
  const random = createRandom(SEED);
  let lastPhone = 1000;
  // No number of a city begins with 0, and nobody has the code 945: these ring nowhere.
  const phone = (area: string): string => {
    lastPhone += 7;
    return `+7(${area})0${String(lastPhone).padStart(6, '0').replace(/^(\d\d)(\d\d)(\d\d)$/u, '$1-$2-$3')}`;
  };
  const maker: Maker = { random, now, names: new Set(), hosts: new Set(), phone };
  return Array.from({ length: count }, (_, index) => {
    // From eight to seventeen by Moscow, spread evenly over the two years.
    const day = Math.floor(now / DAY_MS) - AGE_DAYS + Math.floor((index * (AGE_DAYS - 1)) / count);
    return buildClient(maker, day * DAY_MS + 5 * HOUR_MS + random.whole(0, 9 * HOUR_MS));
  });
}

function buildClient(maker: Maker, createdAt: number): DemoClient {
  const kind = maker.random.whole(1, 100);
  if (kind <= 65) return buildCompany(maker, createdAt);
  return kind <= 82 ? buildTrader(maker, createdAt) : buildPrivatePerson(maker, createdAt);
}

function buildCompany(maker: Maker, createdAt: number): DemoClient {
  const { random } = maker;
  const city = random.pick(CITIES);
  const title = untaken(maker.names, (name) => name, () => companyName(random));
  const host = hostOf(maker, title);
  const name = `ООО «${title}»`;
  const heads = Array.from({ length: random.whole(1, 3) }, () => personName(random));
  const kind = random.pick(['company', 'company', 'company', 'company', 'company', 'partner', 'contractor', 'competitor']);
  const requisites = random.chance(0.6) ? buildRequisites('company', name, heads[0]?.short ?? '', city, random) : undefined;
  const values = { name, kind, phones: phones(maker, city), emails: [`info@${host}`], websites: [`https://${host}`], addresses: [address(maker, city)] };
  return finish(maker, createdAt, { name, city, values, requisites, industry: random.pick(INDUSTRIES), people: heads, host });
}

function buildTrader(maker: Maker, createdAt: number): DemoClient {
  const { random } = maker;
  const city = random.pick(CITIES);
  const person = untaken(maker.names, (made) => made.full, () => personName(random));
  const host = hostOf(maker, `ip-${person.surname}`);
  const name = `ИП ${person.full}`;
  const values = { name, kind: 'company', phones: [maker.phone('945')], emails: [`zakaz@${host}`], websites: random.chance(0.4) ? [`https://${host}`] : [], addresses: [address(maker, city)] };
  const requisites = random.chance(0.5) ? buildRequisites('trader', name, person.short, city, random) : undefined;
  return finish(maker, createdAt, { name, city, values, requisites, industry: random.pick(INDUSTRIES), people: [person], host });
}

function buildPrivatePerson(maker: Maker, createdAt: number): DemoClient {
  const { random } = maker;
  const city = random.pick(CITIES);
  const person = untaken(maker.names, (made) => made.full, () => personName(random));
  const emails = random.chance(0.7) ? [`${inLatin(person.surname)}${random.whole(60, 99)}@example.com`] : [];
  const values = { name: person.full, kind: 'person', phones: [maker.phone('945')], emails, addresses: random.chance(0.5) ? [address(maker, city)] : [] };
  return finish(maker, createdAt, { name: person.full, city, values, requisites: undefined, industry: 'Физические лица', people: [], host: 'example.com' });
}

interface Core {
  readonly name: string;
  readonly city: City;
  readonly values: Values;
  readonly requisites: Readonly<Record<string, string>> | undefined;
  readonly industry: string;
  readonly people: readonly FullName[];
  readonly host: string;
}

function finish(maker: Maker, createdAt: number, { name, city, values, requisites, industry, people, host }: Core): DemoClient {
  const { random } = maker;
  // Managers have most of the clients, their heads keep a few.
  const owner = random.chance(0.8) ? random.pick(DEMO_USERS.slice(3)).login : random.pick(DEMO_USERS.slice(0, 3)).login;
  const source = random.pick(SOURCES);
  return {
    name, owner, createdAt, requisites,
    values: { ...values, note: random.chance(0.35) ? random.pick(NOTES) : null, favourite: random.chance(0.08), price_level: random.chance(0.5) ? String(random.whole(1, 5)) : null },
    items: { industry, territory: city.name, relation: random.pick(RELATIONS), source },
    persons: people.map((person) => buildContact(maker, createdAt, person, host, source)),
    deals: some(random, 0.45, 2, () => buildDeal(maker, createdAt)),
    tasks: some(random, 0.4, 2, () => buildTask(maker, createdAt)),
    talks: some(random, 0.7, 3, () => buildTalk(maker, createdAt)),
  };
}

function buildContact({ random, phone }: Maker, createdAt: number, { full, surname }: FullName, host: string, source: string): DemoRecord {
  return {
    createdAt,
    values: { name: full, post: random.pick(POSTS), mobiles: [phone('945')], emails: [`${inLatin(surname)}@${host}`], roles: random.chance(0.5) ? [random.pick(PERSON_ROLES)] : [] },
    items: { source, loyalty: random.pick(LOYALTIES) },
  };
}

function buildDeal({ random, now }: Maker, clientSince: number): DemoRecord {
  const createdAt = between(random, clientSince, now);
  const stage = random.pick(STAGES);
  const closed = stage === LAST_STAGE;
  const planned = createdAt + random.whole(10, 90) * DAY_MS;
  return {
    createdAt,
    values: {
      name: random.pick(DEALS), amount: random.whole(15, 1800) * THOUSAND_ROUBLES, planned_on: new Date(planned).toISOString().slice(0, 10),
      closed_at: closed ? Math.min(planned, now) : null,
    },
    items: { stage, type: random.pick(DEAL_TYPES), direction: 'Основное' },
  };
}

function buildTask({ random, now }: Maker, clientSince: number): DemoRecord {
  const createdAt = between(random, Math.max(clientSince, now - 60 * DAY_MS), now);
  const due = createdAt + random.whole(1, 40) * DAY_MS;
  const done = due < now && random.chance(0.8);
  return { createdAt, values: { name: random.pick(TASKS), due_at: due, done_at: done ? due - random.whole(0, 20) * HOUR_MS : null }, items: { type: random.pick(['Задача', 'исх.2.Звонок', 'Встреча', 'Предложение']) } };
}

function buildTalk({ random, now }: Maker, clientSince: number): DemoRecord {
  const { type, text } = random.pick(TALKS);
  return { createdAt: between(random, clientSince, now), values: { kind: 'note', text }, items: { type } };
}

function some<Made>(random: Random, share: number, most: number, make: () => Made): readonly Made[] {
  return random.chance(share) ? Array.from({ length: random.whole(1, most) }, make) : [];
}

function between(random: Random, from: number, to: number): number {
  return random.whole(from, Math.max(from, to));
}

function hostOf(maker: Maker, title: string): string {
  const base = inLatin(title);
  return untaken(maker.hosts, (host) => host, () => `${base}${maker.hosts.has(`${base}.example`) ? maker.random.whole(2, 99) : ''}.example`);
}

function phones({ random, phone }: Maker, city: City): readonly string[] {
  return random.chance(0.4) ? [phone(city.phone), phone('945')] : [phone(city.phone)];
}

function address({ random }: Maker, city: City): string {
  const street = random.pick(['Ленина', 'Мира', 'Советская', 'Набережная', 'Промышленная', 'Садовая', 'Революции', 'Пушкина', 'Заводская', 'Комсомольский проспект']);
  return `г. ${city.name}, ул. ${street}, д. ${random.whole(1, 180)}${random.chance(0.4) ? `, офис ${random.whole(1, 420)}` : ''}`.replace('ул. Комсомольский проспект', 'Комсомольский проспект');
}
