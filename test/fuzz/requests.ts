import { oddCall, toForm, toJson } from './calls.ts';
import { diceOf, type Dice } from './dice.ts';
import { oddFraming, oddGarbage } from './framings.ts';
import { oddText } from './values.ts';

/** What the server must do with the bytes: answer each request, or answer or close, whichever. */
export type Duty = { readonly kind: 'answer'; readonly count: number } | { readonly kind: 'answer_or_close' };

export interface FuzzRequest {
  readonly family: string;
  /** Sent one after the other, with a short pause between. */
  readonly pieces: readonly Buffer[];
  /** No more bytes follow, and the peer says so. */
  readonly halfClose: boolean;
  readonly duty: Duty;
  /** The answer to HEAD has no body. */
  readonly head: boolean;
}

export interface FuzzTarget {
  readonly key: string;
  readonly login: string;
}

export interface RequestParts {
  readonly method?: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

const ANSWER: Duty = { kind: 'answer', count: 1 };
const EITHER: Duty = { kind: 'answer_or_close' };
const NONE = Buffer.alloc(0);
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
const RARE_METHODS = ['TRACE', 'PROPFIND', 'LOCK', 'MKCOL', 'get', 'Post', 'FOO', 'G\0T', '', 'POST POST', 'CONNECT', 'PRI', 'M-SEARCH'];
const TYPES = [
  'application/json', 'application/json; charset=utf-8', 'application/json;charset=windows-1251', 'APPLICATION/JSON', 'application/json, text/plain', 'application/jsonx', 'text/json', 'text/plain', 'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=koi8-r', 'multipart/form-data', 'multipart/mixed; boundary=', 'application/xml', 'application/octet-stream', 'a', '/', ';', '', 'json', 'image/png; q=\x7f', `x/${'y'.repeat(2000)}`,
];
const PATHS = [
  '/', '/health', '/developer', '/developer/v3', '/developer/v3/', '/developer/v3//client//list', '/developer/v3/client', '/developer/v3/client/', '/developer/v3/client/list/', '/developer/v3/client/list/extra/more', '/DEVELOPER/V3/CLIENT/LIST',
  '/developer/v3/%63lient/list', '/developer/v3/client%2Flist', '/developer/v3/client/%', '/developer/v3/client/%zz', '/developer/v3/client/%c3%28', '/developer/v3/%00', '/developer/v3/../v3/client/list', '/developer/v3/client/..%2f..%2fetc', '/developer/v3/__proto__/list', '/developer/v3/client/__proto__',
  '/developer/v3/constructor/name', '/developer/v3/client/toString', '/developer/v3/client/action=list&word=a', '/developer/v3/client/action=list&filter[a]=%', '/developer/v3/client/action=%00&a', '/developer/v3/client;jsessionid=1/list', '/developer/v3/client/list#frag', '/developer/v3/клиент/список', '/\ud83d', '*', '//', '/?', '/%', '/%%%',
  '/developer/v3/client/list?%', '/developer/v3/client/list?a[b]=1&a=2&a[]=3', '/developer/v3/client/list?__proto__[x]=1', `/developer/v3/client/${'a'.repeat(9000)}`, `/developer/v3/${'x/'.repeat(400)}`, `/developer/v3/client/list?${'a=1&'.repeat(3000)}`, 'http://example.org/developer/v3/client/list', 'developer/v3', '/robots.txt', '/favicon.ico', '/.git/config',
];

/** Request number `index` of a seed; always the same. */
export function makeRequest(seed: number, index: number, target: FuzzTarget): FuzzRequest {
  const dice = diceOf(seed * 1_000_003 + index);
  const roll = dice.number(100);
  if (roll < 34) return whole('json', { ...jsonCall(dice, target) });
  if (roll < 44) return whole('form', formCall(dice, target));
  if (roll < 51) return whole('query', queryCall(dice, target));
  if (roll < 58) return whole('multipart', multipartCall(dice, target));
  if (roll < 67) return whole('broken json', brokenJson(dice, target));
  if (roll < 72) return whole('path', { ...jsonCall(dice, target), path: dice.pick(PATHS) }, EITHER);
  if (roll < 78) return whole('headers', oddHeaders(dice, target), EITHER);
  if (roll < 82) return oddMethod(dice, target);
  if (roll < 85) return pipelined(dice, target);
  if (roll < 88) return slow(dice, target);
  if (roll < 94) return { family: 'framing', halfClose: true, duty: EITHER, head: false, pieces: oddFraming(dice, jsonCall(dice, target)) };
  if (roll < 98) return { family: 'mutated', halfClose: true, duty: EITHER, head: false, pieces: [mutate(dice, toBytes(jsonCall(dice, target)))] };
  return { family: 'garbage', halfClose: true, duty: EITHER, head: false, pieces: [oddGarbage(dice)] };
}

function whole(family: string, parts: RequestParts, duty: Duty = ANSWER): FuzzRequest {
  return { family, pieces: [toBytes(parts)], halfClose: false, duty, head: false };
}

/** A request with the length of its body as it is. */
export function toBytes({ method = 'POST', path, headers, body }: RequestParts): Buffer {
  const head = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', ...headers, `content-length: ${body.length}`].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'utf8'), body]);
}

function credentials(dice: Dice, { key, login }: FuzzTarget): readonly string[] {
  const roll = dice.number(20);
  if (roll === 0) return [];
  if (roll === 1) return [`apikey: ${key}x`, `login: ${login}`];
  if (roll === 2) return [`apikey: ${key}`, 'login: nobody'];
  if (roll === 3) return [`ApiKey:${key}`, `apikey: ${key}`, `LOGIN:   ${login}  `];
  return [`apikey: ${key}`, `login: ${login}`];
}

function jsonCall(dice: Dice, target: FuzzTarget): RequestParts {
  const call = oddCall(dice);
  return { method: dice.pick(METHODS.slice(0, 5)), path: `/developer/v3/${call.call}`, headers: ['content-type: application/json', ...credentials(dice, target)], body: Buffer.from(toJson(call)) };
}

function formCall(dice: Dice, target: FuzzTarget): RequestParts {
  const call = oddCall(dice);
  return { path: `/developer/v3/${call.call}`, headers: ['content-type: application/x-www-form-urlencoded', ...credentials(dice, target)], body: Buffer.from(toForm(call, dice)) };
}

function queryCall(dice: Dice, target: FuzzTarget): RequestParts {
  const call = oddCall(dice);
  const query = toForm(call, dice).slice(0, 20_000);
  const separator = dice.chance(0.9) ? '?' : '/action=list&';
  return { method: 'GET', path: `/developer/v3/${call.call}${separator}${query.replaceAll(/[\s\0]/gu, '+')}&apikey=${target.key}&login=${encodeURIComponent(target.login)}`, headers: [], body: NONE };
}

function multipartCall(dice: Dice, target: FuzzTarget): RequestParts {
  const { call, members } = oddCall(dice);
  const boundary = dice.pick(['b0undary', '----WebKitFormBoundary7MA4', 'a', "'()+_,-./:=?", 'x'.repeat(70)]);
  const parts = members.map(([name, json]) => {
    const disposition = dice.pick([`form-data; name="${name}"`, `form-data; name="${name}[]"`, `form-data; name="${name}"; filename="f.bin"`, 'form-data', `attachment; name=${name}`, `form-data; name="${'n'.repeat(300)}"`, `form-data; name*=utf-8''%`]);
    const ending = dice.chance(0.9) ? '\r\n\r\n' : dice.pick(['\r\n', '\n\n', '']);
    return Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}${ending}`), dice.chance(0.1) ? dice.bytes(50) : Buffer.from(json), Buffer.from('\r\n')]);
  });
  const end = Buffer.from(dice.pick([`--${boundary}--\r\n`, `--${boundary}--\r\n`, `--${boundary}--\r\n`, `--${boundary}\r\n`, '', '--', `--${boundary}--junk behind`]));
  const type = dice.chance(0.8) ? `multipart/form-data; boundary=${/^[\w-]+$/u.test(boundary) ? boundary : `"${boundary}"`}` : dice.pick(['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary="', 'multipart/related; boundary=other', `multipart/form-data; boundary=${'z'.repeat(500)}`]);
  return { path: `/developer/v3/${call}`, headers: [`content-type: ${type}`, ...credentials(dice, target)], body: Buffer.concat([...parts, end]) };
}

function brokenJson(dice: Dice, target: FuzzTarget): RequestParts {
  const call = jsonCall(dice, target);
  const text = call.body.toString('utf8');
  const breakings: readonly (() => Buffer)[] = [
    () => call.body.subarray(0, dice.number(call.body.length + 1)),
    () => Buffer.concat([call.body, dice.bytes(1 + dice.number(5))]),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from(text.replaceAll('"', "'")),
    () => Buffer.from(text.replaceAll(':', ',')),
    () => Buffer.from('['.repeat(dice.pick([100, 5000, 200_000]))),
    () => Buffer.from(`${'{"filter":'.repeat(dice.pick([60, 64, 5000, 60_000]))}1`),
    () => Buffer.from(`{"title":"${'\\u0000'.repeat(dice.number(1000))}"}`),
    () => Buffer.concat([Buffer.from('{"title":"'), dice.pick([Buffer.from([0xff, 0xfe]), Buffer.from([0xc0, 0x80]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xf4, 0x90, 0x80, 0x80]), Buffer.from([0xd0])]), Buffer.from('"}')]),
    () => Buffer.from(`{"clid":1,"clid":2,"clid":${dice.pick(['[]', '{}', 'null', '3'])},"title":"a","title":null}`),
    () => Buffer.from(dice.pick(['null', '1', '"text"', '[]', '[{}]', 'true', 'NaN', '{clid:1}', '{"a":1,}', '// c\n{}', '{"a":01}', '{"a":+1}', '{"a":.5}', '{"a":"\t"}', '{"\\ud800":1}', '{"a":"\\x41"}', ' ', '\0'])),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(`{"__proto__":{"administrator":true},"constructor":{"prototype":{"x":1}},"clid":1}`),
    () => Buffer.from(`{${Array.from({ length: dice.pick([50, 3000]) }, (_, index) => `"k${index}":${index}`).join(',')}}`),
  ];
  return { ...call, body: dice.pick(breakings)() };
}

function oddHeaders(dice: Dice, target: FuzzTarget): RequestParts {
  const call = jsonCall(dice, target);
  const extra: readonly (() => readonly string[])[] = [
    () => [`content-type: ${dice.pick(TYPES)}`],
    () => [`x-long: ${'h'.repeat(dice.pick([1000, 15_000, 60_000, 70_000, 200_000]))}`],
    () => Array.from({ length: dice.pick([50, 500, 3000]) }, (_, index) => `x-${index}: ${index}`),
    () => Array.from({ length: 20 }, () => `apikey: ${target.key}`),
    () => [`login: ${oddText(dice).replaceAll(/[\r\n\0]/gu, ' ').slice(0, 500)}`],
    () => ['expect: 100-continue'], () => ['expect: the unexpected'], () => ['upgrade: websocket', 'connection: upgrade'], () => ['upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP__', 'connection: upgrade, http2-settings'],
    () => ['content-encoding: gzip'], () => ['content-encoding: br'], () => ['transfer-encoding: identity'], () => ['connection: close'], () => ['connection: keep-alive, close, foo'], () => ['keep-alive: timeout=99999999'],
    () => ['x-forwarded-for: 1.2.3.4, unknown, \x01'], () => ['accept: application/xml'], () => ['range: bytes=0-1'], () => ['if-match: *'], () => ['host: other', 'host: third'], () => ['cookie: ' + 'a=b; '.repeat(500)],
    () => ['bad header line'], () => [': no name'], () => ['name : space'], () => [' folded: line'], () => ['x:\x01\x02'], () => ['authorization: Basic !!!!'], () => ['x-http-method-override: DELETE'], () => ['accept-encoding: ' + 'gzip,'.repeat(300)],
  ];
  return { ...call, headers: [...call.headers, ...dice.pick(extra)()] };
}

function oddMethod(dice: Dice, target: FuzzTarget): FuzzRequest {
  const usual = dice.chance(0.6);
  const method = dice.pick(usual ? METHODS : RARE_METHODS);
  const bytes = toBytes({ ...jsonCall(dice, target), method });
  return { family: `method ${JSON.stringify(method)}`, pieces: [bytes], halfClose: false, duty: usual ? ANSWER : EITHER, head: method === 'HEAD' };
}

function pipelined(dice: Dice, target: FuzzTarget): FuzzRequest {
  const count = 2 + dice.number(6);
  const all = Buffer.concat(Array.from({ length: count }, () => toBytes(jsonCall(dice, target))));
  return { family: 'pipelined', pieces: [all], halfClose: dice.chance(0.3), duty: { kind: 'answer', count }, head: false };
}

function slow(dice: Dice, target: FuzzTarget): FuzzRequest {
  const bytes = toBytes(dice.chance(0.5) ? jsonCall(dice, target) : multipartCall(dice, target));
  const cuts = Array.from({ length: 1 + dice.number(8) }, () => dice.number(bytes.length)).toSorted((left, right) => left - right);
  const pieces = [...cuts, bytes.length].map((end, index) => bytes.subarray(index === 0 ? 0 : cuts[index - 1], end)).filter((piece) => piece.length > 0);
  return { family: 'in pieces', pieces, halfClose: dice.chance(0.5), duty: ANSWER, head: false };
}

/** Some bytes changed, lost or added, anywhere. */
function mutate(dice: Dice, bytes: Buffer): Buffer {
  let changed = Buffer.from(bytes);
  for (let count = 1 + dice.number(6); count > 0; count--) {
    const at = dice.number(changed.length + 1);
    const added = dice.chance(0.6) ? dice.bytes(dice.number(4)) : Buffer.from(dice.pick(['\r\n', '\r\n\r\n', ' ', '\0', '0', ':', '%', '"', 'HTTP/1.1']));
    changed = Buffer.concat([changed.subarray(0, at), added, changed.subarray(Math.min(changed.length, at + dice.number(4)))]);
  }
  return changed;
}
