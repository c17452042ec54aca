import { expect, test } from 'vitest';
import { groupNumber, roleOfGroup } from './groups.ts';
import { surroundings } from './testing/surroundings.ts';

const { directory } = surroundings();

test('0 is the administrators and no role, an unknown number is none', () => {
  expect([roleOfGroup(directory, 0), roleOfGroup(directory, 5)]).toEqual([undefined, undefined]);
});

test('a role has the number that it was brought along with, else one that no application uses', () => {
  expect(directory.roles.map(({ record }) => groupNumber(record))).toEqual([1011, 4]);
  expect([roleOfGroup(directory, 4)?.code, roleOfGroup(directory, 1011)?.code]).toEqual(['manager', 'administrator']);
});
