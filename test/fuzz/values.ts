import type { Dice } from './dice.ts';

const TEXTS = [
  '', ' ', '0', '-1', '1', 'null', 'undefined', 'true', 'yes', 'no', 'NaN', '\0', 'a\0b', '\ud800', 'x\udfff', '\ufeffBOM', '\uffff', '\u202Eобратно', '👩‍👩‍👧‍👦', 'e\u0301', 'ё', 'ЁЛКИ', 'İ', 'ß', 'ﷺ',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '<script>alert(1)</script>', '<b>', '&quot;', '"', "'", '\\', '`', '%', '_', '%%', '*', '"*"', 'a OR b', 'NEAR(a b)', 'x" OR "y', "' or '1'='1", "'); drop table x; --", '{{slot}}', '{"slot":0}', '{"slot":99}',
  '$1', '?', ':name', '\n', '\r\n', '\t', '../../etc/passwd', 'ООО', 'ООО «Ромашка»', 'ЗАО', 'Пермь', 'Москва', '2024-01-01', '2024-13-45', '0000-00-00', '9999-12-31 23:59:59', '-271821-04-20', 'вчера', '1e999', '0x10', '١٢٣', '12345678901234567890', '+7 (342) 254-55-77', '8(342)2545577;+7-922', 'a@b', '@',
  'client', 'person', 'concurent', 'parnter', 'new', 'old', 'title', 'date_create', 'clid,title', ',,,', 'fields,clid,__proto__',
] as const;
const NUMBERS = ['0', '-0', '-1', '1', '2', '7', '41', '200', '0.5', '-1.5', '1e3', '1e308', '1e999', '-1e999', '2147483647', '2147483648', '4294967296', '9007199254740991', '9007199254740993', '9223372036854775807', '9223372036854775808', '123456789012345678901234567890', '0.1e-400'] as const;
const LONGEST = 70_000;

/** A text such as nobody sends on purpose. */
export function oddText(dice: Dice): string {
  const roll = dice.number(20);
  if (roll === 0) return dice.pick(TEXTS).repeat(1 + dice.number(300));
  if (roll === 1) return 'ж'.repeat(dice.number(dice.chance(0.1) ? LONGEST : 600));
  if (roll === 2) return dice.bytes(1 + dice.number(40)).toString('latin1');
  if (roll === 3) return String.fromCodePoint(...Array.from({ length: 1 + dice.number(12) }, () => dice.number(0x10_fff0)));
  if (roll === 4) return `${dice.pick(TEXTS)}${dice.pick(TEXTS)}`;
  if (roll === 5) return dice.pick(NUMBERS);
  return dice.pick(TEXTS);
}

/** A value of any type, as JSON text: numbers out of range keep their form so. */
export function oddJson(dice: Dice, depth = 0): string {
  const roll = dice.number(depth > 4 ? 6 : 11);
  if (roll < 3) return JSON.stringify(oddText(dice));
  if (roll < 5) return dice.pick(NUMBERS);
  if (roll === 5) return dice.pick(['null', 'true', 'false', '""', '[]', '{}']);
  if (roll < 8) return `[${Array.from({ length: dice.number(5) }, () => oddJson(dice, depth + 1)).join(',')}]`;
  if (roll === 8) return nested(dice);
  const members = Array.from({ length: dice.number(4) }, () => `${JSON.stringify(dice.chance(0.5) ? oddText(dice).slice(0, 200) : dice.pick(['a', '0', '__proto__', 'constructor', 'type', 'id']))}:${oddJson(dice, depth + 1)}`);
  return `{${members.join(',')}}`;
}

function nested(dice: Dice): string {
  const depth = dice.pick([3, 30, 63, 64, 65, 70, 200]);
  return dice.chance(0.5) ? `${'['.repeat(depth)}${']'.repeat(depth)}` : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
}
