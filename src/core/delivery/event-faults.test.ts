import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isChosen } from './is-chosen.ts';
import { createCatalog } from '../metadata/catalog.ts';
import { BASE_PRESET } from '../presets/base.ts';
import { eventFaults } from './event-faults.ts';

const CATALOG = createCatalog(BASE_PRESET.entities, 1);
const OPEN = { name: 'standard', events: [] };
const LISTED = { name: 'salesman', events: [{ name: 'client.add' }, { name: 'deal.change.step' }] };

test('a subscription to nothing is refused', () => {
  expect(eventFaults(CATALOG, OPEN, [])).toEqual([{ field: 'events', fault: 'required' }]);
});

test('names that a format never says are refused, each by its place', () => {
  const unknown = (place: number) => ({ field: `events.${place}`, fault: 'unknown_value' });
  expect(eventFaults(CATALOG, LISTED, ['client.created', 'client.add', 'person.*', 'clien.*', 'deal.change', '.*', ''])).toEqual([0, 2, 3, 4, 5, 6].map(unknown));
  expect(eventFaults(CATALOG, OPEN, ['strange.created', 'strange.*', 'client', 'client.', 'client.Created', 'client.a.b', 'client.a.*', '*.created', '**'])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map(unknown));
});

test('exact names, all of a kind, and all there are may be chosen', () => {
  expect(eventFaults(CATALOG, LISTED, ['client.add', 'client.*', 'deal.*', 'deal.change.*', '*'])).toEqual([]);
  expect(eventFaults(CATALOG, OPEN, ['client.created', 'client.owner_changed', 'deal.*', 'webhook.disabled', '*'])).toEqual([]);
});

test('of a list, exactly those names may be chosen that choose something of it', () => {
  const word = fc.constantFrom('client', 'cli', 'deal', 'change', 'step', 'add');
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('.'));
  const pattern = fc.oneof(name, name.map((kind) => `${kind}.*`), fc.constant('*'));
  fc.assert(fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), pattern, (names, chosen) => {
    const faults = eventFaults(CATALOG, { name: 'listed', events: names.map((one) => ({ name: one })) }, [chosen]);
    expect(faults.length === 0).toBe(names.some((one) => isChosen([chosen], one)));
  }));
});
