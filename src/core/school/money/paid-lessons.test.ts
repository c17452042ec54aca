import { describe, expect, test } from 'vitest';
import { paidLessons, type Paid } from './paid-lessons.ts';

const TODAY = '2024-03-15';
const FOUR = { price: 200_000, lessons: 4 };
const holding = (id: number, values: Record<string, string | number | boolean | readonly string[]>, balance = 0, tariff: Paid['tariff'] = FOUR): Paid => ({ row: { id, stored: undefined, values: { starts_on: '2024-03-01', ...values } }, tariff, balance });
const counted = (base: number, ...subscriptions: readonly Paid[]): unknown => {
  const { bySubscription, total } = paidLessons(base, subscriptions, [], TODAY);
  return [Object.fromEntries(bySubscription), total];
};

describe('nothing is paid for', () => {
  test('by a subscription that is archived or over, nor where lessons are free', () => {
    const old = [holding(1, { ends_on: '2024-03-14' }), holding(2, { archived_at: 1 }), holding(3, {}, 0, { price: 0, lessons: 4 }), { ...holding(4, { separate: true }, 500_000), tariff: undefined }];
    expect(counted(500_000, ...old)).toEqual([{ 1: 0, 2: 0, 3: 0, 4: 0 }, 0]);
  });

  test('without a subscription', () => {
    expect(counted(500_000)).toEqual([{}, 0]);
  });
});

test('the base balance pays by each subscription that shares it, and counts once, by the earliest', () => {
  expect(counted(149_999, holding(2, {}, 0, { price: 10_000, lessons: 1 }), holding(1, {}))).toEqual([{ 1: 2, 2: 14 }, 2]);
  expect(counted(149_999, holding(2, { starts_on: '2024-02-28' }, 0, { price: 10_000, lessons: 1 }), holding(1, {}))).toEqual([{ 1: 2, 2: 14 }, 14]);
});

test('a separate subscription is paid from what is its own, beside the others', () => {
  expect(counted(100_000, holding(1, {}), holding(2, { separate: true }, 150_000), holding(3, { separate: true }, 50_000))).toEqual([{ 1: 2, 2: 3, 3: 1 }, 6]);
});

test('a debt counts as lessons below nothing, begun ones too', () => {
  expect(counted(-1, holding(1, {}), holding(2, { separate: true }, -50_001))).toEqual([{ 1: -1, 2: -2 }, -3]);
});

test('a discount of today makes more lessons of the same money, where it holds for all of them', () => {
  const half = (more: object): number => paidLessons(100_000, [holding(1, { subjects: ['1'] })], [{ kind: 'percent', amount: 50, ...more }], TODAY).total;
  expect([half({}), half({ subjects: ['1', '2'] }), half({ subjects: ['2'] }), half({ ends_on: '2024-03-14' })]).toEqual([4, 4, 2, 2]);
});

test('where a month is paid as a whole, months are counted', () => {
  expect(counted(950_000, holding(1, {}, 0, { price: 400_000, kind: 'month' }))).toEqual([{ 1: 2 }, 2]);
});
