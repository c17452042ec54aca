import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BASE_PRESET } from '../core/presets/base.ts';
import { createCatalog } from '../core/metadata/catalog.ts';
import { EVENT_ALIASES, FILTER_ALIASES, hears, isOpen, patternOf, readEventName, readFilterName } from './names.ts';

const CATALOG = createCatalog(BASE_PRESET.entities, 1);

test('names that are none are none', () => {
  for (const name of ['', 'client', 'client.', '.created', 'client.craeted', 'client.created.now', 'client.beforeAdd', 'client_addfilter']) expect([name, readEventName(name)]).toEqual([name, undefined]);
  for (const name of ['', 'client.before', '.beforeAdd', 'client.beforeAdd.x', 'client.created', 'client_add', 'toString']) expect([name, readFilterName(name)]).toEqual([name, undefined]);
});

test('what only the product itself keeps, and what is not there, is nobody’s to hear of', () => {
  expect(['credential', 'api_key', 'access_token', 'webhook', 'file', 'unicorn'].map((entity) => isOpen(CATALOG, entity))).toEqual([false, false, false, false, false, false]);
  expect(['client', 'territory', 'comment', '*'].map((entity) => isOpen(CATALOG, entity))).toEqual([true, true, true, true]);
});

test('every alias stands for an entity and a field that are there', () => {
  for (const [alias, { entity, ...rest }] of Object.entries(EVENT_ALIASES)) {
    const field = 'field' in rest ? rest.field : CATALOG.entity(entity).heading;
    expect([alias, isOpen(CATALOG, entity), CATALOG.field(entity, field).name]).toEqual([alias, true, field]);
  }
  expect(Object.values(FILTER_ALIASES).every(({ entity }) => isOpen(CATALOG, entity))).toBe(true);
});

test('an alias with a field hears only that this field got a value', () => {
  const close = readEventName('deal.close');
  const told = (name: string, after: Record<string, number | null>): boolean | undefined => close && hears(close, { name, entity: 'deal', after });
  expect([told('deal.updated', { amount: 5 }), told('deal.updated', { closed_at: null }), told('deal.created', { closed_at: 5 }), told('deal.updated', { closed_at: 5 })]).toEqual([false, false, false, true]);
});

test('`*` hears of every entity what it names, and subscribes to all', () => {
  const any = readEventName('*.created') ?? { entity: '', happened: '' };
  expect(patternOf(any)).toBe('*');
  expect(hears(any, { name: 'car.created', entity: 'car', after: {} })).toBe(true);
  expect(hears(any, { name: 'car.updated', entity: 'car', after: {} })).toBe(false);
  expect(patternOf(readEventName('client_change_user') ?? any)).toBe('client.owner_changed');
});

test('whatever a name is, it stands for one entity or for nothing, and never throws', () => {
  const part = fc.oneof(fc.string(), fc.constantFrom('client', '*', 'created', 'beforeAdd', '__proto__', 'constructor', 'client_add'));
  fc.assert(fc.property(fc.array(part, { maxLength: 3 }).map((parts) => parts.join('.')), (name) => {
    const entities = [readEventName(name)?.entity, readFilterName(name)?.entity].filter((entity) => entity !== undefined);
    expect(entities.length).toBeLessThanOrEqual(1);
    expect(entities.every((entity) => entity !== '' && (Object.hasOwn(EVENT_ALIASES, name) || Object.hasOwn(FILTER_ALIASES, name) || name.startsWith(`${entity}.`)))).toBe(true);
  }));
});
