import { BlockList, isIP } from 'node:net';
import { carriedIpv4, isPublicAddress } from './public-address.ts';

/** What may be reached: the open internet, and what the operator adds to it. */
export interface Allowance {
  /** Whether the operator vouches for this name, wherever it leads. */
  hasName(host: string): boolean;
  hasAddress(address: string): boolean;
}

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Reads ranges (`10.0.0.0/8`, `fd00::/8`), addresses and host names; undefined when a text is none of them. */
export function createAllowance(entries: readonly string[]): Allowance | undefined {
  const names = new Set<string>();
  const list = new BlockList();
  for (const entry of entries) {
    const range = readRange(entry);
    const name = readName(entry);
    if (range !== undefined) list.addSubnet(range.address, range.bits, range.family);
    else if (name !== undefined) names.add(name);
    else return undefined;
  }
  const listed = (address: string | undefined): boolean => address !== undefined && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return {
    hasName: (host) => names.has(bareName(host)),
    hasAddress: (address) => isPublicAddress(address) || (isIP(address) !== 0 && (listed(address) || listed(carriedIpv4(address)))),
  };
}

/** A host name as it is compared: small letters, no closing point. */
export function bareName(host: string): string {
  return host.toLowerCase().replace(/\.$/u, '');
}

function readRange(text: string): Range | undefined {
  const [, address = '', written] = /^([^/%]+)(?:\/(\d{1,3}))?$/u.exec(text) ?? [];
  const family = isIP(address);
  if (family === 0) return undefined;
  const most = family === 4 ? 32 : 128;
  const bits = written === undefined ? most : Number(written);
  return bits > most ? undefined : { address, bits, family: family === 4 ? 'ipv4' : 'ipv6' };
}

/** The name as URLs carry it (`файлы.рф` becomes `xn--…`); `10.0.0` is a slip and no name. */
function readName(text: string): string | undefined {
  if (!/^[\p{L}\p{N}._-]+$/u.test(text) || !URL.canParse(`http://${text}/`)) return undefined;
  const name = bareName(new URL(`http://${text}/`).hostname);
  return isIP(name) === 0 ? name : undefined;
}
