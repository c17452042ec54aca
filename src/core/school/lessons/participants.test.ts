import { expect, test } from 'vitest';
import { participantsOf } from './participants.ts';

const member = (client: number | { slot: number }, group: number, starts_on: string | null = null, ends_on: string | null = null) => ({ id: 1, values: { client, group, starts_on, ends_on } });

test('nobody takes part in a lesson without clients and groups', () => {
  expect(participantsOf({ date: '2024-03-15', clients: null, groups: null }, [member(1, 7)])).toEqual([]);
});

test('members of other groups, and those whose membership does not hold on the day, take no part', () => {
  const memberships = [member(1, 8), member(2, 7, '2024-03-16'), member(3, 7, null, '2024-03-14'), member(4, 7, '2024-03-15', '2024-03-15')];
  expect(participantsOf({ date: '2024-03-15', groups: ['7'] }, memberships)).toEqual([4]);
});

test('a lesson without a day has its clients only', () => {
  expect(participantsOf({ clients: ['5'], groups: ['7'] }, [member(1, 7)])).toEqual([5]);
});

test('who is named and a member, or a member twice, takes part once; a new client is one too', () => {
  const memberships = [member(5, 7), member(6, 7), member(6, 7), member({ slot: 0 }, 7)];
  expect(participantsOf({ date: '2024-03-15', clients: ['5'], groups: ['7', '8'] }, memberships)).toEqual([5, 6, { slot: 0 }]);
});
