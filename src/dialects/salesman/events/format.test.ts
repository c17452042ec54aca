import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldValues } from '../../../core/values.ts';
import { EVENT_LINES } from './event-lines.ts';
import { nameOf } from './name-of.ts';
import { PAYLOADS } from './payloads.ts';

const NAMES = EVENT_LINES.map(({ name }) => name);

test('there are the 38 events of the vendor’s list, by name', () => {
  expect(NAMES).toHaveLength(38);
  expect(NAMES).toEqual(NAMES.toSorted());
});

test('an event is done exactly where it has a payload', () => {
  expect(EVENT_LINES.filter(({ state }) => state === 'done').map(({ name }) => name)).toEqual(Object.keys(PAYLOADS).toSorted());
});

test('whatever happens is called as the list has it, or not at all', () => {
  const values: fc.Arbitrary<FieldValues | null> = fc.option(fc.dictionary(fc.constantFrom('owner', 'status', 'stage', 'kind', 'closed_at', 'done_at', 'name'), fc.constantFrom(null, 1, 'done', 'note', true, ['1'])));
  const names = fc.tuple(fc.constantFrom('client', 'person', 'deal', 'task', 'activity', 'lead', 'comment', 'constructor'), fc.constantFrom('created', 'updated', 'deleted', 'restored', 'purged', 'owner_changed', 'requisites_changed', 'toString'));
  fc.assert(fc.property(names, values, values, fc.constantFrom(null, 1), ([entity, happened], before, after, owner) => {
    const name = nameOf({ id: 1, at: 0, name: `${entity}.${happened}`, entity, recordId: 1, actorId: null, face: 'test', keyId: null, facts: {}, before, after, owner, branch: null });
    expect([...Object.keys(PAYLOADS), undefined]).toContain(name);
  }));
});
