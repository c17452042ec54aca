import { addDays } from '../../core/school/days.ts';

/** A weekly group of the demo school, by titles and names. */
export interface DemoGroup {
  readonly name: string;
  readonly subject: string;
  readonly branch: string;
  readonly teacher: string;
  readonly level: string;
  /** `HH:MM` on the wall clock. */
  readonly starts: string;
  readonly ends: string;
  /** Its lessons are so many days after the weekday of the first start. */
  readonly shift: number;
}

/** The branch that every installation has, and one more. */
export const DEMO_BRANCHES = ['Основной филиал', 'Филиал на Набережной'] as const;
export const DEMO_SUBJECTS = ['Английский язык', 'Немецкий язык'] as const;
export const DEMO_ROOMS = ['Аудитория 1', 'Аудитория 2'] as const;

export const DEMO_GROUPS: readonly DemoGroup[] = [
  { name: 'Английский A1', subject: 'Английский язык', branch: 'Основной филиал', teacher: 'Анна Белова', level: 'Начальный', starts: '18:00', ends: '19:30', shift: 0 },
  { name: 'Немецкий A2', subject: 'Немецкий язык', branch: 'Филиал на Набережной', teacher: 'Павел Зимин', level: 'Средний', starts: '19:00', ends: '20:30', shift: 1 },
];

/** In kopecks. */
const PRICE = 640_000;
export const DEMO_TARIFF = { name: '8 занятий в группе', kind: 'lesson', price: PRICE, lessons: 8, duration: 90, calculation_kind: 1, period_count: 3, period_unit: 'month' } as const;

/** Of the persons among the demo clients the first are pupils, the next wait for a trial lesson. */
export const DEMO_PUPILS = 12;
export const DEMO_LEADS = 3;
/** Every fifth has paid half so far. */
export const paymentOf = (pupil: number): number => (pupil % 5 === 4 ? PRICE / 2 : PRICE);

const WEEKS = 4;

/** The days of the lessons that have been, oldest first, for a group of the school as of today. */
export function pastDays(today: string, { shift }: DemoGroup): readonly string[] {
  return Array.from({ length: WEEKS }, (_, week) => addDays(today, shift - 7 * (WEEKS - week)));
}

/** When everybody joined, and paid. */
export function firstDay(today: string): string {
  return addDays(today, -7 * WEEKS - 7);
}
