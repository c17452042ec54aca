import type { FieldType } from './field-type.ts';

/** The range of a four-digit year: 0001-01-01 to 9999-12-31, UTC. */
const EARLIEST = Date.UTC(2000, 0, 1) - 2000 * 366 * 86_400_000;
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A moment: milliseconds since 1970 UTC. */
export const instantField: FieldType = {
  column: 'integer',
  form: 'plain',
  shadows: () => [],
  accept: (input) => {
    if (input === null || input === undefined) return { value: null };
    if (typeof input !== 'number' || !Number.isInteger(input)) return { fault: 'wrong_type' };
    return input >= EARLIEST && input <= LATEST ? { value: input } : { fault: 'out_of_range' };
  },
};
