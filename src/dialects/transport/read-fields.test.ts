import { describe, expect, test } from 'vitest';
import { readFields } from './read-fields.ts';
import { UnreadableError } from './unreadable.ts';

const MAX_FIELDS = 20_000;
const read = (encoded: string) => readFields(encoded, MAX_FIELDS);

describe('readFields refuses', () => {
  test.each(['word=%CF%F0%E8', 'word=%E0%A4%A', '%FF=1'])('%s, which is no UTF-8', (encoded) => {
    expect(() => read(encoded)).toThrow(new UnreadableError('encoding'));
  });

  test('more fields than the limit', () => {
    expect(read('a&'.repeat(MAX_FIELDS).slice(0, -1))).toHaveLength(MAX_FIELDS);
    expect(() => read('a&'.repeat(MAX_FIELDS))).toThrow(new UnreadableError('tooManyFields'));
  });
});

describe('readFields', () => {
  test('decodes names and values', () => {
    expect(read('recv%5BcastInn%5D=59&word=%D0%9F%D0%B5%D1%80%D0%BC%D1%8C+1%2B1')).toEqual([
      ['recv[castInn]', '59'],
      ['word', 'Пермь 1+1'],
    ]);
  });

  test('takes a stray percent sign as typed', () => {
    expect(read('des=100%&word=50%+%D0%B4%zz%')).toEqual([
      ['des', '100%'],
      ['word', '50% д%zz%'],
    ]);
  });

  test('reads unescaped Cyrillic, empty values and values with an equals sign', () => {
    expect(read('&title=Пермь&&des=&active&url=a=b&')).toEqual([
      ['title', 'Пермь'],
      ['des', ''],
      ['active', ''],
      ['url', 'a=b'],
    ]);
  });
});
