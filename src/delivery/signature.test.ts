import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { signatureHeaders } from './signature.ts';

const secret = (): string => `whsec_${randomBytes(24).toString('base64')}`;
const OLD = secret();
const NEW = secret();
const message = { id: 'evt_1_2', at: Date.now(), body: '{"имя":"Анна"}' };

test('what was changed on its way, or signed with another secret, is not verified', () => {
  const headers = { ...signatureHeaders(message, [{ secret: OLD }]) };
  const verify = (body: string, changed: Record<string, string>, key = OLD): unknown => new Webhook(key).verify(body, { ...headers, ...changed });
  expect(() => verify('{}', {})).toThrow('No matching signature found');
  expect(() => verify(message.body, { 'webhook-id': 'evt_1_3' })).toThrow('No matching signature found');
  expect(() => verify(message.body, { 'webhook-timestamp': String(Math.floor(message.at / 1000) + 1) })).toThrow('No matching signature found');
  expect(() => verify(message.body, {}, NEW)).toThrow('No matching signature found');
  expect(verify(message.body, {})).toEqual({ имя: 'Анна' });
});

test('a secret that has run out no longer signs', () => {
  const headers = { ...signatureHeaders(message, [{ secret: OLD, until: message.at }, { secret: NEW, until: message.at + 1 }]) };
  expect(() => new Webhook(OLD).verify(message.body, headers)).toThrow('No matching signature found');
  expect(new Webhook(NEW).verify(message.body, headers)).toEqual({ имя: 'Анна' });
});

test('while secrets are changed, each of them verifies', () => {
  const headers = { ...signatureHeaders(message, [{ secret: NEW }, { secret: OLD, until: message.at + 1000 }]) };
  expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
  for (const key of [OLD, NEW]) expect(new Webhook(key).verify(message.body, headers)).toEqual({ имя: 'Анна' });
});

test('without a secret there is an id and a time, and no signature', () => {
  expect(signatureHeaders({ ...message, at: 1_700_000_000_999 }, [])).toEqual({ 'webhook-id': 'evt_1_2', 'webhook-timestamp': '1700000000' });
});

test('whatever the body, the reference library gives it back', () => {
  fc.assert(fc.property(fc.json(), fc.uint8Array({ minLength: 24, maxLength: 64 }), (body, bytes) => {
    const key = `whsec_${Buffer.from(bytes).toString('base64')}`;
    const headers = { ...signatureHeaders({ ...message, body }, [{ secret: key }]) };
    expect(new Webhook(key).verify(body, headers)).toEqual(JSON.parse(body));
  }), { numRuns: 50 });
});
