import { describe, expect, test } from 'vitest';
import { errorEnvelope, INTERNAL_ERROR, missing, UNKNOWN_METHOD, UNKNOWN_USER, WireError, WRONG_API_KEY } from './envelope.ts';

describe('errorEnvelope', () => {
  test('sends the code as text, as the documentation shows it', () => {
    const sent = JSON.stringify(errorEnvelope(missing('Название клиента'), 'string'));
    expect(sent).toBe('{"result":"Error","error":{"code":"405","text":"Отсутствуют параметры - Название клиента"}}');
  });

  test('sends the code as a number when the setting asks for it', () => {
    expect(errorEnvelope(UNKNOWN_USER, 'number')).toEqual({
      result: 'Error',
      error: { code: 401, text: 'Неизвестный пользователь' },
    });
  });

  test('keeps a documented number in both settings', () => {
    const fault = { code: 302, text: 'Данные корректны, но идентичны имеющимся', numericCode: true };
    expect(errorEnvelope(fault, 'string')).toEqual(errorEnvelope(fault, 'number'));
  });

  test('puts the found client between result and error', () => {
    const fault = { code: 406, text: 'Найден', extra: { data: 5, exists: 5 } };
    expect(JSON.stringify(errorEnvelope(fault, 'string'))).toBe(
      '{"result":"Error","data":5,"exists":5,"error":{"code":"406","text":"Найден"}}',
    );
  });
});

test('the common errors are those of the documentation', () => {
  expect([WRONG_API_KEY, UNKNOWN_USER, UNKNOWN_METHOD, INTERNAL_ERROR]).toEqual([
    { code: 400, text: 'Не верный API key' },
    { code: 401, text: 'Неизвестный пользователь' },
    { code: 402, text: 'Неизвестный метод' },
    { code: 500, text: 'Внутренняя ошибка' },
  ]);
});

test('a wire error carries its fault and its cause', () => {
  const cause = new Error('inner');
  const error = new WireError(UNKNOWN_METHOD, { cause });
  expect(error.fault).toBe(UNKNOWN_METHOD);
  expect(error.cause).toBe(cause);
});
