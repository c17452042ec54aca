import type { Dice } from './dice.ts';
import type { RequestParts } from './requests.ts';

/** A request whose head lies about where it ends. */
export function oddFraming(dice: Dice, { method = 'POST', path, headers, body }: RequestParts): readonly Buffer[] {
  const head = (...lines: readonly string[]): Buffer => Buffer.from(`${[`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', ...headers, ...lines].join('\r\n')}\r\n\r\n`);
  const chunked = 'transfer-encoding: chunked';
  const chunk = (size: string, data: Buffer): Buffer => Buffer.concat([Buffer.from(`${size}\r\n`), data, Buffer.from('\r\n')]);
  const right = (data: Buffer): Buffer => chunk(data.length.toString(16), data);
  const half = body.subarray(0, Math.floor(body.length / 2));
  const last = Buffer.from('0\r\n\r\n');
  const framings: readonly (() => readonly Buffer[])[] = [
    () => [head(`content-length: ${body.length + 1 + dice.number(1000)}`), body],
    () => [head(`content-length: ${Math.max(0, body.length - 1 - dice.number(50))}`), body],
    () => [head(`content-length: ${dice.pick(['-1', 'abc', '1e3', '0x10', '99999999999999999999', ' ', '1, 1', '+5', '5 5'])}`), body],
    () => [head(`content-length: ${body.length}`, `content-length: ${body.length + 1}`), body],
    () => [head(`content-length: ${body.length}`, chunked), right(body), last],
    () => [head(), body],
    () => [head(chunked), right(half), right(body.subarray(half.length)), last],
    () => [head(chunked), chunk(`${body.length.toString(16)};name=value;x="y"`, body), last],
    () => [head(chunked), right(body), Buffer.from('0\r\nx-trailer: 1\r\napikey: other\r\n\r\n')],
    () => [head(chunked), right(body)],
    () => [head(chunked), chunk(dice.pick(['zz', '-1', '', 'ffffffffffffffff', '1g', '0x5', ' 5', '5 ']), body), last],
    () => [head(chunked), chunk((body.length + 5).toString(16), body), last],
    () => [head(chunked), ...[...half.subarray(0, 300)].map((byte) => right(Buffer.from([byte]))), last],
    () => [head(chunked), Buffer.from(`${'0'.repeat(dice.pick([10, 30_000]))}5\r\nhello\r\n0\r\n\r\n`)],
    () => [head(dice.pick(['transfer-encoding: gzip', 'transfer-encoding: chunked, gzip', 'transfer-encoding: xchunked', 'transfer-encoding:\tchunked', 'transfer-encoding: chunked\r\ntransfer-encoding: chunked'])), right(body), last],
    () => [head(`content-length: ${dice.pick([11_000_000, 200_000_000, 9_007_199_254_740_991])}`), body],
    () => [Buffer.from(`${method} ${path} HTTP/${dice.pick(['1.0', '2.0', '0.9', '1.2', '9.9', '1', 'x'])}\r\n${headers.join('\r\n')}\r\ncontent-length: ${body.length}\r\n\r\n`), body],
    () => [Buffer.from(`${method} ${path} HTTP/1.1\nhost: 127.0.0.1\ncontent-length: ${body.length}\n\n`), body],
    () => [Buffer.from(`${method} ${path}\r\n\r\n`)],
    () => [Buffer.from(`${method} ${path} HTTP/1.1\r\nhost`)],
  ];
  return dice.pick(framings)().filter((piece) => piece.length > 0);
}

/** Bytes that are no HTTP at all. */
export function oddGarbage(dice: Dice): Buffer {
  const kinds: readonly (() => Buffer)[] = [
    () => dice.bytes(1 + dice.number(2000)),
    () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03, ...dice.bytes(300)]),
    () => Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    () => Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'),
    () => Buffer.from('\r\n'.repeat(1 + dice.number(200))),
    () => Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'),
    () => Buffer.from('{"clid":1}'),
    () => Buffer.alloc(1 + dice.number(5000)),
    () => Buffer.from('GET '.repeat(dice.number(5000) + 1)),
    () => Buffer.from('PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\nGET / HTTP/1.1\r\n\r\n'),
  ];
  return dice.pick(kinds)();
}
