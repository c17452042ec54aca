import { hash, timingSafeEqual } from 'node:crypto';

const LETTERS = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** `$P$`, a letter of cost, eight of salt, 22 of MD5. */
const SHAPE = /^\$[PH]\$([./0-9A-Za-z])([./0-9A-Za-z]{8})([./0-9A-Za-z]{22})$/u;
/** Rukovoditel's passwords have 16; a million rounds are a second's work, and more than any program asks for. */
const ROUNDS_LOG2 = { least: 7, most: 20 } as const;
/** About two milliseconds: between them other requests have their turn. */
const ROUNDS_AT_ONCE = 1024;
const MD5_BYTES = 16;

/** Whether a stored hash is a portable one of phpass (`$P$…`, `$H$…`), as PHP programs of old keep them. */
export function isPhpass(stored: string): boolean {
  return stored.startsWith('$P$') || stored.startsWith('$H$');
}

/** Whether a password is the one that phpass hashed (Rukovoditel contract 3.12); a damaged hash fits no password. */
export async function verifyPhpass(password: string, stored: string): Promise<boolean> {
  const [, letter = '', salt = '', expected = ''] = SHAPE.exec(stored) ?? [];
  const log2 = LETTERS.indexOf(letter);
  if (letter === '' || log2 < ROUNDS_LOG2.least || log2 > ROUNDS_LOG2.most) return false;
  const found = encode(await stretch(Buffer.from(password), Buffer.from(salt), 2 ** log2));
  return timingSafeEqual(Buffer.from(found), Buffer.from(expected));
}

async function stretch(password: Buffer, salt: Buffer, rounds: number): Promise<Buffer> {
  const input = Buffer.concat([Buffer.alloc(MD5_BYTES), password]);
  hash('md5', Buffer.concat([salt, password]), 'buffer').copy(input);
  for (let round = 1; round <= rounds; round++) {
    hash('md5', input, 'buffer').copy(input);
    if (round % ROUNDS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return input.subarray(0, MD5_BYTES);
}

/** Groups of three bytes, the lowest six bits first: not the base64 of others. */
function encode(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = bytes.subarray(at, at + 3);
    const value = group.readUIntLE(0, group.length);
    for (let letter = 0; letter <= group.length; letter++) text += LETTERS.charAt((value >> (6 * letter)) & 63);
  }
  return text;
}
