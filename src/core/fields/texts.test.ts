import { expect, test } from 'vitest';
import { texts } from '../metadata/field-drafts.ts';
import { textsField } from './texts.ts';

const field = texts('addresses', 'Адрес', 'Address');

test('an item over 2,000 characters is refused with the limit', () => {
  expect(textsField.accept(['а'.repeat(2001)], field)).toEqual({ fault: 'too_long', limit: 2000 });
});

test('a single text is a list of one; commas in it stay', () => {
  expect(textsField.accept('614007, г. Пермь, ул. Максима Горького, д. 83', field)).toEqual({ value: ['614007, г. Пермь, ул. Максима Горького, д. 83'] });
});
