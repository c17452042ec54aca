import type { DumpPart } from '../dump-part.ts';
import { readDump } from '../read-dump.ts';

/** A row as a plain object, so that tests can write it down. */
export type PlainRow = Record<string, string | null>;

export type PlainPart = Exclude<DumpPart, { kind: 'rows' }> | { readonly kind: 'rows'; readonly table: string; readonly rows: readonly PlainRow[]; readonly offset: number };

/** Reads a whole dump that comes in pieces of the given size. */
export async function readAll(dump: string | Buffer, pieceBytes = 64 * 1024): Promise<readonly PlainPart[]> {
  const bytes = Buffer.from(dump);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) => bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes));
  return readPieces(pieces);
}

/** Reads a whole dump that comes in these pieces. */
export async function readPieces(pieces: readonly Buffer[]): Promise<readonly PlainPart[]> {
  const parts: PlainPart[] = [];
  for await (const part of readDump(sourceOf(pieces))) {
    parts.push(part.kind === 'rows' ? { ...part, rows: part.rows.map((row) => Object.fromEntries(row)) } : part);
  }
  return parts;
}

/** The rows of a dump, whatever table they are of. */
export async function readRowsOf(dump: string | Buffer, pieceBytes?: number): Promise<readonly PlainRow[]> {
  const parts = await readAll(dump, pieceBytes);
  return parts.flatMap((part) => (part.kind === 'rows' ? part.rows : []));
}

async function* sourceOf(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}
