import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ERROR_STATUSES, failure, success } from './envelope.ts';

test('an error is the documented text, with an empty code', () => {
  expect(failure('field_429 not exist in entity 34')).toBe('{"status":"error","error_code":"","error_message":"field_429 not exist in entity 34"}');
  expect(failure('У вас нет доступа "1"')).toBe('{"status":"error","error_code":"","error_message":"У вас нет доступа \\"1\\""}');
});

test('what a caller sent cannot become a tag, and reads back as sent', () => {
  const message = '<script>alert(1)</script>';
  expect(failure(message)).not.toContain('<');
  expect(JSON.parse(failure(message))).toMatchObject({ error_message: message });
});

test('an error answers 500 unless told otherwise', () => {
  expect(ERROR_STATUSES).toEqual([500, 200]);
});

test('a good answer is the documented text', () => {
  expect(success([])).toBe('{"status":"success","data":[]}');
  expect(success({ id: '123' })).toBe('{"status":"success","data":{"id":"123"}}');
});

test('further members stand between status and data', () => {
  const paging = { page: 2, number_of_rows: 41, number_of_pages: 5 };
  expect(success([], paging)).toBe('{"status":"success","page":2,"number_of_rows":41,"number_of_pages":5,"data":[]}');
});

test('a map keeps the order of its keys, numeric ones too', () => {
  const row = new Map([['id', '12'], ['168', 'Чертёж'], ['157', '']]);
  expect(success([row])).toBe('{"status":"success","data":[{"id":"12","168":"Чертёж","157":""}]}');
});

test('any answer reads back as it was said', () => {
  const value = fc.jsonValue();
  fc.assert(fc.property(value, (data) => {
    const plain: unknown = JSON.parse(JSON.stringify(data));
    expect(JSON.parse(success(JSON.parse(JSON.stringify(data))))).toEqual({ status: 'success', data: plain });
  }));
});
