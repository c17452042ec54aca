import { expect, test } from 'vitest';
import { createCatalog } from '../../../core/metadata/catalog.ts';
import { defineEntity, type EntityDefinition } from '../../../core/metadata/definitions.ts';
import { text } from '../../../core/metadata/field-drafts.ts';
import { NOTE, numberNote } from './annotations.ts';
import { numberEntities, reservedOf } from './numbers.ts';

const entity = (name: string, fields: readonly string[], more: Partial<EntityDefinition> = {}): EntityDefinition => defineEntity({ name, label: { ru: name, en: name }, heading: 'name', granted: true, fields: fields.map((field) => text(field, field, field)), ...more });
const number = (changed: readonly EntityDefinition[], known: readonly EntityDefinition[] = []): readonly EntityDefinition[] => numberEntities(changed, createCatalog(known, 1));
const numbersOf = (one: EntityDefinition | undefined): unknown => [numberNote(one?.annotations ?? {}, NOTE.entity), Object.values(one === undefined ? {} : reservedOf(one)), one?.fields.map((field) => numberNote(field.annotations, NOTE.field))];

test('dictionaries, parts and the product’s own have no numbers', () => {
  for (const kind of ['dictionary', 'part', 'internal'] as const) expect(number([entity('a', ['name'], { kind })])[0]?.annotations).toEqual({});
  expect(number([entity('a', ['name'], { granted: false })])[0]?.annotations).toEqual({});
});

test('a new entity takes the numbers after those of the default application, reserved fields first', () => {
  expect(numbersOf(number([entity('a', ['name', 'code'])])[0])).toEqual([25, [207, 208, 209, 210, 211, 212], [213, 214]]);
});

test('a number once given stays, and is given to no other', () => {
  const [first] = number([entity('a', ['name'])]);
  if (first === undefined) throw new Error('nothing was numbered');
  const [grown, second] = number([{ ...first, fields: [...first.fields, text('late', 'late', 'late')] }, entity('b', ['name'])], [first]);
  expect([numbersOf(grown), numbersOf(second)]).toEqual([[25, [207, 208, 209, 210, 211, 212], [213, 214]], [26, [215, 216, 217, 218, 219, 220], [221]]]);
});

test('users have the numbers that every installation of the vendor has', () => {
  const [users] = number([entity('user', ['login', 'emails', 'post'])]);
  expect(numbersOf(users)).toEqual([1, [1, 2, 3, 202, 4, 196], [12, 9, 100_000_003]]);
});

test('the product’s own entities lie far above those of an application', () => {
  expect(numbersOf(number([entity('client', ['name'])])[0])).toEqual([100_001, [100_001_900, 100_001_901, 100_001_902, 100_001_903, 100_001_904, 100_001_905], [100_001_001]]);
});
