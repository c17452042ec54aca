import { missing } from './envelope.ts';

/** PHP's own `max_input_nesting_level`; we apply it to JSON as well. */
export const MAX_NESTING = 64;

/** Room for `add.list` with 500 items of 40 fields in form mode. */
export const MAX_FIELDS = 20_000;

/** Values of a JSON body, nested ones included: far above any batch, far below what would hold the process up. */
export const MAX_JSON_VALUES = 200_000;

/** Why a request cannot be read. The documentation names no code; 405 follows SalesMan contract 1.2. */
export const UNREADABLE = {
  json: missing('тело запроса не разобрано как JSON'),
  notAnObject: missing('тело запроса должно быть объектом JSON'),
  multipart: missing('тело запроса не разобрано как multipart/form-data'),
  encoding: missing('параметры переданы не в кодировке UTF-8'),
  nesting: missing(`вложенность параметров больше ${MAX_NESTING} уровней`),
  tooManyFields: missing(`передано больше ${MAX_FIELDS} параметров`),
  tooManyValues: missing(`передано больше ${MAX_JSON_VALUES} значений`),
} as const;
