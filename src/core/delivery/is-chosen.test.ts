import { describe, expect, test } from 'vitest';
import { isChosen } from './is-chosen.ts';

describe('a pattern', () => {
  test.each([
    ['client', 'client.created'], ['client.', 'client.created'], ['client.*', 'clients.created'], ['client.*', 'client'], ['client*', 'client.created'],
    ['*.created', 'client.created'], ['client.create', 'client.created'], ['Client.created', 'client.created'], ['', 'client.created'], ['.*', 'client.created'], ['**', 'client.created'],
  ])('"%s" is not for %s', (pattern, name) => {
    expect(isChosen([pattern], name)).toBe(false);
  });

  test.each([['client.created', 'client.created'], ['client.*', 'client.created'], ['client.*', 'client.owner.changed'], ['client.owner.*', 'client.owner.changed'], ['*', 'anything']])('"%s" is for %s', (pattern, name) => {
    expect(isChosen(['lead.created', pattern], name)).toBe(true);
  });

  test('none is for nothing', () => {
    expect(isChosen([], 'client.created')).toBe(false);
  });
});
