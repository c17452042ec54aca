import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carriedIpv4, isPublicAddress } from './public-address.ts';

/** Ranges as first and last address, written out by hand: not the code's own way to say them. */
const NOT_PUBLIC: readonly (readonly [string, string])[] = [
  ['0.0.0.0', '0.255.255.255'], ['10.0.0.0', '10.255.255.255'], ['100.64.0.0', '100.127.255.255'], ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'], ['172.16.0.0', '172.31.255.255'], ['192.0.0.0', '192.0.0.255'], ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'], ['192.168.0.0', '192.168.255.255'], ['198.18.0.0', '198.19.255.255'], ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'], ['224.0.0.0', '255.255.255.255'], ['168.63.129.16', '168.63.129.16'],
];

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
const hex = (value: number): string => `${Math.floor(value / 65_536).toString(16)}:${(value % 65_536).toString(16)}`;
const expected = (value: number): boolean => !NOT_PUBLIC.some(([first, last]) => value >= number(first) && value <= number(last));

/** Addresses anywhere, and more of them at the edges of the ranges. */
const ipv4 = fc.oneof(
  fc.nat(2 ** 32 - 1),
  fc.tuple(fc.constantFrom(...NOT_PUBLIC.flat()), fc.integer({ min: -1, max: 1 })).map(([edge, step]) => Math.min(Math.max(number(edge) + step, 0), 2 ** 32 - 1)),
);
const group = fc.nat(0xffff).map((value) => value.toString(16));

describe('what is not public', () => {
  test.each([
    '', 'example.ru', '1.2.3', '2130706433', '0x7f.1', '010.8.8.8', ' 8.8.8.8', '8.8.8.8/8',
    '::', '::1', '::7f00:1', '::8.8.8.8', 'fe80::1', 'fe80::1%eth0', '2a00:1450::1%eth0', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '100::1', '5f00::1',
    '2001::1', '2001:0:808:808::', '2001:10::1', '2001:db8::1', '2002:808:808::1', '2002:7f00:1::', '3fff::1',
    '::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:a00::', '::ffff:0:8.8.8.8', '64:ff9b::169.254.169.254', '64:ff9b::a9fe:a9fe', '64:ff9b:1::808:808', '64:ff9b:0:0:0:1:808:808',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test('nothing of IPv6 outside 2000::/3, but for what carries a public IPv4 address', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0xffff }).filter((first) => first >> 13 !== 1), fc.array(group, { minLength: 7, maxLength: 7 }), (first, rest) => {
      const address = [first.toString(16), ...rest].join(':');
      fc.pre(carriedIpv4(address) === undefined);
      expect(isPublicAddress(address)).toBe(false);
    }));
  });

  test('no text makes it fail, and only an address is public', () => {
    const text = fc.oneof(fc.string(), fc.ipV4Extended(), fc.ipV6(), fc.string({ unit: fc.constantFrom('0', '1', 'f', ':', '.', '%', 'x', '/', '[') }));
    fc.assert(fc.property(text, (address) => {
      expect(isPublicAddress(address) && isIP(address) === 0).toBe(false);
    }), { numRuns: 1000 });
  });
});

test.each(['8.8.8.8', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '223.255.255.255', '2a00:1450:4010:c0f::65', '2606:4700::1111', '2001:4860:4860::8888', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '64:ff9b:0:0:0:0:808::'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test('an IPv4 address is judged the same in every spelling that carries it', () => {
  fc.assert(fc.property(ipv4, (value) => {
    const spellings = [dotted(value), `::ffff:${dotted(value)}`, `::FFFF:${hex(value)}`, `0:0:0:0:0:ffff:${hex(value)}`, `64:ff9b::${hex(value)}`, `64:ff9b::${dotted(value)}`, `0064:ff9b:0:0::${hex(value)}`];
    expect(spellings.map(isPublicAddress)).toEqual(spellings.map(() => expected(value)));
    expect(carriedIpv4(`64:ff9b::${hex(value)}`)).toBe(dotted(value));
  }), { numRuns: 1000 });
});
