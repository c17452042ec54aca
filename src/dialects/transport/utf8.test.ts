import { describe, expect, test } from 'vitest';
import { UnreadableError } from './unreadable.ts';
import { decodeUtf8, headerText } from './utf8.ts';

describe('decodeUtf8', () => {
  test('refuses Windows-1251', () => {
    expect(() => decodeUtf8(Uint8Array.of(0xcf, 0xf0))).toThrow(new UnreadableError('encoding'));
  });

  test('drops a byte order mark', () => {
    expect(decodeUtf8(Buffer.from('\uFEFFПривет'))).toBe('Привет');
  });
});

describe('headerText', () => {
  test('restores a Cyrillic login from the bytes Node shows as Latin-1', () => {
    expect(headerText(Buffer.from('вася@crm.рф').toString('latin1'))).toBe('вася@crm.рф');
  });

  test('leaves real Latin-1 and already decoded text alone', () => {
    expect(headerText('josé')).toBe('josé');
    expect(headerText('вася')).toBe('вася');
    expect(headerText('vasya@crm.ru')).toBe('vasya@crm.ru');
  });
});
