import * as z from 'zod';
import type { FieldFault } from '../../../core/errors.ts';
import { parseJson } from '../../transport/read-json.ts';
import { decodeUtf8 } from '../../transport/utf8.ts';
import { ProblemError, toProblemField, unknownField, type ProblemField } from '../problem.ts';

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/iu;
const LIMITS = { nesting: 32, values: 200_000 };

/** The JSON value of a body; undefined where there is none. Throws `unsupported_type`, UnreadableError. */
export function readBody(body: Buffer | undefined, contentType: string | undefined): unknown {
  if (body === undefined || body.length === 0) return undefined;
  if (!JSON_TYPE.test(contentType ?? '')) throw new ProblemError('unsupported_type', 'Send the body as Content-Type: application/json.');
  return parseJson(decodeUtf8(body), LIMITS);
}

/** A value in a shape; otherwise CrmError-like `invalid` with all that is wrong, by member. */
export function inShape<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProblemError('invalid', 'The body has members of the wrong shape.', { fields: parsed.error.issues.flatMap(issueFields) });
}

/** What an issue of a shape says in the words of the core, with the path of the member. */
export function issueFields(issue: z.core.$ZodIssue): readonly ProblemField[] {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField([...issue.path.map(String), key].join('.')));
  return [toProblemField({ field, ...faultOf(issue) })];
}

function faultOf(issue: z.core.$ZodIssue): Omit<FieldFault, 'field'> {
  switch (issue.code) {
    case 'invalid_type': return { fault: issue.message.endsWith('received undefined') ? 'required' : 'wrong_type' };
    case 'invalid_value': return { fault: 'unknown_value' };
    case 'too_big': return { fault: issue.origin === 'string' || issue.origin === 'array' ? 'too_long' : 'out_of_range', limit: Number(issue.maximum) };
    case 'too_small': return { fault: issue.origin === 'string' || issue.origin === 'array' ? 'required' : 'out_of_range' };
    default: return { fault: 'wrong_type' };
  }
}
