import { describe, expect, test } from 'vitest';
import { ABSENT, CLEARED, valueOf, WRONG_TYPE } from './reading.ts';
import { asId, asList, asMembers, asText, asTextList, fieldList, textOrList } from './values.ts';

const readers = { asText, asId, asTextList, textOrList, fieldList, asMembers, asList };

describe.each(Object.entries(readers))('%s', (_name, reader) => {
  test('reads undefined and false as absent, null and the empty text as cleared', () => {
    expect([undefined, false, null, ''].map((value) => reader(value))).toEqual([ABSENT, ABSENT, CLEARED, CLEARED]);
  });
});

describe('asText', () => {
  test('refuses nests and numbers that are not exact', () => {
    const wrong = [[], ['a'], {}, JSON.parse('40702810301220001991'), Infinity].map((value) => asText(value));
    expect(wrong).toEqual(wrong.map(() => WRONG_TYPE));
  });

  test('keeps text as sent', () => {
    expect(asText(' ООО "Пермь" ')).toEqual(valueOf(' ООО "Пермь" '));
  });

  test('writes numbers and true as PHP does', () => {
    expect([79991234567, 0, 0.5, true].map((value) => asText(value))).toEqual(['79991234567', '0', '0.5', '1'].map(valueOf));
  });
});

describe('asId', () => {
  test('refuses what is no whole positive number', () => {
    const wrong = ['12abc', '-1', -1, 1.5, '1.5', '1e3', '9007199254740993', true, [1], { a: 1 }].map((value) => asId(value));
    expect(wrong).toEqual(wrong.map(() => WRONG_TYPE));
  });

  test('reads 0 as nothing chosen', () => {
    expect([0, '0', ' '].map((value) => asId(value))).toEqual([CLEARED, CLEARED, CLEARED]);
  });

  test('reads numbers and their digits', () => {
    expect([6274, '6274', ' 6274 ', '06274'].map((value) => asId(value))).toEqual(Array(4).fill(valueOf(6274)));
  });
});

describe('asTextList', () => {
  test('refuses nests inside the list and objects with names', () => {
    const wrong = [[['a']], [{ a: 'b' }], { main: '1' }].map((value) => asTextList(value));
    expect(wrong).toEqual(wrong.map(() => WRONG_TYPE));
  });

  test('splits text on commas and semicolons', () => {
    expect(asTextList(' +7(342)550-10-30, +7(342)550-10-31;;8 ')).toEqual(
      valueOf(['+7(342)550-10-30', '+7(342)550-10-31', '8']),
    );
  });

  test('reads a list, one with gaps too, and a bare number', () => {
    expect(asTextList(['a', ' ', null, 7, 'b, c'])).toEqual(valueOf(['a', '7', 'b', 'c']));
    expect(asTextList({ 1: 'a', 4: 'b' })).toEqual(valueOf(['a', 'b']));
    expect(asTextList(79991234567)).toEqual(valueOf(['79991234567']));
  });

  test('reads a list of nothing as cleared', () => {
    expect([[], [''], [null], ' , ;'].map((value) => asTextList(value))).toEqual(Array(4).fill(CLEARED));
  });
});

test('textOrList leaves text alone and joins a list', () => {
  expect(textOrList('a;b , c')).toEqual(valueOf('a;b , c'));
  expect(textOrList(['a;b', 'c'])).toEqual(valueOf('a;b, c'));
  expect(textOrList([])).toEqual(CLEARED);
  expect(textOrList([['a']])).toEqual(WRONG_TYPE);
  expect(textOrList({ a: 'b' })).toEqual(WRONG_TYPE);
});

test('fieldList tolerates spaces and repetition', () => {
  expect(fieldList('clid, title ,,clid')).toEqual(valueOf(['clid', 'title']));
  expect(fieldList(['clid', 'title'])).toEqual(valueOf(['clid', 'title']));
});

test('asMembers takes an object and the empty list of PHP', () => {
  expect(asMembers({ type: 'client' })).toEqual(valueOf({ type: 'client' }));
  expect(asMembers([])).toEqual(CLEARED);
  expect([['a'], 'a', 5, true].map((value) => asMembers(value))).toEqual(Array(4).fill(WRONG_TYPE));
});

test('asList takes a list and an object of indices', () => {
  expect(asList([{ title: 'A' }])).toEqual(valueOf([{ title: 'A' }]));
  expect(asList({ 0: 'a', 7: 'b' })).toEqual(valueOf(['a', 'b']));
  expect([[], {}].map((value) => asList(value))).toEqual([CLEARED, CLEARED]);
  expect(['a', 5, true, { title: 'A' }].map((value) => asList(value))).toEqual(Array(4).fill(WRONG_TYPE));
});
