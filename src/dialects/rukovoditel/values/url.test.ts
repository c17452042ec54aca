import { expect, test } from 'vitest';
import { urlValue as kind } from './url.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

test('an address gets the beginning that it lacks, the configured one before http', () => {
  const show = (value: string | null, configuration = {}): string => kind.show(value, wireField('input_url', 'url', {}, configuration), surroundings(), NO_RECORD);
  expect([show(null), show(''), show('example.test'), show('ftp://example.test')]).toEqual(['', '', 'http://example.test', 'ftp://example.test']);
  expect([show('anna', { prefix: 'https://t.me/' }), show('https://t.me/anna', { prefix: 'https://t.me/' })]).toEqual(['https://t.me/anna', 'https://t.me/anna']);
});
