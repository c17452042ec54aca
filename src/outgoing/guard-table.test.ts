import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGuardedPost, type Answer } from './guarded-post.ts';

let visits = 0;
let port = '';
const server = createServer((request, reply) => { visits++; request.resume(); reply.end('reached'); });
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address: AddressInfo | string | null = server.address();
  port = typeof address === 'object' && address !== null ? String(address.port) : '';
});
afterAll(() => { server.closeAllConnections(); server.close(); });

/** What DNS answers by heart: the first time, and from the second time on. */
type Answers = readonly [first: readonly string[], later?: readonly string[]];

function dns([first, later = first]: Answers): LookupFunction {
  let asked = 0;
  return (_host, options, callback) => {
    const found = (asked++ === 0 ? first : later).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const [one = { address: '', family: 4 }] = found;
    process.nextTick(() => (options.all === true ? callback(null, found) : callback(null, one.address, one.family)));
  };
}

interface Surroundings {
  readonly allow?: readonly string[];
  readonly answers?: Answers;
  readonly times?: number;
}

/** What became of the last of several requests to a URL; `PORT` in it stands for a port where somebody listens. */
async function send(text: string, { allow = [], answers = [['127.0.0.1']], times = 1 }: Surroundings): Promise<Answer> {
  const post = createGuardedPost({ allowPrivate: allow, version: '1', connections: 1, lookup: dns(answers) });
  try {
    const one = (): Promise<Answer> => post.send({ url: text.replaceAll('PORT', port), method: 'POST', headers: { connection: 'close' }, body: '{}', timeoutMs: 5_000 });
    for (let index = 1; index < times; index++) await one();
    return await one();
  } finally {
    await post.close();
  }
}

/** `refused` where nothing came through; else what went wrong. */
async function fate(text: string, surroundings: Surroundings, errors: readonly string[] = ['refused_address']): Promise<string> {
  const before = visits;
  const { status, error } = await send(text, surroundings);
  return visits === before && status === null && errors.includes(error ?? '') ? 'refused' : `${text} came to ${String(status ?? error)}`;
}

const IPV4: readonly string[] = [
  // This host, and "this network".
  '0.0.0.0', '0.0.0.1', '0.1.2.3', '0.255.255.255',
  // Private.
  '10.0.0.0', '10.0.0.1', '10.1.2.3', '10.255.255.255', '172.16.0.1', '172.20.10.2', '172.31.255.255', '192.168.0.1', '192.168.1.1', '192.168.255.255',
  // Between providers and their customers.
  '100.64.0.1', '100.100.100.200', '100.127.255.254',
  // Loopback.
  '127.0.0.1', '127.0.0.2', '127.1.1.1', '127.255.255.255',
  // Link-local, with the services of clouds that tell a machine its secrets.
  '169.254.0.1', '169.254.169.254', '169.254.169.253', '169.254.170.2', '169.254.255.255', '168.63.129.16', '192.0.0.192',
  // Protocols, documentation, benchmarks, the old way from 6to4.
  '192.0.0.1', '192.0.0.170', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1',
  // To many, reserved, to all.
  '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.254', '255.255.255.255',
];

const IPV6: readonly string[] = [
  '::', '::1', '0:0:0:0:0:0:0:1', '::2', '::ffff', '::7f00:1', '::127.0.0.1', '::10.0.0.1', '::8.8.8.8',
  // IPv4 in the clothes of IPv6.
  '::ffff:127.0.0.1', '::ffff:7f00:1', '::FFFF:7F00:0001', '0:0:0:0:0:ffff:7f00:1', '::ffff:0:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a00:1', '::ffff:192.168.1.1', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '::ffff:0.0.0.0', '::ffff:100.64.0.1', '::ffff:255.255.255.255',
  // Behind a NAT64, well-known and local.
  '64:ff9b::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b::192.168.0.1', '64:ff9b:1::1', '64:ff9b:1::7f00:1', '64:ff9b:1::808:808',
  // 6to4 and Teredo, whatever address they carry.
  '2002::1', '2002:7f00:1::', '2002:a00:1::1', '2002:c0a8:101::1', '2002:a9fe:a9fe::', '2002:808:808::1', '2001::1', '2001:0:7f00:1::', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:10::1', '2001:20::1',
  // Private, link-local, once site-local, metadata of clouds.
  'fc00::1', 'fc00:ec2::254', 'fd00::1', 'fd12:3456:789a::1', 'fd00:ec2::254', 'fd20:ce::254', 'fdff:ffff::1', 'fe80::1', 'fe80::a9fe:a9fe', 'febf::1', 'fec0::1',
  // To many, dropped, documentation, never given out.
  'ff01::1', 'ff02::1', 'ff05::2', 'ff0e::1', '100::1', '2001:db8::1', '3fff::1', '5f00::1', '4000::1', '8000::1', 'e000::1',
];

/** Numbers that a browser would take for an address; also where they stand for one of the open internet. */
const DISGUISED: readonly string[] = [
  '2130706433', '02130706433', '017700000001', '0x7f000001', '0X7F000001', '0x7f.1', '0x7f.0.0.1', '0x7f.0x0.0x0.0x1', '127.1', '127.0.1', '127.0.0.01', '127.0.0.0x1', '0177.1', '0177.0.0.1', '0177.0.0.01', '00000177.0.0.1', '127.0.0.1.', '0x7f.0.1', '127.65535',
  '0', '00', '0x0', '0.0', '1', '167772161', '0xa000001', '012.0.0.1', '10.1', '0xa.0.0.1', '3232235777', '0xc0a80101', '0300.0250.1.1', '192.168.257', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '0xa9.0xfe.0xa9.0xfe', '169.254.43518', '169.16689662', '025177524776', '2886729729', '4294967295', '134744072', '010.8.8.8', '8.8.2056',
  '１２７.0.0.1', '１２７．０．０．１', '127。0。0。1', '①②⑦.0.0.1', '127.0.0.①', '%31%32%37.0.0.1', '127%2e0%2e0%2e1', '127.0.0.%31', '１６９.254.169.254', '%30x7f.1', '0x7f｡1', '𝟏𝟐𝟕.0.0.1',
];

const LOCAL_NAMES: readonly string[] = [
  'localhost', 'LOCALHOST', 'LocalHost', 'localhost.', 'a.localhost', 'a.b.localhost.', 'www.LOCALHOST', 'ｌｏｃａｌｈｏｓｔ', 'ⓛocalhost', 'loc%61lhost', '%6c%6f%63%61%6c%68%6f%73%74', 'localhos\u00adt',
];

/** Names that anybody may own, or that a cloud or an office answers. */
const INNER_NAMES: readonly string[] = [
  'metadata.google.internal', 'metadata', 'metadata.google.internal.', 'instance-data', 'instance-data.ec2.internal', 'kubernetes.default.svc', 'host.docker.internal', 'router.lan', 'db', 'crm.corp.example', '127.0.0.1.nip.example', 'localtest.example', 'xn--80asg7a0b.xn--p1ai', 'файлы.рф', 'localhost.example', 'notlocalhost', '127.0.0.1.example', '1.example', '0x7f.1.example',
];

const BAD_URLS: readonly string[] = [
  '', ' ', 'example.ru', '/', '//127.0.0.1/', '?', '#', 'http', 'http:', 'http:/', 'http://', 'http:///', 'http:127.0.0.1', 'http:/127.0.0.1/', 'http:///127.0.0.1/', 'http:\\\\127.0.0.1\\', 'http:\\127.0.0.1', 'http://\\127.0.0.1/', ' http://127.0.0.1/', '\thttp://127.0.0.1/', '\u0000http://127.0.0.1/',
  'ftp://127.0.0.1/', 'file:///etc/passwd', 'file://127.0.0.1/etc/passwd', 'gopher://127.0.0.1:6379/_INFO', 'dict://127.0.0.1:11211/', 'ldap://127.0.0.1/', 'ws://127.0.0.1/', 'wss://127.0.0.1/', 'data:text/plain,a', 'javascript:alert(1)', 'blob:http://127.0.0.1/a', 'jar:http://127.0.0.1!/', 'unix:/var/run/docker.sock', 'http+unix://%2Fvar%2Frun%2Fdocker.sock/', 'view-source:http://127.0.0.1/', 'httpx://127.0.0.1/', 'h ttp://127.0.0.1/',
  'http://user@127.0.0.1/', 'http://user:secret@127.0.0.1/', 'http://:secret@127.0.0.1/', 'http://8.8.8.8@127.0.0.1/', 'http://8.8.8.8:80@127.0.0.1/', 'http://127.0.0.1@8.8.8.8/', 'http://8.8.8.8%40@127.0.0.1/', 'https://user@example.ru/', 'http://a:b@c@127.0.0.1/',
  'http://127.0.0.1:65536/', 'http://127.0.0.1:-1/', 'http://127.0.0.1:80:80/', 'http://127.0.0.1:a/', 'http://127.0.0.1:0x50/',
  'http://[::1/', 'http://::1/', 'http://[::1]]/', 'http://[fe80::1%25eth0]/', 'http://[fe80::1%eth0]/', 'http://[::1%251]/', 'http://[::ffff:127.0.0.1.]/', 'http://[::ffff:0x7f.1]/', 'http://[127.0.0.1]/', 'http://[1::2::3]/', 'http://[]/', 'http://[::12345]/',
  'http://256.0.0.1/', 'http://127.0.0.1.1/', 'http://4294967296/', 'http://0x100000000/', 'http://1.2.3.4.5/', 'http://09.0.0.1/', 'http://127..0.1/', 'http://exa mple.ru/', 'http://a<b/', 'http://a^b/', 'http://%/', 'http://%00/', 'http://a%00.ru/', 'http://xn--a/',
];

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

test('the table is long enough to be trusted', () => {
  expect(new Set([...IPV4, ...IPV6, ...DISGUISED, ...LOCAL_NAMES, ...INNER_NAMES, ...BAD_URLS]).size).toBeGreaterThanOrEqual(250);
});

describe('an address of the operator’s network is never reached', () => {
  test.each([...IPV4, ...IPV6])('%s, as it is, by either scheme, and behind a name', async (address) => {
    expect(await fate(`http://${bracketed(address)}:PORT/hook`, {})).toBe('refused');
    expect(await fate(`https://${bracketed(address)}/`, {})).toBe('refused');
    expect(await fate('http://innocent.example:PORT/', { answers: [[address]] })).toBe('refused');
    expect(await fate('http://innocent.example:PORT/', { answers: [['8.8.8.8', address]] })).toBe('refused');
    expect(await fate('https://innocent.example/', { answers: [[address, '2a00:1450::1']] })).toBe('refused');
  });

  test.each(DISGUISED)('%s, which is a number and no name', async (host) => {
    expect(await fate(`http://${host}:PORT/`, {}, ['refused_address', 'bad_url'])).toBe('refused');
    // Nor where the operator has opened it: who writes so hides something.
    expect(await fate(`http://${host}:PORT/`, { allow: ['0.0.0.0/0'] }, ['refused_address', 'bad_url'])).toBe('refused');
  });

  test.each(LOCAL_NAMES)('%s, wherever it leads', async (host) => {
    expect(await fate(`http://${host}:PORT/`, { answers: [['8.8.8.8']] })).toBe('refused');
  });

  test.each(INNER_NAMES)('%s, where it leads inside', async (host) => {
    expect(await fate(`http://${host}:PORT/`, { answers: [['127.0.0.1']] }, ['refused_address', 'bad_url'])).toBe('refused');
    expect(await fate(`http://${host}:PORT/`, { answers: [['169.254.169.254']] }, ['refused_address', 'bad_url'])).toBe('refused');
    expect(await fate(`http://${host}:PORT/`, { answers: [[]] }, ['refused_address', 'bad_url'])).toBe('refused');
  });

  test.each(BAD_URLS)('"%s", which is no good URL', async (text) => {
    expect(await fate(text, {}, ['bad_url', 'refused_address'])).toBe('refused');
  });
});

describe('what the operator opens', () => {
  test.each([
    ['an address', 'http://127.0.0.1:PORT/', { allow: ['127.0.0.1'] }],
    ['a network', 'http://127.0.0.1:PORT/', { allow: ['127.0.0.0/8'] }],
    ['one network of several', 'http://127.0.0.1:PORT/', { allow: ['10.0.0.0/8', '127.0.0.0/8', 'fd00::/8'] }],
    ['an address in the clothes of IPv6', 'http://[::ffff:127.0.0.1]:PORT/', { allow: ['127.0.0.1'] }],
    ['a name', 'http://hooks.corp:PORT/', { allow: ['hooks.corp'] }],
    ['a name in other letters', 'http://HOOKS.Corp:PORT/', { allow: ['hooks.corp'] }],
    ['a name with a closing point', 'http://hooks.corp.:PORT/', { allow: ['hooks.corp'] }],
    ['a name in Cyrillic', 'http://файлы.рф:PORT/', { allow: ['файлы.рф'] }],
    ['localhost by its name', 'http://localhost:PORT/', { allow: ['localhost'] }],
    ['a name that leads into an open network', 'http://any.example:PORT/', { allow: ['127.0.0.1'] }],
    ['a name that leads there still', 'http://any.example:PORT/', { allow: ['127.0.0.0/8'], answers: [['127.0.0.1'], ['127.0.0.1']], times: 2 }],
  ] satisfies readonly (readonly [string, string, Surroundings])[])('%s is reached', async (_title, text, surroundings) => {
    expect(await send(text, surroundings)).toMatchObject({ status: 200, error: null, response: 'reached' });
  });

  test.each([
    ['another address', 'http://127.0.0.1:PORT/', { allow: ['127.0.0.2'] }],
    ['an address beside the network', 'http://127.0.0.1:PORT/', { allow: ['127.0.1.0/24'] }],
    ['the same number in IPv6', 'http://[::1]:PORT/', { allow: ['127.0.0.0/8'] }],
    ['an address by the right of its name', 'http://127.0.0.1:PORT/', { allow: ['hooks.corp'] }],
    ['a name below', 'http://a.hooks.corp:PORT/', { allow: ['hooks.corp'] }],
    ['a name above', 'http://corp:PORT/', { allow: ['hooks.corp'] }],
    ['localhost by the right of its address', 'http://localhost:PORT/', { allow: ['127.0.0.1'] }],
    ['a name that leads into an open network and beside it', 'http://any.example:PORT/', { allow: ['127.0.0.1'], answers: [['127.0.0.1', '127.0.0.2']] }],
    ['a name that has changed its mind', 'http://any.example:PORT/', { allow: ['127.0.0.2'], answers: [['127.0.0.2'], ['127.0.0.1']], times: 2 }],
    ['a name that has changed its mind for the metadata of a cloud', 'http://any.example:PORT/', { allow: ['127.0.0.2'], answers: [['127.0.0.2'], ['169.254.169.254']], times: 2 }],
  ] satisfies readonly (readonly [string, string, Surroundings])[])('%s stays closed', async (_title, text, surroundings) => {
    expect(await fate(text, surroundings)).toBe('refused');
  });
});
