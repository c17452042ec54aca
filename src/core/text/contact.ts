import { fold } from './fold.ts';

const NATIONAL_DIGITS = 10;

/** The digits of a phone number as written: `+7(342)254-55-77` → `73422545577`. */
export function phoneDigits(phone: string): string {
  return phone.replace(/\D+/gu, '');
}

/**
 * The key by which two notations of one number meet: the last ten digits, so that `+7…` and `8…` are equal.
 * A shorter number is its own key; a text without digits has none.
 */
export function phoneKey(phone: string): string | undefined {
  const digits = phoneDigits(phone);
  return digits === '' ? undefined : digits.slice(-NATIONAL_DIGITS);
}

/** An e-mail address as it is compared. */
export function emailKey(email: string): string {
  return fold(email);
}

/** Whether a search word may be (a part of) a phone number: at least two digits and only the marks of a number. */
export function looksLikePhone(word: string): boolean {
  return /^[\d\s()+.\-–]+$/u.test(word) && phoneDigits(word).length >= 2;
}
