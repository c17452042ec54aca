import type { WireValue } from '../../transport/parameters.ts';
import { readId } from './read-id.ts';

const PREFIX = /^\s*field_(?=[0-9])/u;

/** The id of a field: `158`, `"158"` or `"field_158"` (Rukovoditel contract 1.2.2); `undefined` for all else. */
export function readFieldId(value: WireValue | undefined): number | undefined {
  return readId(typeof value === 'string' ? value.replace(PREFIX, '') : value);
}
