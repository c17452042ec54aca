import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { isPhpass, verifyPhpass } from './verify-phpass.ts';

const KEY_LENGTH = 30;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const SCRYPT = { cost: 16_384, blockSize: 8, parallelization: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A hash that no password has: who names an unknown login waits as long as who names a known one. */
export const NO_PASSWORD = ['scrypt', SCRYPT.cost, SCRYPT.blockSize, SCRYPT.parallelization, base64Zeros(SALT_BYTES), base64Zeros(HASH_BYTES)].join('$');

/** A new API key: 30 letters and digits (178 bits), the form SalesMan clients expect. Shown once, kept as a hash. */
export function newApiKey(): string {
  let key = '';
  while (key.length < KEY_LENGTH) {
    for (const byte of randomBytes(KEY_LENGTH * 2)) {
      const letter = byte < 248 ? ALPHABET[byte % ALPHABET.length] : undefined;
      if (letter !== undefined && key.length < KEY_LENGTH) key += letter;
    }
  }
  return key;
}

/** What is stored of an API key. A key is long and random, so a plain fast hash tells nothing about it. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

/** Stores a password as `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { cost, blockSize, parallelization } = SCRYPT;
  const hash = await derive(password, salt, cost, blockSize, parallelization);
  return ['scrypt', cost, blockSize, parallelization, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether a password is the one that was hashed, here or by phpass; a damaged hash fits no password. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  if (isPhpass(stored)) return verifyPhpass(password, stored);
  const [name, cost, blockSize, parallelization, salt, hash] = stored.split('$');
  if (name !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64url');
  const found = await derive(password, Buffer.from(salt, 'base64url'), Number(cost), Number(blockSize), Number(parallelization));
  return expected.length === found.length && timingSafeEqual(expected, found);
}

function derive(password: string, salt: Buffer, cost: number, blockSize: number, parallelization: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, HASH_BYTES, { cost, blockSize, parallelization }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

function base64Zeros(bytes: number): string {
  return Buffer.alloc(bytes).toString('base64url');
}
