import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAllowance, type Allowance } from './allowance.ts';

function allowing(...entries: readonly string[]): Allowance {
  const allowance = createAllowance(entries);
  if (allowance === undefined) throw new Error('not understood');
  return allowance;
}

test.each(['', ' ', '10.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', 'fd00::/129', 'fe80::1%eth0', 'http://files', 'files:80', 'files/8', 'a b', '0x7f.1', '*.local', '[::1]'])('"%s" is neither a range nor a name', (entry) => {
  expect(createAllowance([entry])).toBeUndefined();
  expect(createAllowance(['10.0.0.0/8', entry])).toBeUndefined();
});

test('without entries the open internet alone may be reached', () => {
  const { hasAddress, hasName } = allowing();
  expect(['8.8.8.8', '2a00:1450::1'].map(hasAddress)).toEqual([true, true]);
  expect(['127.0.0.1', '::1', '10.1.2.3', 'files', ''].map(hasAddress)).toEqual([false, false, false, false, false]);
  expect(hasName('')).toBe(false);
});

test('a range opens what lies in it, in each spelling, and nothing beside it', () => {
  const { hasAddress } = allowing('10.1.0.0/16', '192.168.5.7', 'fd12::/16');
  expect(['10.1.255.255', '::ffff:10.1.0.1', '64:ff9b::a01:1', '192.168.5.7', 'fd12:ffff::1'].map(hasAddress)).toEqual([true, true, true, true, true]);
  expect(['10.0.255.255', '10.2.0.0', '192.168.5.8', '::ffff:10.2.0.1', 'fd13::1', '127.0.0.1'].map(hasAddress)).toEqual([false, false, false, false, false, false]);
});

test('a name is the same in capitals, in Cyrillic and with a closing point, and opens no name below it', () => {
  const { hasName } = allowing('Files.Corp.Local', 'файлы.рф', 'nas_1');
  expect(['files.corp.local', 'FILES.corp.local.', 'xn--80asg7a0b.xn--p1ai', 'nas_1'].map(hasName)).toEqual([true, true, true, true]);
  expect(['a.files.corp.local', 'corp.local', 'files'].map(hasName)).toEqual([false, false, false]);
});

test('a range of one address opens that address alone', () => {
  fc.assert(fc.property(fc.ipV4(), fc.ipV4(), (own, other) => {
    const strict = allowing();
    expect(allowing(own).hasAddress(own)).toBe(true);
    expect(allowing(own).hasAddress(other)).toBe(own === other || strict.hasAddress(other));
  }));
});
