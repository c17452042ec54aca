import { expect, test } from 'vitest';
import { phones } from '../metadata/field-drafts.ts';
import { phonesField } from './phones.ts';
import { shadowOf } from './shadows.ts';

const field = phones('phones', 'Телефон', 'Phone');

test('a list with anything but texts in it, or with too many, is refused', () => {
  expect(phonesField.accept(['1', {}], field)).toEqual({ fault: 'wrong_type' });
  expect(phonesField.accept(Array.from({ length: 51 }, () => '1'), field)).toEqual({ fault: 'too_long', limit: 50 });
});

test('numbers are kept as written, empty ones left out', () => {
  expect(phonesField.accept([' +7(342)254-55-77 ', ''], field)).toEqual({ value: ['+7(342)254-55-77'] });
  expect(phonesField.accept('8 912', field)).toEqual({ value: ['8 912'] });
});

test('cleared and never written differ', () => {
  expect(phonesField.accept('', field)).toEqual({ value: [] });
  expect(phonesField.accept(null, field)).toEqual({ value: null });
});

test('they are compared by their digits, number by number', () => {
  expect(phonesField.shadows(field)).toContain('digits');
  expect(shadowOf('digits', ['+7(342)254', '8-912'])).toBe('7342254\n8912');
});
