import type { FieldValue } from '../src/core/values.ts';
import { randomOf } from '../test/support/random.ts';
import { WORDS } from './client-words.ts';
import { phoneOf } from './make-client.ts';
import { digits, pick, pickSkewed } from './pick.ts';

/** The ids that customers and lessons point at. */
export interface SchoolTargets {
  readonly subjects: readonly number[];
  readonly rooms: readonly number[];
  readonly teachers: readonly number[];
  readonly groups: readonly number[];
  readonly statuses: readonly number[];
  readonly leadStatuses: readonly number[];
  readonly sources: readonly number[];
  readonly types: readonly number[];
}

export interface MadeRow {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly createdAt: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
export const LAST_DAY = Date.UTC(2026, 0, 1);
/** Customers have come over so many days, until the last one. */
export const DAYS = 1200;
/** Lessons lie over a year around the last day: those before it were conducted, those after it are planned. */
const YEAR_DAYS = 364;
/** Of one number in so many the customer is still a lead. */
const LEADS = 5;
/** The one that the preset brings. */
export const BRANCH = 1;

/** How many lessons a school of so many customers has in its year. */
export const lessonsFor = (customers: number): number => Math.ceil(customers / 10);

/** Whether customer number `index` is a lead. */
export const isLead = (index: number): boolean => index % LEADS === LEADS - 1;

/** Customer number `index` of `count`: always the same one. */
export function makeCustomer(index: number, count: number, { statuses, leadStatuses, sources, teachers }: SchoolTargets): MadeRow {
  const random = randomOf(index * 2);
  const phone = phoneOf(index);
  const surname = pick(WORDS.surnames, random);
  const stage = isLead(index) ? { stage: 'lead', lead_status: pickSkewed(leadStatuses, random) } : { stage: 'client', study_status: pickSkewed(statuses, random) };
  return {
    values: {
      ...stage,
      name: `${surname} ${pick(WORDS.names, random)} ${index}`,
      kind: 'person',
      branches: [String(BRANCH)],
      teachers: random() < 0.3 ? [String(pick(teachers, random))] : null,
      source: pickSkewed(sources, random),
      payer_name: random() < 0.6 ? `${surname} ${pick(WORDS.names, random)} ${pick(WORDS.fathers, random)}` : null,
      birthday: new Date(Date.UTC(2008 + Math.floor(random() * 10), 0, 1 + Math.floor(random() * 365))).toISOString().slice(0, 10),
      gender: random() < 0.5 ? 'male' : 'female',
      phones: [`+7(9${phone.slice(0, 2)})${phone.slice(2, 5)}-${phone.slice(5, 7)}-${phone.slice(7)}`],
      emails: random() < 0.5 ? [`customer${index}@mail${digits(1, random)}.ru`] : null,
      note: random() < 0.5 ? `${pick(WORDS.notes, random)}.` : null,
    },
    // Newer customers have the higher numbers, as they would.
    createdAt: LAST_DAY - Math.floor(((count - index) / count) * DAYS * DAY_MS),
  };
}

/** The day of lesson number `index` of `count`. */
export function lessonDay(index: number, count: number): string {
  return new Date(dayOf(index, count)).toISOString().slice(0, 10);
}

const dayOf = (index: number, count: number): number => LAST_DAY + (Math.floor((index / count) * YEAR_DAYS) - YEAR_DAYS / 2) * DAY_MS;

/** The first of `count` lessons that is planned; those before it were conducted. */
export const firstPlanned = (count: number): number => Math.ceil(count / 2);

/** Lesson number `index` of `count`, without attendance: always the same one. */
export function makeLesson(index: number, count: number, { subjects, rooms, teachers, groups, types }: SchoolTargets): MadeRow {
  const random = randomOf(index * 2 + 1);
  // From nine in the morning on in Moscow, so that the day is the same in both reckonings.
  const startsAt = dayOf(index, count) + (6 + Math.floor(random() * 12)) * HOUR_MS;
  return {
    values: {
      branch: BRANCH,
      date: lessonDay(index, count), starts_at: startsAt, ends_at: startsAt + HOUR_MS,
      state: index < firstPlanned(count) ? 'conducted' : 'planned',
      type: pick(types, random), subject: pickSkewed(subjects, random), room: pick(rooms, random),
      teachers: [String(pick(teachers, random))], groups: [String(pick(groups, random))],
      topic: `Тема ${1 + Math.floor(random() * 30)}`,
    },
    createdAt: startsAt - 30 * DAY_MS,
  };
}
