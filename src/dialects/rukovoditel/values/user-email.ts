import { NOTHING, reachedBy } from '../../../core/query/filter.ts';
import { readText } from '../transport/read-text.ts';
import type { ValueKind } from './value-kind.ts';

/** The e-mail address of a user: the first of those that the core keeps. */
export const userEmailValue: ValueKind = {
  searchable: true,
  show: (value) => (typeof value === 'object' && value !== null ? (value[0] ?? '') : ''),
  read: (input) => [readText(input) ?? ''],
  include: (asked) => {
    const text = readText(asked);
    return text === undefined ? NOTHING : reachedBy('email', text);
  },
};
