import { anyOf, reachedBy, sameText, NOTHING } from '../../../core/query/filter.ts';
import { readCommaList } from '../transport/read-comma-list.ts';
import { readText } from '../transport/read-text.ts';
import type { ValueKind } from './value-kind.ts';

/** Phones, addresses and the like of our own entities: a comma list in one text. */
export const textsValue: ValueKind = {
  searchable: true,
  show: (value) => (typeof value === 'object' && value !== null ? value.join(', ') : ''),
  read: (input) => readCommaList(input) ?? [],
  include: (asked, { core }) => {
    const text = readText(asked);
    if (text === undefined || core === undefined) return NOTHING;
    if (core.type === 'phones') return reachedBy('phone', text);
    return core.type === 'emails' ? reachedBy('email', text) : anyOf(sameText(core, text));
  },
};
