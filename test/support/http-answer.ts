/** One HTTP answer as it came over the wire. */
export interface HttpAnswer {
  readonly status: number;
  /** Status line and headers, undecoded. */
  readonly head: string;
  readonly body: Buffer;
}

type Framing = { readonly kind: 'length'; readonly length: number } | { readonly kind: 'chunked' } | { readonly kind: 'until_close' };

interface Head {
  readonly status: number;
  readonly text: string;
  readonly framing: Framing;
}

export interface AnswerReader {
  push(chunk: Buffer): void;
  /** The peer has closed: gives the answer that ends with the connection, and tells whether the bytes ended whole. */
  end(): boolean;
}

const EMPTY: Buffer = Buffer.alloc(0);
const HEAD_END = Buffer.from('\r\n\r\n');
const BODYLESS: ReadonlySet<number> = new Set([204, 304]);

/**
 * Cuts the bytes of a connection into answers: Content-Length, chunked, and up to the end. `hasBody` is asked once an
 * answer, because the answer to HEAD has none whatever its head says. Throws on bytes that are no HTTP.
 */
export function createAnswerReader(onAnswer: (answer: HttpAnswer) => void, hasBody: () => boolean = () => true): AnswerReader {
  let rest = EMPTY;
  let head: Head | undefined;
  let parts: Buffer[] = [];
  let held = 0;

  const finish = ({ status, text }: Head): void => {
    const [only] = parts;
    const body = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
    head = undefined;
    parts = [];
    held = 0;
    onAnswer({ status, head: text, body });
  };

  /** Takes what belongs to the head; gives the bytes behind it, or nothing while it is incomplete. */
  const takeHead = (data: Buffer): Buffer | undefined => {
    const end = data.indexOf(HEAD_END);
    if (end === -1) {
      rest = data;
      return undefined;
    }
    const read = readHead(data.toString('latin1', 0, end));
    // 1xx answers stand before the real one.
    if (read.status >= 200) head = hasBody() && !BODYLESS.has(read.status) ? read : { ...read, framing: { kind: 'length', length: 0 } };
    return data.subarray(end + HEAD_END.length);
  };

  const takeBody = (data: Buffer, current: Head): Buffer | undefined => {
    switch (current.framing.kind) {
      case 'length': {
        const taken = data.subarray(0, current.framing.length - held);
        if (taken.length > 0) parts.push(taken);
        held += taken.length;
        if (held === current.framing.length) finish(current);
        return data.subarray(taken.length);
      }
      case 'chunked': {
        const read = readChunks(data);
        if (read === undefined) {
          rest = data;
          return undefined;
        }
        parts = [read.body];
        finish(current);
        return data.subarray(read.used);
      }
      case 'until_close':
        parts.push(data);
        return EMPTY;
    }
  };

  return {
    push(chunk) {
      let data: Buffer | undefined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      rest = EMPTY;
      while (data !== undefined && (data.length > 0 || isEmptyBody(head))) data = head === undefined ? takeHead(data) : takeBody(data, head);
    },
    end() {
      if (head?.framing.kind === 'until_close') finish(head);
      return head === undefined && rest.length === 0;
    },
  };
}

function isEmptyBody(head: Head | undefined): boolean {
  return head?.framing.kind === 'length' && head.framing.length === 0;
}

function readHead(text: string): Head {
  const status = /^HTTP\/1\.[01] (\d{3})/u.exec(text)?.[1];
  if (status === undefined) throw new Error(`no HTTP answer: ${text.slice(0, 80)}`);
  const length = /\r\ncontent-length: *(\d+)/iu.exec(text)?.[1];
  if (length !== undefined) return { status: Number(status), text, framing: { kind: 'length', length: Number(length) } };
  return { status: Number(status), text, framing: /\r\ntransfer-encoding: *chunked/iu.test(text) ? { kind: 'chunked' } : { kind: 'until_close' } };
}

/** A whole chunked body from the beginning of the bytes, or nothing while its end is not there. */
function readChunks(data: Buffer): { readonly body: Buffer; readonly used: number } | undefined {
  const pieces: Buffer[] = [];
  for (let at = 0; ;) {
    const line = data.indexOf('\r\n', at);
    if (line === -1) return undefined;
    const size = Number.parseInt(data.toString('latin1', at, line), 16);
    if (Number.isNaN(size)) throw new Error('no chunk size where one must stand');
    const next = line + 2 + size + 2;
    if (next > data.length) return undefined;
    if (size === 0) return { body: Buffer.concat(pieces), used: next };
    pieces.push(data.subarray(line + 2, line + 2 + size));
    at = next;
  }
}
