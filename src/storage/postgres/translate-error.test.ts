import { expect, test } from 'vitest';
import { CrmError } from '../../core/errors.ts';
import { codeOf, isConnectionLoss, toUnavailable } from './translate-error.ts';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

test.each(['ECONNREFUSED', 'EPIPE', 'ECONNRESET', '57P01', '08006', '53300', ''])('%s is a lost connection', (code) => {
  expect(isConnectionLoss(coded(code))).toBe(true);
});

test.each(['23505', '40P01', '22P02', '25P02', 'conflict'])('%s is not', (code) => {
  expect(isConnectionLoss(coded(code))).toBe(false);
});

test('a fault of ours is not a lost connection', () => {
  expect(isConnectionLoss(new TypeError('x'))).toBe(false);
});

test('of several addresses that refuse, the first one gives the code', () => {
  expect(codeOf(new AggregateError([coded('ECONNREFUSED'), coded('ETIMEDOUT')]))).toBe('ECONNREFUSED');
});

test('a refusal of the core stays as it is', () => {
  const refusal = new CrmError('unknown_field');
  expect(toUnavailable(refusal)).toBe(refusal);
  expect(toUnavailable(coded('57P01'))).toMatchObject({ code: 'unavailable', facts: { reason: '57P01' } });
});
