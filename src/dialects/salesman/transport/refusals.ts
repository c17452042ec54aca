import type { BodyLimits, Unreadable, UnreadableError } from '../../transport/unreadable.ts';
import { missing, WireError, type WireFault } from './envelope.ts';

export const LIMITS: BodyLimits = {
  /** PHP's own `max_input_nesting_level`; we apply it to JSON as well. */
  nesting: 64,
  /** Room for `add.list` with 500 items of 40 fields in form mode. */
  fields: 20_000,
  /** Far above any batch, far below what would hold the process up. */
  values: 200_000,
};

/** Why a request cannot be read. The documentation names no code; 405 follows SalesMan contract 1.2. */
export const UNREADABLE = {
  json: missing('тело запроса не разобрано как JSON'),
  notAnObject: missing('тело запроса должно быть объектом JSON'),
  multipart: missing('тело запроса не разобрано как multipart/form-data'),
  encoding: missing('параметры переданы не в кодировке UTF-8'),
  nesting: missing(`вложенность параметров больше ${LIMITS.nesting} уровней`),
  tooManyFields: missing(`передано больше ${LIMITS.fields} параметров`),
  tooManyValues: missing(`передано больше ${LIMITS.values} значений`),
} as const satisfies Record<Unreadable, WireFault>;

/** The refusal of a request that cannot be read, in this dialect's words. */
export function unreadable(error: UnreadableError): WireError {
  return new WireError(UNREADABLE[error.why], { cause: error });
}
