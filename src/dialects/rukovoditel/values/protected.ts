import { NOTHING } from '../../../core/query/filter.ts';
import { numberAt } from '../../../core/values.ts';
import { readCommaList } from '../transport/read-comma-list.ts';
import { groupNumber } from './groups.ts';
import { textValue } from './text.ts';
import type { Surroundings, ValueKind } from './value-kind.ts';
import type { WireField } from '../application/application.ts';

/** A text that only some groups read in full; others see a sign for each letter between the first and the last ones. */
export const protectedValue: ValueKind = {
  ...textValue,
  searchable: false,
  // Who sees no more than signs does not find out by asking, either.
  include: (asked, field, around) => (readsInFull(field, around) ? textValue.include(asked, field, around) : NOTHING),
  show: (value, field, around) => {
    const text = value === null ? '' : String(value);
    return readsInFull(field, around) ? text : masked(text, field);
  },
};

function readsInFull({ configuration }: WireField, { directory, userId }: Surroundings): boolean {
  const account = directory.account(userId);
  if (account === undefined || account.administrator) return account?.administrator === true;
  const groups = readCommaList(String(configuration['users_groups'] ?? '')) ?? [];
  return numberAt(account.record, 'role') !== null && groups.includes(String(groupNumber(account.role.record)));
}

function masked(text: string, { configuration }: WireField): string {
  const letters = Array.from(text);
  const count = (name: string): number => Math.max(0, Math.trunc(Number(configuration[name] ?? 0)) || 0);
  const [first, last] = [count('count_at_start'), count('count_at_end')];
  const sign = typeof configuration['replace_symbol'] === 'string' && configuration['replace_symbol'] !== '' ? configuration['replace_symbol'] : 'X';
  return letters.map((letter, index) => (index < first || index >= letters.length - last ? letter : sign)).join('');
}
