import { expect, test } from 'vitest';
import { createDraft } from '../changes/draft.ts';
import { createCatalog } from '../metadata/catalog.ts';
import { BASE_PRESET } from '../presets/base.ts';
import { tellOfChanges } from './tell-of-changes.ts';

const CATALOG = createCatalog(BASE_PRESET.entities, 1);
const AUTHOR = { userId: 1, face: 'test', keyId: null };
const client = { id: 5, version: 2, name: 'Ромашка', balance: 0, deleted_at: null };

function eventsOf(decide: (draft: ReturnType<typeof createDraft>) => void): readonly string[] {
  const draft = createDraft(AUTHOR, 1000);
  decide(draft);
  tellOfChanges(draft, CATALOG);
  return draft.toChangeSet().events.map(({ name }) => name);
}

test('what an operation has told of is not told of twice', () => {
  expect(eventsOf((draft) => {
    draft.update('client', client, { owner: 3 });
    draft.event({ name: 'client.owner_changed', entity: 'client', id: 5, data: {} });
  })).toEqual(['client.owner_changed']);
});

test('keys, passwords and the parts of records are told to nobody', () => {
  expect(eventsOf((draft) => {
    draft.insert('api_key', { label: 'ключ' });
    draft.insert('credential', { user: 1 });
    draft.insert('file', { name: 'скан.pdf' });
  })).toEqual([]);
});

test('a change that changes nothing, a line that the product writes into a history, and a record that brings its number are silent', () => {
  expect(eventsOf((draft) => {
    draft.derive('client', client, {}, ['name']);
    draft.insert('activity', { kind: 'changed', client: 5 });
    draft.insertAs('client', 900, { name: 'Из старой базы' });
  })).toEqual([]);
});

test('all else that became of records is told, once for each', () => {
  expect(eventsOf((draft) => {
    draft.insert('client', { name: 'Новый' });
    draft.derive('client', client, { name: 'Ромашка и К' });
    draft.remove('client', { ...client, id: 6 });
    draft.update('client', { ...client, id: 7, deleted_at: 3 }, { deleted_at: null });
    draft.purge('client', { ...client, id: 8 });
  })).toEqual(['client.created', 'client.updated', 'client.deleted', 'client.restored', 'client.purged']);
});
