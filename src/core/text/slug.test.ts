import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEntityName } from '../metadata/names.ts';
import { freeSlug, slugOf } from './slug.ts';

const anyLabel = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'абвгдеёжщъыьэюяЙ1 _-№'), maxLength: 60 }));

test('a text without letters gives the other name', () => {
  for (const text of ['', '  ', '№ 12', '_', '日本']) expect(slugOf(text, 'field')).toBe('field');
});

test('Russian is written in Latin letters, and what is no letter parts words', () => {
  expect(slugOf('Дата отгрузки', 'field')).toBe('data_otgruzki');
  expect(slugOf('  Щёлочь (pH), %', 'field')).toBe('scheloch_ph');
  expect(slugOf('Café Ünal', 'field')).toBe('cafe_unal');
  expect(slugOf('1С номер', 'field')).toBe('s_nomer');
});

test('a taken name is numbered from 2', () => {
  const taken = new Set(['data', 'data_2']);
  expect(freeSlug('Дата', 'field', (name) => !taken.has(name))).toBe('data_3');
});

test('any text gives a valid name, also the hundredth of its kind', () => {
  fc.assert(fc.property(anyLabel, (label) => {
    const names = new Set<string>();
    for (let round = 0; round < 3; round++) names.add(freeSlug(label, 'field', (name) => !names.has(name)));
    expect(names.size).toBe(3);
    for (const name of names) expect([name, isEntityName(`${name}_100`), name.includes('__')]).toEqual([name, true, false]);
  }));
});
