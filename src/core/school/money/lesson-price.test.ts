import { expect, test } from 'vitest';
import { tariffPrice } from './lesson-price.ts';

test('without a tariff, a price, or with one below nothing, a lesson is free', () => {
  for (const tariff of [undefined, {}, { price: null, lessons: 8 }, { price: -100, lessons: 1 }, { price: 0, kind: 'month' }]) {
    expect(tariffPrice(tariff)).toEqual({ kopecks: 0, per: 'lesson' });
  }
});

test('the price is shared among the lessons, whatever the kind, rounded half up to a kopeck', () => {
  expect(tariffPrice({ price: 400_000, lessons: 8, kind: 'lesson' })).toEqual({ kopecks: 50_000, per: 'lesson' });
  expect(tariffPrice({ price: 100, lessons: 8, kind: 'month' })).toEqual({ kopecks: 13, per: 'lesson' });
  expect(tariffPrice({ price: 100, lessons: 3, kind: 'week' })).toEqual({ kopecks: 33, per: 'lesson' });
});

test('without a number of lessons the whole price is asked: each time, or once a month or a week', () => {
  expect(tariffPrice({ price: 300, kind: 'lesson' })).toEqual({ kopecks: 300, per: 'lesson' });
  expect(tariffPrice({ price: 300 })).toEqual({ kopecks: 300, per: 'lesson' });
  expect(tariffPrice({ price: 300, lessons: 0, kind: 'month' })).toEqual({ kopecks: 300, per: 'month' });
  expect(tariffPrice({ price: 300, lessons: -4, kind: 'week' })).toEqual({ kopecks: 300, per: 'week' });
});
