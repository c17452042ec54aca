/**
 * Every refusal of the core carries one of these codes. Codes are never reused; each dialect maps all of them to its
 * own words (`satisfies Record<ErrorCode, …>`), and `docs/errors.md` lists them.
 */
export const ERROR_CODES = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'duplicate',
  'in_use',
  'invalid',
  'unknown_entity',
  'unknown_field',
  'conflict',
  'too_large',
  'unavailable',
  'refused',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What is wrong with one field: `limit` is the allowed maximum (characters, items) where there is one. */
export interface FieldFault {
  readonly field: string;
  readonly fault: 'required' | 'wrong_type' | 'too_long' | 'out_of_range' | 'bad_text' | 'unknown_value' | 'read_only' | 'taken';
  readonly limit?: number;
}

/** Facts a dialect may show beside the code; never SQL, never a secret. */
export interface ErrorFacts {
  readonly entity?: string;
  /** The record the refusal is about, for example the one that a duplicate was found in. */
  readonly id?: number;
  readonly title?: string;
  readonly faults?: readonly FieldFault[];
  /** Of `refused`: the words for the caller. */
  readonly reason?: string;
}

/** The only error the core throws on purpose. */
export class CrmError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, options?: ErrorOptions) {
    super(describe(code, facts), options);
    this.name = 'CrmError';
    this.code = code;
    this.facts = facts;
  }
}

function describe(code: ErrorCode, facts: ErrorFacts): string {
  const faults = facts.faults?.map((fault) => `${fault.field}: ${fault.fault}`).join(', ');
  return [code, facts.entity, facts.id, faults, facts.reason].filter((part) => part !== undefined).join(' ');
}
