import type { FieldValue } from '../src/core/values.ts';
import { randomOf } from '../test/support/random.ts';
import { WORDS } from './client-words.ts';
import { digits, pick, pickSkewed } from './pick.ts';

/** The ids that records point at. */
export interface DesignedTargets {
  readonly users: readonly number[];
  /** The options of each field of that kind. */
  readonly options: ReadonlyMap<string, readonly number[]>;
}

export interface MadeRecord {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly createdAt: number;
}

const DAY_MS = 86_400_000;
export const LAST_DAY = Date.UTC(2026, 0, 1);
export const DAYS = 1200;

/** The e-mail address of record number `index`; known without making the record. */
export const emailOf = (index: number | string): string => `order${index}@mail.ru`;

/** Record number `index` of `count`: always the same one. */
export function makeDesigned(index: number, count: number, { users, options }: DesignedTargets): MadeRecord {
  const random = randomOf(index * 2);
  // Newer records have the higher numbers, as they would.
  const createdAt = LAST_DAY - Math.floor(((count - index) / count) * DAYS * DAY_MS);
  const later = (): number => createdAt + Math.floor(random() * 90 * DAY_MS);
  const day = (): string => new Date(later()).toISOString().slice(0, 10);
  const option = (field: string): number => pickSkewed(options.get(field) ?? [], random);
  const some = (field: string): readonly string[] | null => {
    const ids = (options.get(field) ?? []).filter(() => random() < 0.2).map(String);
    return ids.length === 0 ? null : ids;
  };
  const often = (make: () => FieldValue): FieldValue => (random() < 0.6 ? make() : null);
  const sentences = (most: number): string => `${Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(WORDS.notes, random)).join('. ')}.`;
  const amount = (top: number): number => Math.round(random() * top * 100) / 100;
  const city = pickSkewed(WORDS.cities, random);
  return {
    createdAt,
    values: {
      name: `${pick(WORDS.stems, random)}${pick(WORDS.endings, random)} ${city}, заказ ${index}`,
      code: `ORD-${String(index).padStart(9, '0')}`, city, street: `ул. ${pick(WORDS.streets, random)}, д. ${1 + Math.floor(random() * 120)}`,
      contact: `${pick(WORDS.surnames, random)} ${pick(WORDS.names, random)}`, post: 'Менеджер по закупкам', department: often(() => 'Отдел снабжения'),
      contract: often(() => `Д-${digits(6, random)}`), vehicle: often(() => `А${digits(3, random)}ВС`), comment: often(() => pick(WORDS.notes, random)),
      status: option('status'), priority: option('priority'), source: option('source'), region: option('region'), category: option('category'), payment: option('payment'),
      services: some('services'), labels: some('labels'), channels: some('channels'),
      due: day(), started: often(day), paid: often(day), closed: often(day),
      called: later(), visited: often(later), shipped: often(later), confirmed: often(later),
      price: amount(100_000), amount: amount(1000), discount: often(() => amount(30)), weight: often(() => amount(500)),
      urgent: random() < 0.1, delivered: random() < 0.5, responsible: pickSkewed(users, random), controller: pickSkewed(users, random),
      description: sentences(6), result: often(() => sentences(3)),
      email: emailOf(index), phone: `+7 (9${digits(2, random)}) ${digits(3, random)}-${digits(2, random)}-${digits(2, random)}`, site: often(() => `https://site${index}.ru/order`),
    },
  };
}
