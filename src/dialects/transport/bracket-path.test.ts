import { expect, test } from 'vitest';
import { bracketPath } from './bracket-path.ts';
import { UnreadableError } from './unreadable.ts';

const MAX_NESTING = 64;
const path = (name: string) => bracketPath(name, MAX_NESTING);

test('refuses a name nested too deeply', () => {
  expect(path(`a${'[x]'.repeat(MAX_NESTING - 1)}`)).toHaveLength(MAX_NESTING);
  expect(() => path(`a${'[x]'.repeat(MAX_NESTING)}`)).toThrow(new UnreadableError('nesting'));
});

test.each([
  ['title', ['title']],
  ['client[0][title]', ['client', '0', 'title']],
  ['phone[]', ['phone', '']],
  ['phone[ ]', ['phone', '']],
  ['recv[cast.Inn]', ['recv', 'cast.Inn']],
])('splits %s', (name, keys) => {
  expect(path(name)).toEqual(keys);
});

test.each([
  ['date.plan', ['date_plan']],
  [' first name', ['first_name']],
  ['filter[type', ['filter_type']],
  ['filter[type]junk[x]', ['filter', 'type']],
  ['filter[type][x', ['filter', 'type']],
  ['filter.x[a.b]', ['filter_x', 'a.b']],
  ['[a]', []],
  ['', []],
])('mends %j as PHP does', (name, keys) => {
  expect(path(name)).toEqual(keys);
});
