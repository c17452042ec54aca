import { expect, test } from 'vitest';
import { numberNote, objectNote } from './annotations.ts';

test('a note that is no number is none', () => {
  expect(['', '-1', '1.5', 'x', '1'.repeat(16)].map((text) => numberNote({ n: text }, 'n'))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect([numberNote({}, 'n'), numberNote({ n: '158' }, 'n')]).toEqual([undefined, 158]);
});

test('a note that is no JSON object is an empty one', () => {
  expect(['', '{', '[1]', 'null', '5'].map((text) => objectNote({ n: text }, 'n'))).toEqual([{}, {}, {}, {}, {}]);
  expect([objectNote({}, 'n'), objectNote({ n: '{"width":"input-small"}' }, 'n')]).toEqual([{}, { width: 'input-small' }]);
});
