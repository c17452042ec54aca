import { UnreadableError } from './unreadable.ts';

const ASCII = /^[\x20-\x7e]*$/u;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads bytes as text without their byte order mark; other encodings are refused rather than stored as noise. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch (error) {
    throw new UnreadableError('encoding', { cause: error });
  }
}

/**
 * Header text as its sender meant it. Node hands header bytes over as Latin-1, PHP as they are, so without this a
 * Cyrillic login would never match. Text which is no UTF-8 in disguise stays as it is.
 */
export function headerText(text: string): string {
  if (ASCII.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.toString('latin1') !== text) return text;
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return text;
  }
}
