import type { FieldValue } from '../src/core/values.ts';
import { randomOf } from '../test/support/random.ts';
import { COMMON_WORD, RARE_HITS, RARE_WORD, WORDS } from './client-words.ts';
import { digits, pick, pickSkewed } from './pick.ts';

/** The ids that clients point at. */
export interface ClientTargets {
  readonly owners: readonly number[];
  readonly territories: readonly number[];
  readonly sources: readonly number[];
  readonly industries: readonly number[];
  readonly relations: readonly number[];
}

export interface MadeClient {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly requisites: Readonly<Record<string, FieldValue>> | undefined;
  readonly createdAt: number;
}

const DAY_MS = 86_400_000;
const LAST_DAY = Date.UTC(2026, 0, 1);
const DAYS = 1200;
const KINDS = ['company', 'company', 'company', 'company', 'company', 'company', 'person', 'person', 'partner', 'contractor'];

/** The mobile phone of client number `index`; known without making the client. */
export function phoneOf(index: number): string {
  return digits(9, randomOf(index * 2 + 1));
}

/** Companies of one number are so many, at most. */
const COMPANIES = 37;

/** The highest number that the name of a company has in a store of `count` clients. */
export function lastNumber(count: number): number {
  return 1 + Math.floor((count - 1) / COMPANIES);
}

/** Client number `index` of `count`: always the same one. */
export function makeClient(index: number, count: number, targets: ClientTargets): MadeClient {
  const random = randomOf(index * 2);
  const kind = pick(KINDS, random);
  const city = pickSkewed(WORDS.cities, random);
  const rare = isRare(index, count) ? ` ${RARE_WORD[0]?.toUpperCase()}${RARE_WORD.slice(1)}` : '';
  const name = kind === 'person' ? personName(random) : `${pick(WORDS.stems, random)}${pick(WORDS.endings, random)}${rare} ${city} ${1 + Math.floor(index / COMPANIES)}, ${pick(WORDS.forms, random)}`;
  const phone = phoneOf(index);
  const written = `+7 (9${phone.slice(0, 2)}) ${phone.slice(2, 5)}-${phone.slice(5, 7)}-${phone.slice(7)}`;
  return {
    values: {
      name: kind === 'person' ? `${name}${rare}` : name,
      kind,
      owner: pickSkewed(targets.owners, random),
      industry: pickSkewed(targets.industries, random),
      addresses: [`${city}, ул. ${pick(WORDS.streets, random)}, д. ${1 + Math.floor(random() * 120)}`],
      phones: random() < 0.3 ? [written, `8 (342) 2${digits(2, random)}-${digits(2, random)}-${digits(2, random)}`] : [written],
      websites: random() < 0.4 ? [`www.site${index}.ru`] : null,
      emails: random() < 0.7 ? [`client${index}@mail${Math.floor(random() * 20)}.ru`] : null,
      territory: pickSkewed(targets.territories, random),
      note: note(index, random),
      relation: pickSkewed(targets.relations, random),
      source: pickSkewed(targets.sources, random),
      external_id: random() < 0.5 ? `1C-${String(index).padStart(9, '0')}` : null,
      favourite: random() < 0.02,
    },
    requisites: kind !== 'person' && random() < 0.15 ? { legal_name: `Общество «${name}»`, inn: `59${digits(8, random)}`, kpp: `590${digits(6, random)}`, bank: 'ПАО Сбербанк' } : undefined,
    // Newer clients have the higher numbers, as they would.
    createdAt: LAST_DAY - Math.floor(((count - index) / count) * DAYS * DAY_MS),
  };
}

function personName(random: () => number): string {
  return `${pick(WORDS.surnames, random)} ${pick(WORDS.names, random)} ${pick(WORDS.fathers, random)}`;
}

function note(index: number, random: () => number): string {
  const sentences: string[] = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(WORDS.notes, random));
  if (index % 20 === 3) sentences.push(`Заказывал ${COMMON_WORD} оборудования`);
  return `${sentences.join('. ')}.`;
}

function isRare(index: number, count: number): boolean {
  const step = Math.max(1, Math.floor(count / RARE_HITS));
  return index % step === Math.floor(step / 2);
}
