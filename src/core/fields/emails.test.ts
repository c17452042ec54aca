import { expect, test } from 'vitest';
import { emails } from '../metadata/field-drafts.ts';
import { emailsField } from './emails.ts';
import { shadowOf } from './shadows.ts';

const field = emails('emails', 'Почта', 'E-mail');

test('an address that cannot be stored is refused', () => {
  expect(emailsField.accept(['a@b.ru\0'], field)).toEqual({ fault: 'bad_text' });
  expect(emailsField.accept([true], field)).toEqual({ fault: 'wrong_type' });
});

test('addresses are kept as written and compared without case', () => {
  expect(emailsField.accept(['Info@Salesman.SU'], field)).toEqual({ value: ['Info@Salesman.SU'] });
  expect(shadowOf('fold', ['Info@Salesman.SU'])).toBe('info@salesman.su');
});
