import { describe, expect, test } from 'vitest';
import { readJson } from './read-json.ts';
import { UnreadableError } from './unreadable.ts';

const LIMITS = { nesting: 64, values: 200_000 };

const read = (text: string) => readJson(Buffer.from(text), LIMITS);

describe('readJson refuses', () => {
  test('a body that is no JSON, without repeating it', () => {
    expect(() => read('{"password":"s3cret')).toThrow(new UnreadableError('json'));
    expect(() => read('{"password":"s3cret')).not.toThrow(/s3cret/u);
  });

  test.each(['[1]', '"text"', '5', 'true'])('%s, which is no object', (text) => {
    expect(() => read(text)).toThrow(new UnreadableError('notAnObject'));
  });

  test('bytes that are no UTF-8', () => {
    expect(() => readJson(Buffer.from('{"title":"café"}', 'latin1'), LIMITS)).toThrow(new UnreadableError('encoding'));
  });

  test('one level of nesting too many', () => {
    const lists = (count: number) => `{"a":${'['.repeat(count)}${']'.repeat(count)}}`;
    expect(() => read(lists(LIMITS.nesting - 1))).not.toThrow();
    expect(() => read(lists(LIMITS.nesting))).toThrow(new UnreadableError('nesting'));
    expect(() => read(lists(200_000))).toThrow(new UnreadableError('nesting'));
  });

  test('more values than the limit', () => {
    const zeros = (count: number) => `{"a":[${'0,'.repeat(count - 1)}0]}`;
    expect(() => read(zeros(LIMITS.values - 2))).not.toThrow();
    expect(() => read(zeros(LIMITS.values - 1))).toThrow(new UnreadableError('tooManyValues'));
  });
});

describe('readJson', () => {
  test.each(['', ' \n', '{}', '[]', 'null', '\uFEFF'])('reads %j as no parameters', (text) => {
    expect(read(text)).toEqual({});
  });

  test('keeps types and nesting, after a byte order mark too', () => {
    const text = '\uFEFF{"clid":1781,"contacts":true,"recv":{"castInn":"59"},"phone":["1",null]}';
    expect(read(text)).toEqual({ clid: 1781, contacts: true, recv: { castInn: '59' }, phone: ['1', null] });
  });

  test('leaves characters that no database stores for the core to judge', () => {
    expect(read('{"title":"a\\u0000b\\ud800"}')).toEqual({ title: 'a\0b\ud800' });
  });

  test('makes objects that inherit nothing', () => {
    const parameters = read('{"__proto__":{"isAdmin":true},"filter":{"__proto__":{"x":1}},"constructor":1}');
    expect(Object.keys(parameters)).toEqual(['filter', 'constructor']);
    expect(Object.getPrototypeOf(parameters)).toBeNull();
    expect(Object.getPrototypeOf(parameters['filter'])).toBeNull();
  });
});
