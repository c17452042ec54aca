import { expect, test } from 'vitest';
import { createTally } from './tally.ts';

test('findings are counted in the order in which they were met, with the first five different examples', () => {
  const tally = createTally();
  tally.note('skipped', 'a');
  tally.note('other');
  for (const example of ['a', 'b', 'c', 'd', 'e', 'f']) tally.note('skipped', example);
  tally.note('other', undefined, 10);
  expect(tally.findings()).toEqual([{ what: 'skipped', count: 7, examples: ['a', 'b', 'c', 'd', 'e'] }, { what: 'other', count: 11, examples: [] }]);
});
