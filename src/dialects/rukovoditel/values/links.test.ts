import { expect, test } from 'vitest';
import { linksValue as kind } from './links.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const around = surroundings({ headings: { 'projects/7': 'Alpha' } });
const people = wireField('users', 'links', { entity: 'user' });
const groups = wireField('access_group', 'links', { entity: 'role' });
const projects = wireField('entity', 'links', { entity: 'projects' });
const project = wireField('entity_multilevel', 'link', { entity: 'projects' });

test('people and groups that are not there are left out', () => {
  expect([kind.read('2,99,x', people, around), kind.read('4,5,0', groups, around), kind.read('', project, around)]).toEqual([[2], [12], null]);
});

test('ids are written, names are read, the ids beside them', () => {
  expect([kind.read(' 1,\n2', people, around), kind.read(['7', 9], projects, around), kind.read('7', project, around)]).toEqual([[1, 2], [7, 9], 7]);
  expect([kind.show(['1', '2'], people, around, NO_RECORD), kind.stored?.(['1', '2'], people, around, NO_RECORD)]).toEqual(['Anna Petrova, Mia van Stone', '1,2']);
  expect([kind.show(['12'], groups, around, NO_RECORD), kind.stored?.(['12'], groups, around, NO_RECORD)]).toEqual(['Manager', '4']);
});

test('of a record whose heading the caller does not see there is the id alone', () => {
  expect([kind.show(['7', '8'], projects, around, NO_RECORD), kind.stored?.(['7', '8'], projects, around, NO_RECORD)]).toEqual(['Alpha', '7,8']);
});

test('the words for the caller mean him where people are, his group where groups are', () => {
  const mia = surroundings({ userId: 2 });
  expect([kind.include('current_user_id', people, mia), kind.include('current_user_group_id', groups, mia), kind.include('current_user_id', groups, mia)]).toEqual([{ kind: 'any_of', field: 'f', ids: [2] }, { kind: 'any_of', field: 'f', ids: [12] }, { kind: 'none' }]);
});
