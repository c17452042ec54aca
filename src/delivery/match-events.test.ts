import { describe, expect, test } from 'vitest';
import { createCatalog } from '../core/metadata/catalog.ts';
import { BASE_PRESET } from '../core/presets/base.ts';
import { createFormatBook } from './format-book.ts';
import { matchEvents } from './match-events.ts';
import { plainFormat, sampleEvent, sampleSubscription } from './testing/samples.ts';

const CATALOG = createCatalog(BASE_PRESET.entities, 1);
const FORMATS = createFormatBook([plainFormat('standard'), plainFormat('mute', { nameOf: () => undefined }), plainFormat('shouting', { nameOf: ({ name }) => name.toUpperCase() })]);

describe('nobody is told', () => {
  const event = sampleEvent({ at: 1000 });
  test.each([
    ['while it is switched off', sampleSubscription({ active: false })],
    ['of what happened before it was made', sampleSubscription({ record: { id: 1, version: 1, created_at: 1001 } })],
    ['in a format that nobody speaks any more', sampleSubscription({ format: 'gone' })],
    ['of what its format has no word for', sampleSubscription({ format: 'mute' })],
    ['of what it has not chosen', sampleSubscription({ events: ['lead.*'] })],
    ['of what is called otherwise in its format', sampleSubscription({ format: 'shouting', events: ['client.*'] })],
  ])('%s', (_title, subscription) => {
    expect(matchEvents([event], [subscription], FORMATS, CATALOG)).toEqual([]);
  });
});

test('each subscription is told in its own words and in the order of the events', () => {
  const events = [sampleEvent({ id: 1, at: 1000 }), sampleEvent({ id: 2, at: 1001, name: 'client.updated' })];
  const subscriptions = [sampleSubscription({ id: 1, events: ['*'], record: { id: 1, version: 1, created_at: 1000 } }), sampleSubscription({ id: 2, format: 'shouting', events: ['CLIENT.UPDATED'] })];
  expect(matchEvents(events, subscriptions, FORMATS, CATALOG).map(({ subscription, event, name }) => [subscription, event.id, name])).toEqual([
    [1, 1, 'client.created'], [1, 2, 'client.updated'], [2, 2, 'CLIENT.UPDATED'],
  ]);
});
