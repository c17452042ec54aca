import { BlockList, isIP } from 'node:net';

/** IPv4 that is nobody's on the open internet, after the IANA registry of special purposes. */
const SPECIAL_IPV4 = blockList('ipv4', [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
  // Looks public, and is the host under a machine at Azure, with the secrets of that machine.
  '168.63.129.16/32',
]);
/** All that IPv6 has given out for the open internet. */
const GLOBAL_IPV6 = blockList('ipv6', ['2000::/3']);
/** What is special within it: protocols (Teredo among them), documentation, 6to4. */
const SPECIAL_IPV6 = blockList('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);
/** An IPv4 address in other clothes: mapped, and behind a NAT64. */
const CARRIES_IPV4 = blockList('ipv6', ['::ffff:0:0/96', '64:ff9b::/96']);

/** Whether an address (text, IPv4 or IPv6) is one of the open internet; what is no address is not. */
export function isPublicAddress(address: string): boolean {
  const bare = carriedIpv4(address) ?? address;
  switch (isIP(bare)) {
    case 4: return !SPECIAL_IPV4.check(bare, 'ipv4');
    case 6: return !bare.includes('%') && GLOBAL_IPV6.check(bare, 'ipv6') && !SPECIAL_IPV6.check(bare, 'ipv6');
    default: return false;
  }
}

/** The IPv4 address that an IPv6 address stands for (`::ffff:10.0.0.1`, `64:ff9b::a00:1`): `10.0.0.1`. */
export function carriedIpv4(address: string): string | undefined {
  if (isIP(address) !== 6 || address.includes('%') || !CARRIES_IPV4.check(address, 'ipv6')) return undefined;
  // As URLs write it: in hexadecimal, and with `::` in the middle of both prefixes.
  const [, canonical = ''] = /\[(.+)\]/u.exec(new URL(`http://[${address}]/`).host) ?? [];
  const groups = canonical.replace('::', ':0:0:').split(':').map((group) => (group === '' ? 0 : Number.parseInt(group, 16)));
  const [high = 0, low = 0] = groups.slice(-2);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function blockList(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
