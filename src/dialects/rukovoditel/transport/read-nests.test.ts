import { describe, expect, test } from 'vitest';
import { readCommaList } from './read-comma-list.ts';
import { readList } from './read-list.ts';
import { readMap } from './read-map.ts';

describe('readCommaList', () => {
  test.each([undefined, null, Number.NaN, Infinity, 1e300, 2 ** 53, [2 ** 53], [['a']], [{ a: '1' }], { a: '1' }])('%j is no list', (value) => {
    expect(readCommaList(value)).toBeUndefined();
  });

  test.each([['', []], [' , \n,', []], [[], []], ['158', ['158']], [158, ['158']], [0, ['0']], [false, ['0']]] as const)('%j → %j', (value, items) => {
    expect(readCommaList(typeof value === 'object' ? [...value] : value)).toEqual(items);
  });

  test('trims spaces and newlines around the commas', () => {
    expect(readCommaList(' 158 ,\n\t157,\r\n 9 ,')).toEqual(['158', '157', '9']);
  });

  test('takes lists, their items split too, and lists with gaps', () => {
    expect(readCommaList(['1, 2', 3, ' 4', null, ''])).toEqual(['1', '2', '3', '4']);
    expect(readCommaList({ 1: 'a', 4: 'b' })).toEqual(['a', 'b']);
  });
});

describe('readList', () => {
  test.each([undefined, null, 'a', 0, true, { a: '1' }])('%j is no list', (value) => {
    expect(readList(value)).toBeUndefined();
  });

  test('takes lists, maps of indices and the empty text of a form', () => {
    expect([['a'], { 2: 'a', 5: 'b' }, [], ''].map(readList)).toEqual([['a'], ['a', 'b'], [], []]);
  });
});

describe('readMap', () => {
  test.each([undefined, null, 'a', 0, true])('%j is no map', (value) => {
    expect(readMap(value)).toBeUndefined();
  });

  test('takes maps, lists by index and the empty text of a form', () => {
    expect([{ 157: '1' }, ['a', 'b'], [], ''].map(readMap)).toEqual([{ 157: '1' }, { 0: 'a', 1: 'b' }, {}, {}]);
  });
});
