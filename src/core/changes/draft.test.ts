import { describe, expect, test } from 'vitest';
import type { CrmRecord } from '../values.ts';
import { createDraft } from './draft.ts';

const AT = 1000;
const record = (version: number, values: Readonly<Record<string, string | number | null>>): CrmRecord => ({ id: 7, version, ...values });
const open = () => createDraft({ userId: 1, face: 'test', keyId: null }, AT);

describe('a record that one decision changes twice', () => {
  test('is written once, based on what was read first', () => {
    const draft = open();
    draft.update('client', record(1, { name: 'a', note: null }), { name: 'b' });
    draft.derive('client', record(2, { name: 'a', note: null }), { note: 'n' });
    expect(draft.toChangeSet().records).toEqual([{ kind: 'update', entity: 'client', id: 7, before: record(1, { name: 'a', note: null }), values: { name: 'b', updated_at: AT, updated_by: 1, note: 'n' } }]);
  });

  test('may be given the stored value back', () => {
    const draft = open();
    draft.update('client', record(1, { name: 'a' }), { name: 'b' });
    expect(draft.update('client', record(1, { name: 'a' }), { name: 'a' })).toBe(true);
    expect(draft.toChangeSet().records).toMatchObject([{ values: { name: 'a' } }]);
  });

  test('keeps what was planned where it is only to be written again', () => {
    const draft = open();
    draft.derive('client', record(1, { balance: 5 }), { balance: 8 }, ['balance']);
    draft.derive('client', record(1, { balance: 5 }), {}, ['balance']);
    expect(draft.toChangeSet().records).toMatchObject([{ values: { balance: 8 } }]);
  });
});

test('a value that is equal is not written, unless it is to be written again', () => {
  const draft = open();
  expect(draft.update('client', record(1, { name: 'a' }), { name: 'a' })).toBe(false);
  expect(draft.derive('client', record(1, { name: 'a' }), {})).toBe(false);
  expect(draft.derive('client', record(1, { name: 'a' }), {}, ['name'])).toBe(true);
  expect(draft.toChangeSet().records).toMatchObject([{ values: { name: 'a' } }]);
});

test('a drafted record is completed; one that is not drafted cannot be', () => {
  const draft = open();
  const id = draft.insert('client', { name: 'a' });
  draft.complete('client', id, { note: 'n' });
  expect(draft.toChangeSet().records).toMatchObject([{ kind: 'insert', values: { name: 'a', note: 'n' } }]);
  expect(() => draft.complete('task', id, {})).toThrow('no such record');
});
