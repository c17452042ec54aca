import { growTree, indicesOnly, treeMembers } from '../../transport/bracket-tree.ts';
import { membersFrom, type Parameters } from '../../transport/parameters.ts';
import { readFields } from '../../transport/read-fields.ts';
import { parseJson } from '../../transport/read-json.ts';
import { UnreadableError, type BodyLimits } from '../../transport/unreadable.ts';
import { decodeUtf8 } from '../../transport/utf8.ts';

/** The contract names no limits; a lesson of a large group with all its details fits. */
export const LIMITS: BodyLimits = { nesting: 16, fields: 10_000, values: 200_000 };

/**
 * Reads a body: JSON whatever its type says, else a form where the type is one; nothing, `[]` and `null` are no members
 * (alfaCRM contract 1.1, 2.3; traps 1, 31, 38).
 *
 * @throws UnreadableError
 */
export function readBody(body: Buffer, contentType: string | undefined): Parameters {
  const text = decodeUtf8(body).trim();
  if (text === '') return membersFrom([]);
  try {
    return members(parseJson(text, LIMITS));
  } catch (error) {
    if (error instanceof UnreadableError && error.why === 'json' && isForm(contentType)) return readForm(text);
    throw error;
  }
}

/** Reads a query string, with PHP's brackets. @throws UnreadableError */
export function readForm(text: string): Parameters {
  return treeMembers(growTree(readFields(text, LIMITS.fields), LIMITS.nesting), indicesOnly);
}

function members(value: ReturnType<typeof parseJson>): Parameters {
  if (value === null || (Array.isArray(value) && value.length === 0)) return membersFrom([]);
  if (typeof value !== 'object' || Array.isArray(value)) throw new UnreadableError('notAnObject');
  return value;
}

function isForm(contentType: string | undefined): boolean {
  return contentType?.trim().toLowerCase().startsWith('application/x-www-form-urlencoded') === true;
}
