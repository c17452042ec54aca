import { expect, test } from 'vitest';
import { everyKeywordFilter, keywordFilter } from './keywords.ts';

const word = (needle: string): object => ({ kind: 'contains', field: 'name', needle });

test('nothing to look for finds nothing', () => {
  for (const text of ['', '  ', '""']) expect([keywordFilter('name', text), everyKeywordFilter('name', text)]).toEqual([{ kind: 'none' }, { kind: 'none' }]);
});

test('too many keywords are refused, never cut', () => {
  for (const text of ['x and '.repeat(101), 'x '.repeat(201), 'x'.repeat(10_001)]) expect(() => keywordFilter('name', text)).toThrow('search: more than 200 keywords');
});

test('words stand for any of them, "and" joins closer than that', () => {
  expect(keywordFilter('name', 'Draw the floor')).toEqual({ kind: 'or', filters: [word('draw'), word('the'), word('floor')] });
  expect(keywordFilter('name', 'draw AND floor or plan')).toEqual({ kind: 'or', filters: [{ kind: 'and', filters: [word('draw'), word('floor')] }, word('plan')] });
});

test('brackets are read, one that is never closed too', () => {
  const whole = { kind: 'and', filters: [word('a'), { kind: 'or', filters: [word('b'), word('c')] }] };
  expect(keywordFilter('name', 'a and (b or c)')).toEqual(whole);
  expect(keywordFilter('name', 'a and (b c')).toEqual(whole);
});

test('a quoted part is one keyword, the words for joining too', () => {
  expect(keywordFilter('name', '"floor plan" "and"')).toEqual({ kind: 'or', filters: [word('floor plan'), word('and')] });
});

test('a sign without a word beside it finds nothing by itself', () => {
  for (const text of ['and', 'or', '(', ')', '( )', 'and and']) expect([text, keywordFilter('name', text)]).toEqual([text, { kind: 'none' }]);
});

test('a match asks for every word, signs left out', () => {
  expect(everyKeywordFilter('name', '(draw or floor)')).toEqual({ kind: 'and', filters: [word('draw'), word('floor')] });
});
