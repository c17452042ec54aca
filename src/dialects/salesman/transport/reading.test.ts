import { expect, test } from 'vitest';
import { WireError } from './envelope.ts';
import { ABSENT, CLEARED, settle, valueOf, WRONG_TYPE } from './reading.ts';

test('a wrong type is refused with 405 and the name of the member', () => {
  expect(() => settle(WRONG_TYPE, 'clid')).toThrow(
    new WireError({ code: 405, text: 'Отсутствуют параметры - clid: неверный тип значения' }),
  );
});

test('absent, cleared and given stay apart', () => {
  expect([settle(ABSENT, 'x'), settle(CLEARED, 'x'), settle(valueOf('v'), 'x')]).toEqual([undefined, null, 'v']);
});
