import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTarget } from './read-target.ts';

const BASE = new URL('https://files.example.ru/a/b?c=d');

describe('what is refused', () => {
  test.each(['', 'example.ru/a', '/etc/passwd', '//example.ru/', 'ftp://example.ru/', 'file:///etc/passwd', 'data:text/plain,a', 'javascript:1', 'gopher://example.ru/', 'http:example.ru', 'http:/example.ru', 'http:\\\\example.ru', 'http:///example.ru', 'http://', 'http://exa mple.ru/', 'http://example.ru:99999/', 'http://[::1/', ' http://example.ru/', 'http://user@example.ru/', 'https://user:secret@example.ru/', 'http://:secret@example.ru/', 'http://example.ru@127.0.0.1/'])('"%s" is no good URL', (text) => {
    expect(readTarget(text)).toEqual({ ok: false, reason: 'bad_url' });
  });

  test.each(['http://2130706433/', 'http://0x7f.1/', 'http://0x7f000001/', 'http://017700000001/', 'http://127.1/', 'http://127.0.1:80/', 'http://0177.0.0.1/', 'http://127.0.0.1./', 'http://１２７.0.0.1/', 'http://134744072/', 'http://%31%32%37.0.0.1/'])('"%s" is an address in disguise', (text) => {
    expect(readTarget(text)).toEqual({ ok: false, reason: 'refused_address' });
    expect(readTarget(text, BASE)).toEqual({ ok: false, reason: 'refused_address' });
  });

  test('a redirect leads to no other protocol and to no password', () => {
    for (const location of ['ftp://example.ru/', 'file:///etc/passwd', 'javascript:1', 'http://user:secret@example.ru/', 'http://[', '//0x7f.1/'])
      expect(readTarget(location, BASE).ok).toBe(false);
  });
});

test('a URL of http or https is taken, whatever its port, path and letters', () => {
  for (const text of ['http://example.ru', 'HTTPS://Example.ru:8443/a%20b?q=1#part', 'http://файлы.рф/отчёт.pdf', 'http://8.8.8.8/', 'http://[2a00:1450::1]:81/'])
    expect(readTarget(text)).toEqual({ ok: true, url: new URL(text) });
});

test('a redirect may be written in short', () => {
  for (const [location, address] of [['/x', 'https://files.example.ru/x'], ['y?z', 'https://files.example.ru/a/y?z'], ['//8.8.8.8/', 'https://8.8.8.8/'], ['http://example.com', 'http://example.com/']] as const)
    expect(readTarget(location, BASE)).toEqual({ ok: true, url: new URL(address) });
  expect(readTarget('next', new URL('http://8.8.8.8/a'))).toEqual({ ok: true, url: new URL('http://8.8.8.8/next') });
});

test('no spelling of a number passes for a name: what is taken is a name or an address as it is written', () => {
  const part = fc.tuple(fc.nat(2 ** 32), fc.constantFrom(10, 16, 8)).map(([value, base]) => `${{ 10: '', 16: '0x', 8: '0' }[base]}${value.toString(base)}`);
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
    const written = parts.join('.');
    const target = readTarget(`http://${written}/`);
    expect(target.ok ? target.url.hostname : written).toBe(written);
  }), { numRuns: 1000 });
});
