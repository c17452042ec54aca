import { expect, test } from 'vitest';
import { protectedValue as kind } from './protected.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = (configuration = {}): ReturnType<typeof wireField> => wireField('input_protected', 'text', {}, configuration);
const show = (configuration: object, userId: number): string => kind.show('1234567', field({ ...configuration }), surroundings({ userId }), NO_RECORD);

test('others see a sign for each letter between the first and the last ones', () => {
  expect([show({}, 2), show({ count_at_start: 2, count_at_end: '1', replace_symbol: '*' }, 2), show({ users_groups: '5,6' }, 2)]).toEqual(['XXXXXXX', '12****7', 'XXXXXXX']);
});

test('who sees only signs finds nothing by asking for the text', () => {
  expect([kind.include('1234567', field(), surroundings({ userId: 2 })), kind.searchable]).toEqual([{ kind: 'none' }, false]);
});

test('administrators and the groups that are named read it in full, and may ask for it', () => {
  expect([show({}, 1), show({ users_groups: '4' }, 2)]).toEqual(['1234567', '1234567']);
  expect(kind.include('1234567', field({ users_groups: '4' }), surroundings({ userId: 2 }))).toEqual({ kind: 'same_text', field: 'f', needle: '1234567' });
});
