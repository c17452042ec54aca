import { expect, test } from 'vitest';
import { flagIn, idsIn, instantIn, numberIn, textIn } from './cells.ts';

const row = new Map<string, string | null>([['id', '7'], ['name', 'Д\0а'], ['nothing', null], ['text', 'x'], ['at', '1710504000'], ['never', '0'], ['on', '1']]);

test('a column that is missing, NULL or no number is nothing', () => {
  expect([textIn(row, 'gone'), textIn(row, 'nothing'), numberIn(row, 'gone'), numberIn(row, 'nothing'), numberIn(row, 'text'), flagIn(row, 'gone'), instantIn(row, 'never')]).toEqual(['', '', 0, 0, 0, false, null]);
});

test('a column is read as text, number, yes or no, and moment', () => {
  expect([textIn(row, 'name'), numberIn(row, 'id'), flagIn(row, 'on'), instantIn(row, 'at')]).toEqual(['Да', 7, true, 1_710_504_000_000]);
});

test.each([['', []], ['0', []], ['5, 6,\n7', [5, 6, 7]], ['3,3,x,-1,1.5,2', [3, 2]]])('the ids of %j are %j', (text, ids) => {
  expect(idsIn(text)).toEqual(ids);
});
