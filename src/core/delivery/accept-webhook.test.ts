import { expect, test } from 'vitest';
import { CrmError, type FieldFault } from '../errors.ts';
import { createCatalog } from '../metadata/catalog.ts';
import { BASE_PRESET } from '../presets/base.ts';
import { acceptWebhook, type OfferedFormat, type WebhookValues } from './accept-webhook.ts';

const CATALOG = createCatalog(BASE_PRESET.entities, 1);
const FORMATS: readonly OfferedFormat[] = [
  { name: 'standard', events: [] },
  { name: 'parameters', events: [], checkParameters: ({ url }) => (url?.includes('{host}') === true ? [{ field: 'url', fault: 'wrong_type' }] : []) },
];
const WEBHOOK: WebhookValues = { title: 'Склад', active: true, target: 'url', url: 'https://example.ru/in', method: 'POST', format: 'standard', events: ['client.*'], parameters: {}, timeoutMs: null, maxTries: null };

function faultsOf(change: Partial<WebhookValues>): readonly string[] {
  try {
    acceptWebhook(CATALOG, { ...WEBHOOK, ...change }, FORMATS);
    return [];
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return (error.facts.faults ?? []).map(({ field, fault }: FieldFault) => `${field}: ${fault}`);
  }
}

test.each([
  '', 'example.ru/in', 'ftp://example.ru/', 'https:example.ru', 'https://', 'https:///in', 'http://user@example.ru/', 'https://user:secret@example.ru/', 'https://example.ru/#part', 'https://exa mple.ru/',
  'https://example.ru/a b', ' https://example.ru/', 'https://example.ru:99999/', 'javascript:alert(1)', 'https://example.ru/\n',
])('the address %j is refused', (url) => {
  expect(faultsOf({ url })).toEqual([`url: ${url === '' ? 'required' : 'wrong_type'}`]);
});

test.each(['http://example.ru', 'https://example.ru:8443/in?key=1&b=%20', 'HTTPS://пример.рф/вход', 'http://10.0.0.5/in', 'http://[::1]:80/'])('the address %s is taken: whether it may be called is asked when it is', (url) => {
  expect(faultsOf({ url })).toEqual([]);
});

test('every fault is told at once', () => {
  expect(faultsOf({ title: ' ', url: null, method: 'GET', events: [], parameters: { a: '1' }, timeoutMs: 999, maxTries: 51 })).toEqual([
    'title: required', 'url: required', 'timeout_ms: out_of_range', 'max_tries: out_of_range', 'events: required', 'method: unknown_value', 'parameters: unknown_value',
  ]);
  expect(faultsOf({ title: 'x'.repeat(1000), format: 'klingon', timeoutMs: 1.5, maxTries: 0 })).toEqual(['title: too_long', 'timeout_ms: out_of_range', 'max_tries: out_of_range', 'format: unknown_value']);
});

test('a receiver that fetches has no address, and no parameters are put in for it', () => {
  expect(faultsOf({ target: 'pull' })).toEqual(['url: unknown_value']);
  expect(faultsOf({ target: 'pull', url: null, format: 'parameters' })).toEqual(['format: unknown_value']);
  expect(faultsOf({ target: 'pull', url: null })).toEqual([]);
});

test('GET and parameters belong to the format that takes them, which judges them', () => {
  const rule = { format: 'parameters', method: 'GET', parameters: { phone: '{data.after.phones}' } } as const;
  expect(faultsOf(rule)).toEqual([]);
  expect(faultsOf({ ...rule, url: 'https://{host}/' })).toEqual(['url: wrong_type']);
  expect(faultsOf({ ...rule, url: 'ftp://{host}/' })).toEqual(['url: wrong_type']);
});

test('what is taken is as it will be stored, each event once', () => {
  expect(acceptWebhook(CATALOG, { ...WEBHOOK, events: ['client.*', 'deal.created', 'client.*'], timeoutMs: 60_000, maxTries: 1 }, FORMATS)).toEqual({
    title: 'Склад', active: true, target: 'url', url: 'https://example.ru/in', method: 'POST', format: 'standard', events: ['client.*', 'deal.created'], parameters: '{}', timeout_ms: 60_000, max_tries: 1,
  });
});
