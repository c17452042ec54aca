import { expect, test } from 'vitest';
import { openZone } from '../time.ts';
import { compute } from './testing/compute.ts';

const EVENING = Date.UTC(2024, 1, 29, 22, 30, 5, 999);

test('without a clock, or with a broken one, there is no time', () => {
  for (const text of ['NOW()', 'CURDATE()', 'UNIX_TIMESTAMP()']) {
    expect(compute(text)).toBeNull();
    for (const now of [Number.NaN, Number.POSITIVE_INFINITY, 1e18]) expect(compute(text, {}, { now })).toBeNull();
  }
});

test('times come as fields keep them', () => {
  expect(compute('NOW() - [date_added]', { date_added: EVENING - 1000 }, { now: EVENING })).toBe(1000);
  expect(compute('UNIX_TIMESTAMP()', {}, { now: EVENING })).toBe(1_709_245_805);
  expect(compute('CURDATE()', {}, { now: EVENING })).toBe('2024-02-29');
});

test('the day is that of the zone', () => {
  expect(compute('CURDATE()', {}, { now: EVENING, zone: openZone('Europe/Moscow') })).toBe('2024-03-01');
});

test('a condition that is null counts as false', () => {
  expect(compute("IF([none], 'yes', 'no')")).toBe('no');
  expect(compute("if([a] >= 10, 'yes', 'no')", { a: 10 })).toBe('yes');
});

test('the first value that is there', () => {
  expect(compute('IFNULL([none], 0)')).toBe(0);
  expect(compute("COALESCE([none], NULL, '', 1)")).toBe('');
  expect(compute('COALESCE(NULL)')).toBeNull();
});

test('NULLIF forgets a value equal to the other', () => {
  expect(compute('10 / NULLIF([a], 0)', { a: 0 })).toBeNull();
  expect(compute('NULLIF([a], 0)', { a: 5 })).toBe(5);
  expect(compute('NULLIF([a], NULL)', { a: 5 })).toBe(5);
});
