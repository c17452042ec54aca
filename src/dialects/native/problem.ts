import { CrmError, type ErrorCode, type FieldFault } from '../../core/errors.ts';
import { UnreadableError, type Unreadable } from '../transport/unreadable.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** What only this API refuses, beside the codes of the core. */
export type OwnCode = 'malformed' | 'method_not_allowed' | 'unsupported_type' | 'internal';

/** What is wrong with one member; `unknown_field`: there is no such member. */
export interface ProblemField {
  readonly field: string;
  readonly fault: FieldFault['fault'] | 'unknown_field';
  readonly limit?: number;
  readonly detail: string;
}

/** A refusal as RFC 9457 has it, with the core's code and the faulty fields beside its members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode | OwnCode;
  readonly fields: readonly ProblemField[];
  /** `duplicate`: the record that is there. */
  readonly existing?: { readonly entity: string; readonly id: number };
  /** `internal`: finds the request in the log. */
  readonly request_id?: string;
}

/** A refusal of this dialect's own; the core's are `CrmError`. */
export class ProblemError extends Error {
  readonly code: ErrorCode | OwnCode;
  readonly detail: string;
  readonly fields: readonly ProblemField[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode | OwnCode, detail: string, { fields = [], headers = {} }: { readonly fields?: readonly ProblemField[]; readonly headers?: Readonly<Record<string, string>> } = {}) {
    super(detail);
    this.name = 'ProblemError';
    this.code = code;
    this.detail = detail;
    this.fields = fields;
    this.headers = headers;
  }
}

/** HTTP status of each refusal of the core; the compiler asks for all of them. */
export const STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  duplicate: 409,
  in_use: 409,
  invalid: 422,
  unknown_entity: 404,
  unknown_field: 400,
  conflict: 409,
  too_large: 413,
  unavailable: 503,
  refused: 422,
} as const satisfies Record<ErrorCode, number>;

const OWN_STATUS = { malformed: 400, method_not_allowed: 405, unsupported_type: 415, internal: 500 } as const satisfies Record<OwnCode, number>;

const TITLES = {
  unauthenticated: 'Nobody is known to be calling',
  forbidden: 'The caller may not do this',
  not_found: 'Nothing is found',
  duplicate: 'There is such a record already',
  in_use: 'Something else needs it',
  invalid: 'A value cannot be accepted',
  unknown_entity: 'There is no such entity',
  unknown_field: 'There is no such field',
  conflict: 'The record has changed meanwhile',
  too_large: 'The request is too large',
  unavailable: 'The database does not answer',
  refused: 'A rule of this installation refuses it',
  malformed: 'The request cannot be read',
  method_not_allowed: 'The address does not take this method',
  unsupported_type: 'The body is of another type than JSON',
  internal: 'The server failed to answer',
} as const satisfies Record<ErrorCode | OwnCode, string>;

const UNREADABLE = {
  json: 'The body is not JSON.',
  notAnObject: 'The body is not a JSON object.',
  multipart: 'The body cannot be read.',
  encoding: 'The body is not UTF-8.',
  nesting: 'The body is nested too deeply.',
  tooManyFields: 'The body holds too many fields.',
  tooManyValues: 'The body holds too many values.',
} as const satisfies Record<Unreadable, string>;

/** What of a request its refusals depend on. */
export interface Refused {
  readonly requestId: string;
  /** A version was asked for. */
  readonly ifMatch: boolean;
  /** The field that the address names: that it is not there means that nothing is at the address. */
  readonly addressed?: unknown;
}

/** What any error says on this wire; whatever nobody expected says nothing of the inside. */
export function toProblem(error: unknown, { ifMatch, requestId, addressed }: Refused): Problem {
  if (error instanceof ProblemError) return problem(error.code, error.detail, { fields: error.fields });
  if (error instanceof UnreadableError) return problem('malformed', UNREADABLE[error.why]);
  if (!(error instanceof CrmError)) return { ...problem('internal', 'The fault is the server’s; its log has more.'), request_id: requestId };
  const { code, facts } = error;
  const fields = facts.faults?.map(toProblemField) ?? (code === 'unknown_field' && facts.reason !== undefined ? [unknownField(facts.reason)] : []);
  const existing = code === 'duplicate' && facts.entity !== undefined && facts.id !== undefined ? { existing: { entity: facts.entity, id: facts.id } } : {};
  const said = problem(code, detailOf(error), { fields, ...existing });
  if (code === 'unknown_field' && facts.reason !== undefined && facts.reason === addressed) return { ...said, status: 404 };
  return code === 'conflict' && ifMatch ? { ...said, status: 412 } : said;
}

/** Whether the operator should hear of it: these are no fault of the caller. */
export function isOurs(error: unknown): boolean {
  if (error instanceof CrmError) return error.code === 'unavailable';
  return !(error instanceof ProblemError || error instanceof UnreadableError);
}

function problem(code: ErrorCode | OwnCode, detail: string, more: Partial<Problem> = {}): Problem {
  return { type: `/problems/${code.replaceAll('_', '-')}`, title: TITLES[code], status: statusOf(code), detail, code, fields: [], ...more };
}

function statusOf(code: ErrorCode | OwnCode): number {
  return code === 'malformed' || code === 'method_not_allowed' || code === 'unsupported_type' || code === 'internal' ? OWN_STATUS[code] : STATUS[code];
}

function detailOf({ code, facts: { entity, id, reason } }: CrmError): string {
  if (code === 'refused' && reason !== undefined) return reason;
  const what = entity === undefined ? '' : `${entity}${id === undefined ? '' : ` ${id}`}`;
  return `${[TITLES[code], what].filter((part) => part !== '').join(': ')}${reason === undefined ? '' : ` (${reason})`}.`;
}

/** A field that is not there, or that the caller does not see: the two are never told apart. */
export function unknownField(field: string): ProblemField {
  return { field, fault: 'unknown_field', detail: 'There is no such field.' };
}

/** A fault of the core with a sentence beside it. */
export function toProblemField({ field, fault, limit }: FieldFault): ProblemField {
  return { field, fault, ...(limit === undefined ? {} : { limit }), detail: sentenceOf(fault, limit) };
}

function sentenceOf(fault: FieldFault['fault'], limit: number | undefined): string {
  switch (fault) {
    case 'required': return 'A value is required.';
    case 'wrong_type': return 'The value is of another kind.';
    case 'too_long': return limit === undefined ? 'The value is too long.' : `The value is too long: at most ${limit}.`;
    case 'out_of_range': return limit === undefined ? 'The value is out of range.' : `The value is out of range: the limit is ${limit}.`;
    case 'bad_text': return 'The text has characters that cannot be stored.';
    case 'unknown_value': return 'There is no such value.';
    case 'read_only': return 'The field cannot be written.';
    case 'taken': return 'Another record has this value.';
  }
}
