import { growTree, treeMembers } from '../../transport/bracket-tree.ts';
import { membersFrom, type Parameters } from '../../transport/parameters.ts';
import { readFields, type Field } from '../../transport/read-fields.ts';
import { parseJson } from '../../transport/read-json.ts';
import { readMultipart } from '../../transport/read-multipart.ts';
import { UnreadableError, type Unreadable } from '../../transport/unreadable.ts';
import { decodeUtf8 } from '../../transport/utf8.ts';
import { ApiError } from './errors.ts';
import { foldLists } from './fold-lists.ts';
import { LIMITS, MAX_BODY_BYTES } from './limits.ts';

/** A request as the server received it. Neither the verb nor the query string has a meaning (Rukovoditel contract 1.1). */
export interface RawRequest {
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** The parameters of one call, credentials included; read them through `member` and the `read-*` files beside. */
export type Call = Parameters;

/** Why a body is refused; said plainly, since an empty map would be told "API Key mismatch". */
const UNREADABLE = {
  json: 'Request body is not JSON',
  notAnObject: 'Request body is not a JSON object',
  multipart: 'Request body can not be read as multipart/form-data',
  encoding: 'Request body is not in UTF-8',
  nesting: `Request parameters are nested deeper than ${LIMITS.nesting} levels`,
  tooManyFields: `Request has more than ${LIMITS.fields} parameters`,
  tooManyValues: `Request has more than ${LIMITS.values} values`,
} as const satisfies Record<Unreadable, string>;

/**
 * Reads the body by Rukovoditel contract 1.2: a form where the content type says so, JSON under any other. Whatever is
 * neither gives an empty map.
 *
 * @throws ApiError when the body is too large, too deep, broken multipart or not in UTF-8.
 */
export async function readCall({ contentType = '', body }: RawRequest): Promise<Call> {
  if (body.length > MAX_BODY_BYTES) throw new ApiError(`Request body is larger than ${MAX_BODY_BYTES} bytes`);
  try {
    return foldLists(readObject(body) ?? (await readForm(contentType, body)));
  } catch (error) {
    throw error instanceof UnreadableError ? new ApiError(UNREADABLE[error.why], { cause: error }) : error;
  }
}

/**
 * A body that begins with `{` is tried as JSON first, under a form's content type too. No other body can be a JSON
 * object, so nothing is left to try when a form turns out to be empty.
 */
function readObject(body: Buffer): Parameters | undefined {
  if (!OBJECT_START.test(body.toString('latin1', 0, MAX_START_BYTES))) return undefined;
  try {
    const value = parseJson(decodeUtf8(body), LIMITS);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof UnreadableError && error.why === 'json') return undefined;
    throw error;
  }
}

/** A byte order mark, white space of JSON, the brace. */
const OBJECT_START = /^(?:\u00ef\u00bb\u00bf)?[\t\n\r ]*\{/u;
const MAX_START_BYTES = 4096;

async function readForm(contentType: string, body: Buffer): Promise<Parameters> {
  switch ((contentType.split(';')[0] ?? '').trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return treeOf(readFields(decodeUtf8(body), LIMITS.fields));
    case 'multipart/form-data':
      return treeOf(await readMultipart(contentType, body, LIMITS.fields));
    default:
      return membersFrom([]);
  }
}

function treeOf(fields: readonly Field[]): Parameters {
  return treeMembers(growTree(fields, LIMITS.nesting), () => false);
}
