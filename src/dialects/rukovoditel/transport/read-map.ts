import { membersFrom, type Parameters, type WireValue } from '../../transport/parameters.ts';

/**
 * A map such as `filters` or `data`. A list is a map by index, as in PHP, so `[]` is an empty one; so is "", since forms
 * have no other way to say it (Rukovoditel contract 1.2.1).
 *
 * @returns `undefined` for what was not sent and for any other scalar.
 */
export function readMap(value: WireValue | undefined): Parameters | undefined {
  if (value === '') return membersFrom([]);
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? membersFrom(Object.entries(value)) : value;
}
