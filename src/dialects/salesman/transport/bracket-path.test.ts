import { expect, test } from 'vitest';
import { bracketPath } from './bracket-path.ts';
import { MAX_NESTING, UNREADABLE } from './refusals.ts';

test('refuses a name nested too deeply', () => {
  expect(bracketPath(`a${'[x]'.repeat(MAX_NESTING - 1)}`)).toHaveLength(MAX_NESTING);
  expect(() => bracketPath(`a${'[x]'.repeat(MAX_NESTING)}`)).toThrow(UNREADABLE.nesting.text);
});

test.each([
  ['title', ['title']],
  ['client[0][title]', ['client', '0', 'title']],
  ['phone[]', ['phone', '']],
  ['phone[ ]', ['phone', '']],
  ['recv[cast.Inn]', ['recv', 'cast.Inn']],
])('splits %s', (name, path) => {
  expect(bracketPath(name)).toEqual(path);
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
])('mends %j as PHP does', (name, path) => {
  expect(bracketPath(name)).toEqual(path);
});
