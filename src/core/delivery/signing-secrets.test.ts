import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSigningSecret, withNewSecret } from './signing-secrets.ts';

test('a secret is 32 random bytes behind its mark', () => {
  const [one, other] = [newSigningSecret(), newSigningSecret()];
  expect(one).toMatch(/^whsec_[\w+/]{43}=$/u);
  expect(Buffer.from(one.slice('whsec_'.length), 'base64')).toHaveLength(32);
  expect(one).not.toBe(other);
});

test('those before sign on for the time given, and no longer than they were to', () => {
  const old = [{ secret: 'b' }, { secret: 'a', until: 1500 }, { secret: 'gone', until: 900 }];
  expect(withNewSecret(old, 'c', 1000, 5000)).toEqual([{ secret: 'c' }, { secret: 'b', until: 6000 }, { secret: 'a', until: 1500 }]);
  expect(withNewSecret(old, 'c', 1000, 0)).toEqual([{ secret: 'c' }]);
});

test('however often secrets are changed, the newest signs without end and few sign at all', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(5000)), { maxLength: 40 }), (turns) => {
    let now = 0;
    let secrets = withNewSecret([], 's', now, 0);
    for (const [index, [pause, keep]] of turns.entries()) secrets = withNewSecret(secrets, `s${index}`, now += pause, keep);
    expect(secrets[0]).toEqual({ secret: turns.length === 0 ? 's' : `s${turns.length - 1}` });
    expect(secrets.length).toBeLessThanOrEqual(10);
    expect(secrets.slice(1).every(({ until }) => until !== undefined && until > now)).toBe(true);
  }));
});
