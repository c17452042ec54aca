import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { moneyField } from './money.ts';

const field = defineField({ name: 'amount', type: 'money', label: { ru: 'Сумма', en: 'Amount' } });

test('a decimal notation is refused: dialects turn it into minor units', () => {
  expect(moneyField.accept('10,50', field)).toEqual({ fault: 'wrong_type' });
  expect(moneyField.accept(10.5, field)).toEqual({ fault: 'out_of_range' });
});

test('kopecks are kept as they are', () => {
  expect(moneyField.accept(1050, field)).toEqual({ value: 1050 });
});
