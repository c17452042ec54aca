import { expect, test } from 'vitest';
import { readAccess } from './access-words.ts';

test('no words give no right', () => {
  expect(readAccess('', '')).toEqual({ read: 'none', create: false, update: 'none', delete: 'none', comment: 'none' });
  expect(readAccess('reports,export,copy', 'foo')).toEqual({ read: 'none', create: false, update: 'none', delete: 'none', comment: 'none' });
});

test('view_assigned alone grants reading, and wins over view', () => {
  expect([readAccess('view_assigned', '').read, readAccess('view,view_assigned,update', '')]).toMatchObject(['assigned', { read: 'assigned', update: 'assigned' }]);
});

test('action_with_assigned reads all and acts on what is assigned', () => {
  expect(readAccess('view, action_with_assigned,\nupdate, delete', '')).toMatchObject({ read: 'all', update: 'assigned', delete: 'assigned' });
});

test('delete_creator narrows delete', () => {
  expect(readAccess('view,create,update,delete,delete_creator', '')).toEqual({ read: 'all', create: true, update: 'all', delete: 'own', comment: 'none' });
});

test('comments have five levels', () => {
  expect(['', 'view', 'view,create', 'view,create,update,delete', 'view,create,update,delete,full'].map((words) => readAccess('', words).comment)).toEqual(['none', 'view', 'create', 'own', 'all']);
});
