import { NOTHING, reachedBy, sameText } from '../../../core/query/filter.ts';
import { readText } from '../transport/read-text.ts';
import type { ValueKind } from './value-kind.ts';

/**
 * Text of any length: what was written is what is read. Filters ask for the whole text, whatever the case; for a
 * phone number, however it is written.
 */
export const textValue: ValueKind = {
  searchable: true,
  show: (value) => (value === null ? '' : String(value)),
  read: (input) => readText(input) ?? null,
  include: (asked, { core }) => {
    const text = readText(asked);
    if (text === undefined || core === undefined) return NOTHING;
    return core.type === 'phone' ? reachedBy('phone', text) : sameText(core, text);
  },
};
