import { expect, test } from 'vitest';
import { verifyPassword } from './secrets.ts';
import { isPhpass, verifyPhpass } from './verify-phpass.ts';

/** The published example: the password `test12345`. */
const KNOWN = '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0';

test('a wrong password is refused', async () => {
  expect(await verifyPhpass('test12346', KNOWN)).toBe(false);
  expect(await verifyPhpass('', KNOWN)).toBe(false);
});

test.each([
  ['cut', KNOWN.slice(0, -1)],
  ['longer', `${KNOWN}.`],
  ['of no cost', KNOWN.replace('$P$9', '$P$.')],
  ['of a cost that would keep the server busy for minutes', KNOWN.replace('$P$9', '$P$S')],
  ['with a foreign letter', KNOWN.replace('Q', '!')],
])('a hash that is %s fits no password', async (_, damaged) => {
  expect(await verifyPhpass('test12345', damaged)).toBe(false);
});

test('the right password is accepted under either name of the algorithm', async () => {
  expect(await verifyPhpass('test12345', KNOWN)).toBe(true);
  expect(await verifyPhpass('test12345', KNOWN.replace('$P$', '$H$'))).toBe(true);
});

test('a stored password is verified by the algorithm that its hash names', async () => {
  expect([isPhpass(KNOWN), isPhpass('scrypt$1$2$3$a$b')]).toEqual([true, false]);
  expect(await verifyPassword('test12345', KNOWN)).toBe(true);
  expect(await verifyPassword('test12346', KNOWN)).toBe(false);
});
