import { expect, test } from 'vitest';
import { looksLikePhone, phoneDigits, phoneKey } from './contact.ts';

test('a text without digits has no phone key', () => {
  expect(phoneKey('нет телефона')).toBeUndefined();
});

test('+7 and 8 before the same number meet in one key', () => {
  expect(phoneKey('+7(342)254-55-77')).toBe(phoneKey('8 342 254 55 77'));
});

test('a short inner number is its own key', () => {
  expect(phoneKey('доб. 107')).toBe('107');
});

test('digits are all that is kept', () => {
  expect(phoneDigits('8(912)884-45-55')).toBe('89128844555');
});

test('a name or an address is not taken for a phone', () => {
  expect(looksLikePhone('Ленина 5')).toBe(false);
  expect(looksLikePhone('()-')).toBe(false);
  expect(looksLikePhone('+7 (342)')).toBe(true);
});
