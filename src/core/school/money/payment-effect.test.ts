import { expect, test } from 'vitest';
import { paymentEffect } from './payment-effect.ts';

const PAID = { income: 500, expenditure: 120 };

test('an unconfirmed payment and one for goods do nothing', () => {
  expect(paymentEffect({ ...PAID, confirmed: false }, { effect: 'income' })).toBe(0);
  expect(paymentEffect({ ...PAID, confirmed: true }, { effect: 'goods' })).toBe(0);
});

test('an income, a correction and a type without an effect add what comes and take what goes', () => {
  for (const type of [{ effect: 'income' }, { effect: 'correction' }, { effect: null }, undefined]) expect(paymentEffect(PAID, type)).toBe(380);
  expect(paymentEffect({ income: -500 }, { effect: 'correction' })).toBe(-500);
});

test('a refund takes both, whatever sign they were written with', () => {
  expect(paymentEffect(PAID, { effect: 'refund' })).toBe(-620);
  expect(paymentEffect({ income: -500, expenditure: null }, { effect: 'refund' })).toBe(-500);
  expect(paymentEffect({}, { effect: 'refund' })).toBe(0);
});
