import { expect, test } from 'vitest';
import { findCredentials, inHeaders, inParameters } from './credentials.ts';

test('finds nothing where nothing of use was sent', () => {
  const places = [inHeaders({ apikey: undefined, login: ' ' }), inParameters({ apikey: ['k'], login: { a: 'b' } })];
  expect(findCredentials(places)).toEqual({ apikey: '', login: '' });
});

test('does not take an inherited name for a header or a parameter', () => {
  expect(inHeaders({})('constructor')).toBe('');
  expect(inParameters({})('constructor')).toBe('');
});

test('takes each credential from the first place that has it', () => {
  const places = [inHeaders({ apikey: 'header' }), inParameters({ apikey: 'body', login: 'body@crm.ru' })];
  expect(findCredentials(places)).toEqual({ apikey: 'header', login: 'body@crm.ru' });
});

test('reads header names in any case and the first of repeated headers', () => {
  expect(findCredentials([inHeaders({ ApiKey: 'k', LOGIN: ['a', 'b'] })])).toEqual({ apikey: 'k', login: 'a' });
});

test('reads a key of digits that JSON made a number', () => {
  expect(findCredentials([inParameters({ apikey: 12345, login: 'a' })])).toEqual({ apikey: '12345', login: 'a' });
});
