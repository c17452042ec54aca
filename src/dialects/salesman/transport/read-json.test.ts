import { describe, expect, test } from 'vitest';
import { readJson } from './read-json.ts';
import { MAX_JSON_VALUES, MAX_NESTING, UNREADABLE } from './refusals.ts';

const read = (text: string) => readJson(Buffer.from(text));

describe('readJson refuses', () => {
  test('a body that is no JSON, without repeating it', () => {
    expect(() => read('{"password":"s3cret')).toThrow(UNREADABLE.json.text);
    expect(() => read('{"password":"s3cret')).not.toThrow(/s3cret/u);
  });

  test.each(['[1]', '"text"', '5', 'true'])('%s, which is no object', (text) => {
    expect(() => read(text)).toThrow(UNREADABLE.notAnObject.text);
  });

  test('bytes that are no UTF-8', () => {
    expect(() => readJson(Buffer.from('{"title":"café"}', 'latin1'))).toThrow(UNREADABLE.encoding.text);
  });

  test('one level of nesting too many', () => {
    const lists = (count: number) => `{"a":${'['.repeat(count)}${']'.repeat(count)}}`;
    expect(() => read(lists(MAX_NESTING - 1))).not.toThrow();
    expect(() => read(lists(MAX_NESTING))).toThrow(UNREADABLE.nesting.text);
    expect(() => read(lists(200_000))).toThrow(UNREADABLE.nesting.text);
  });

  test('more values than the limit', () => {
    const zeros = (count: number) => `{"a":[${'0,'.repeat(count - 1)}0]}`;
    expect(() => read(zeros(MAX_JSON_VALUES - 2))).not.toThrow();
    expect(() => read(zeros(MAX_JSON_VALUES - 1))).toThrow(UNREADABLE.tooManyValues.text);
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
