import type { Readable } from 'node:stream';
import { dropBody } from './read-body.ts';

const MAX_READ_BYTES = 64 * 1024;
const MAX_KEPT_BYTES = 4 * 1024;

/**
 * Reads a body of at most 64 KiB to its end and gives the beginning of it, 4 KiB, as text without U+0000. A longer one is
 * dropped, and its connection with it. Throws when the body breaks off.
 */
export async function readBeginning(body: Readable): Promise<string> {
  const kept: Buffer[] = [];
  let size = 0;
  body.on('error', ignore);
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a body is made of bytes');
    if (size < MAX_KEPT_BYTES) kept.push(chunk.subarray(0, MAX_KEPT_BYTES - size));
    size += chunk.length;
    if (size > MAX_READ_BYTES) {
      dropBody(body);
      break;
    }
  }
  // A letter that the cut has halved is left out.
  return new TextDecoder().decode(Buffer.concat(kept), { stream: true }).replaceAll('\u0000', '\uFFFD');
}

function ignore(): void {}
