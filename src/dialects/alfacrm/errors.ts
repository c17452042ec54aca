import { CrmError, type ErrorCode, type FieldFault } from '../../core/errors.ts';
import { UnreadableError } from '../transport/unreadable.ts';
import type { Call } from './call.ts';
import { labelOf } from './labels.ts';
import { HttpError } from './transport/http-error.ts';
import type { WriteErrors } from './transport/envelope.ts';
import { RefusedWrite } from './transport/refused-write.ts';
import { ACCESS_DENIED, BAD_TOKEN, IN_USE, INTERNAL_ERROR, NOT_JSON, outOfRange, PAGE_NOT_FOUND, readOnly, REFUSED, required, taken, tooLong, TOO_LARGE, UNAVAILABLE, unknownValue, wrongFormat } from './transport/texts.ts';

/** The HTTP status of each refusal of the core, where it is no refused write; the compiler asks for all of them. */
const STATUS = {
  unauthenticated: [401, BAD_TOKEN],
  forbidden: [403, ACCESS_DENIED],
  not_found: [404, PAGE_NOT_FOUND],
  duplicate: [500, INTERNAL_ERROR],
  in_use: [500, INTERNAL_ERROR],
  invalid: [400, NOT_JSON],
  unknown_entity: [404, PAGE_NOT_FOUND],
  unknown_field: [400, NOT_JSON],
  conflict: [503, UNAVAILABLE],
  too_large: [413, TOO_LARGE],
  unavailable: [503, UNAVAILABLE],
  refused: [403, ACCESS_DENIED],
} as const satisfies Record<ErrorCode, readonly [number, string]>;

/** Any error as a protocol error; whatever nobody expected says nothing of the inside. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof UnreadableError) return new HttpError(400, NOT_JSON);
  if (error instanceof CrmError) {
    const [status, message] = STATUS[error.code];
    return new HttpError(status, message);
  }
  return new HttpError(500, INTERNAL_ERROR);
}

/** Whether the operator should hear of an error. */
export function isOurs(error: unknown): boolean {
  return !(error instanceof HttpError || error instanceof UnreadableError || (error instanceof CrmError && error.code !== 'unavailable' && error.code !== 'conflict'));
}

/** What a refused write says of its fields; undefined when the error is none of a write (contract 4.1). */
export function toWriteErrors(call: Call, error: unknown): WriteErrors | undefined {
  if (error instanceof RefusedWrite) return error.errors;
  if (!(error instanceof CrmError)) return undefined;
  const { code, facts } = error;
  if (code === 'invalid' || code === 'duplicate') {
    const faults = facts.faults ?? [];
    return faults.length === 0 ? { id: [taken(headingLabel(call))] } : Object.fromEntries(faults.map((fault) => [wireName(call, fault.field), [faultText(call, fault)]]));
  }
  if (code === 'in_use') return { id: [IN_USE] };
  if (code === 'refused') return { id: [facts.reason ?? REFUSED] };
  // What a record hangs on is not there, or not the caller's to see: a value of the write that is wrong.
  if (code === 'not_found' && facts.entity !== call.model.entity) return parentErrors(call, facts.entity);
  return undefined;
}

function parentErrors(call: Call, entity: string | undefined): WriteErrors {
  const definition = call.directory.catalog.entity(call.model.entity);
  const field = definition.fields.find(({ settings }) => settings.entity === entity);
  const name = field?.name ?? 'id';
  return { [wireName(call, name)]: [unknownValue(labelFor(call, name))] };
}

function headingLabel(call: Call): string {
  return labelFor(call, call.directory.catalog.entity(call.model.entity).heading);
}

function wireName({ model }: Call, field: string): string {
  return model.fields.find((known) => known.field === field)?.wire ?? `custom_${field}`;
}

function labelFor(call: Call, field: string): string {
  return labelOf(call, call.model.fields.find((known) => known.field === field) ?? { field, wire: field });
}

function faultText(call: Call, { field, fault, limit }: FieldFault): string {
  const label = labelFor(call, field);
  switch (fault) {
    case 'required': return required(label);
    case 'wrong_type': case 'bad_text': return wrongFormat(label);
    case 'too_long': return tooLong(label, limit ?? 0);
    case 'out_of_range': return outOfRange(label);
    case 'unknown_value': return unknownValue(label);
    case 'read_only': return readOnly(label);
    case 'taken': return taken(label);
  }
}
