/** The body is JSON, yet it calls itself HTML: there are clients that insist on it (Rukovoditel contract 1.5). */
export const CONTENT_TYPE = 'text/html; charset=UTF-8';

export const SUCCESS_STATUS = 200;

/** What an error may answer with, the standard first: 500 as version 3.6 does, or 200 (Rukovoditel contract 1.5). */
export const ERROR_STATUSES = [500, 200] as const;
export type ErrorStatus = (typeof ERROR_STATUSES)[number];

/**
 * What an answer may say. A `Map` keeps the order of its keys; a plain object puts the numeric ones first, and the keys
 * of rows are numeric (Rukovoditel contract 2.3.4).
 */
export type Said = string | number | boolean | null | readonly Said[] | ReadonlyMap<string, Said> | { readonly [name: string]: Said };

/**
 * The body of a good answer; `extra` stands between `status` and `data` (Rukovoditel contract 2.3.6).
 *
 * @example success([], { page: 2 }) // {"status":"success","page":2,"data":[]}
 */
export function success(data: Said, extra: { readonly [name: string]: Said } = {}): string {
  return encode({ status: 'success', ...extra, data });
}

/** The body of a good answer whose items come lot by lot: begins with what `success` would, and ends as it would. */
export async function* successInLots(first: readonly Said[], more: AsyncIterable<readonly Said[]>): AsyncGenerator<string, void> {
  yield `{"status":"success","data":[${first.map(encode).join(',')}`;
  for await (const lot of more) yield lot.map((item) => `,${encode(item)}`).join('');
  yield ']}';
}

/** The body of an error answer; `error_code` is always empty (Rukovoditel contract 1.5). */
export function failure(message: string): string {
  return encode({ status: 'error', error_code: '', error_message: message });
}

/** A browser takes the answer for HTML, so no tag may begin in it; to JSON the escape is the same character. */
function encode(said: Said): string {
  return write(said).replaceAll('<', '\\u003c');
}

function write(said: Said): string {
  if (typeof said !== 'object' || said === null) return JSON.stringify(said);
  if (isList(said)) return `[${said.map(write).join(',')}]`;
  const entries = said instanceof Map ? [...said] : Object.entries(said);
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${write(value)}`).join(',')}}`;
}

/** `Array.isArray` does not narrow read-only lists. */
function isList(said: object): said is readonly Said[] {
  return Array.isArray(said);
}
