import { CrmError, type ErrorCode, type ErrorFacts, type FieldFault } from '../../../core/errors.ts';
import { CONFLICT, EMAIL_TAKEN, IN_USE, INTERNAL_ERROR, missing, NO_ACCESS, noEntity, noField, NOT_FOUND, REFUSED, shortPassword, TOO_LARGE, UNAVAILABLE, USERNAME_TAKEN, wrongValue, WRONG_LOGIN } from './texts.ts';

/** Ends a call with an error envelope; the message is shown to the caller as it is. */
export class ApiError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
  }
}

/** What the core's names are called on this wire: `entity('deal')` → "34", `field('deal', 'budget')` → "field_429". */
export interface WireNames {
  entity(name: string): string;
  field(entity: string, name: string): string;
}

type MessageOf = (facts: ErrorFacts, names: WireNames) => string;

/** Each refusal of the core in the words of Rukovoditel contract 1.6; the compiler asks for all of them. */
const MESSAGES = {
  unauthenticated: () => WRONG_LOGIN,
  forbidden: () => NO_ACCESS,
  not_found: () => NOT_FOUND,
  duplicate: (facts, names) => duplicate(facts, names),
  in_use: () => IN_USE,
  invalid: (facts, names) => invalid(facts, names),
  unknown_entity: ({ entity = '' }, names) => noEntity(names.entity(entity)),
  unknown_field: ({ entity = '', reason = '' }, names) => noField(names.field(entity, reason), names.entity(entity)),
  conflict: () => CONFLICT,
  too_large: () => TOO_LARGE,
  unavailable: () => UNAVAILABLE,
  refused: ({ reason = REFUSED }) => reason,
} as const satisfies Record<ErrorCode, MessageOf>;

/** The `error_message` for whatever was thrown; of a fault of ours it says only that there was one. */
export function messageOf(error: unknown, names: WireNames): string {
  if (error instanceof ApiError) return error.message;
  return error instanceof CrmError ? MESSAGES[error.code](error.facts, names) : INTERNAL_ERROR;
}

/** Whether the operator should hear of it: these are no fault of the caller. */
export function isOurs(error: unknown): boolean {
  if (error instanceof ApiError) return false;
  return !(error instanceof CrmError) || error.code === 'unavailable';
}

/** Only users have a text of their own (Rukovoditel contract 2.5); unique fields elsewhere are no error there (2.4.3). */
function duplicate({ entity = '', faults: [first] = [] }: ErrorFacts, names: WireNames): string {
  if (entity === 'user') return first?.field === 'email' ? EMAIL_TAKEN : USERNAME_TAKEN;
  return first === undefined ? 'Record already exist' : wrongValue(names.field(entity, first.field), WHY.taken);
}

function invalid({ entity = '', faults = [] }: ErrorFacts, names: WireNames): string {
  const texts = faults.map((fault) => faultText(entity, fault, names));
  return texts.length === 0 ? wrongValue('request', 'it is not accepted') : texts.join('; ');
}

function faultText(entity: string, { field, fault, limit }: FieldFault, names: WireNames): string {
  if (entity === 'user' && field === 'password' && limit !== undefined && fault === 'out_of_range') return shortPassword(limit);
  if (fault === 'required') return missing(names.field(entity, field));
  return wrongValue(names.field(entity, field), limit === undefined ? WHY[fault] : `${WHY[fault]} (${limit})`);
}

const WHY = {
  required: 'a value is required',
  wrong_type: 'wrong type of value',
  too_long: 'the value is too long',
  out_of_range: 'the value is out of range',
  bad_text: 'a character is not allowed',
  unknown_value: 'no such value',
  read_only: 'the value can not be changed',
  taken: 'another record has this value',
} as const satisfies Record<FieldFault['fault'], string>;
