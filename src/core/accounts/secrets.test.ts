import { expect, test } from 'vitest';
import { hashApiKey, hashPassword, newApiKey, NO_PASSWORD, verifyPassword } from './secrets.ts';

test('a wrong password and a damaged hash are refused', async () => {
  const stored = await hashPassword('пароль-1');
  expect(await verifyPassword('пароль-2', stored)).toBe(false);
  expect(await verifyPassword('пароль-1', 'plain$пароль-1')).toBe(false);
  expect(await verifyPassword('пароль-1', stored.slice(0, -4))).toBe(false);
});

test('the hash for nobody costs what a stored one costs, and fits no password', async () => {
  const cost = (stored: string): readonly string[] => stored.split('$').slice(0, 4);
  const lengths = (stored: string): readonly number[] => stored.split('$').slice(4).map((part) => part.length);
  const stored = await hashPassword('пароль-1');
  expect([cost(NO_PASSWORD), lengths(NO_PASSWORD)]).toEqual([cost(stored), lengths(stored)]);
  expect(await verifyPassword('', NO_PASSWORD)).toBe(false);
});

test('the right password is accepted, in either form of й', async () => {
  const stored = await hashPassword('мой пароль');
  expect(await verifyPassword('мо\u0438\u0306 пароль', stored)).toBe(true);
});

test('one password is never stored twice alike', async () => {
  expect(await hashPassword('a')).not.toBe(await hashPassword('a'));
});

test('a key has 30 letters and digits, and its hash does not hold it', () => {
  const key = newApiKey();
  expect(key).toMatch(/^[A-Za-z0-9]{30}$/u);
  expect(newApiKey()).not.toBe(key);
  expect(hashApiKey(key)).not.toContain(key);
});
