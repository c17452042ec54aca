import { DumpError } from './dump-error.ts';

/** More than one row or one CREATE TABLE of a sound dump takes; a quote that is never closed would fill the memory. */
const MAX_WINDOW_BYTES = 256 * 1024 * 1024;
const LINE_END = Buffer.from('\n');

/**
 * The piece of the dump that is being read: as bytes, and as text with one character a byte, so that positions in both
 * are the same and a character that is cut by the border of a chunk needs no care.
 */
export class DumpWindow {
  bytes: Buffer = Buffer.alloc(0);
  text = '';
  /** Where the reader stands in `text`; what lies before is dropped when the window grows. */
  at = 0;
  /** The character set that SET NAMES announced last. */
  charset = 'utf8mb4';
  /** Where the statement being read begins. */
  statement = { line: 1, offset: 0 };
  /** Whether the window reaches to the end of the dump. */
  ended = false;

  readonly #chunks: AsyncIterator<Buffer>;
  readonly #maxBytes: number;
  #base = 0;
  #line = 1;
  #counted = 0;
  /** There is no backslash between these two places but at the second. */
  #plainFrom = 0;
  #backslash = -1;

  constructor(chunks: AsyncIterable<Buffer>, maxBytes = MAX_WINDOW_BYTES) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#maxBytes = maxBytes;
  }

  /** Bytes of the dump before the place where the reader stands. */
  get offset(): number {
    return this.#base + this.at;
  }

  /** A statement begins where the reader stands. */
  beginStatement(): void {
    this.statement = { line: this.#lineHere(), offset: this.offset };
  }

  /** The nearest backslash at `from` or after it, Infinity if there is none in the window. */
  backslashFrom(from: number): number {
    if (from < this.#plainFrom || from > this.#backslash) {
      const found = this.text.indexOf('\\', from);
      this.#backslash = found < 0 ? Infinity : found;
      this.#plainFrom = from;
    }
    return this.#backslash;
  }

  /**
   * Drops what was read and takes in at least as much again as was left, at the end of the dump one line end of its own.
   * A dump that has no more was cut short, and a window that outgrew its limit is no sound dump: DumpError.
   */
  async grow(): Promise<void> {
    if (this.ended) throw new DumpError('the dump ends inside this statement: the file was cut short, make or copy it again', this.statement.line);
    const rest = this.#dropRead();
    const pieces = [rest];
    for (let wanted = rest.length + 1; wanted > 0;) {
      const { done, value } = await this.#chunks.next();
      if (done === true) this.ended = true;
      const piece = done === true ? LINE_END : value;
      pieces.push(piece);
      wanted = this.ended ? 0 : wanted - piece.length;
    }
    this.#hold(Buffer.concat(pieces));
  }

  /** Lets go of the source, also when it was not read to its end. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #dropRead(): Buffer {
    this.#line = this.#lineHere();
    this.#counted = 0;
    this.#base += this.at;
    const rest = this.bytes.subarray(this.at);
    this.at = 0;
    return rest;
  }

  #hold(bytes: Buffer): void {
    if (bytes.length > this.#maxBytes) throw new DumpError(`a row of this statement does not end within ${this.#maxBytes} bytes: a quote may be missing`, this.statement.line);
    this.bytes = bytes;
    this.text = bytes.toString('latin1');
    this.#backslash = -1;
  }

  #lineHere(): number {
    let next = this.text.indexOf('\n', this.#counted);
    while (next >= 0 && next < this.at) {
      this.#line += 1;
      next = this.text.indexOf('\n', next + 1);
    }
    this.#counted = Math.max(this.#counted, this.at);
    return this.#line;
  }
}
