import { expect, test } from 'vitest';
import { isChosen } from './is-chosen.ts';

test.each([
  ['client', 'client.created'], ['client.', 'client.created'], ['client.*', 'clients.created'], ['client.*', 'client'], ['*.created', 'client.created'], ['Client.created', 'client.created'], ['', 'client.created'], ['.*', 'client.created'],
])('"%s" does not choose %s', (pattern, name) => {
  expect(isChosen([pattern], name)).toBe(false);
});

test.each([['client.created', 'client.created'], ['client.*', 'client.owner.changed'], ['*', 'anything']])('"%s" chooses %s', (pattern, name) => {
  expect(isChosen(['lead.created', pattern], name)).toBe(true);
});
