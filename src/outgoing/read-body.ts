import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** We ask for no compression; some servers compress all the same. */
const DECODERS: Readonly<Record<string, () => Transform>> = { 'gzip': createGunzip, 'x-gzip': createGunzip, 'deflate': createInflate, 'br': createBrotliDecompress };

/**
 * Reads a body to its end and undoes its compression. 'too_large' as soon as more than `maxBytes` came out: nothing is
 * kept beyond that, however small the body was on the wire. Throws when the body breaks off or is in no known coding.
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Buffer | 'too_large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of decode(body, encoding)) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a body is made of bytes');
    size += chunk.length;
    if (size > maxBytes) return 'too_large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Stops a body that nobody reads; its connection goes with it. */
export function dropBody(body: Readable): void {
  body.on('error', ignore).destroy();
}

function decode(body: Readable, encoding: string): Readable {
  // Leaving a loop over a stream destroys it, and that is no event for anyone.
  body.on('error', ignore);
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return body;
  const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (decoder === undefined) {
    body.destroy();
    throw new TypeError('a body in a coding that nobody asked for');
  }
  return pipeline(body, decoder(), ignore).on('error', ignore);
}

function ignore(): void {}
