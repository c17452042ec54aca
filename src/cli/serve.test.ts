import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../test/support/server-process.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';

const ENTRY = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Runs `tolmach serve` where it is expected to end by itself. */
function serveAndEnd(folder: string, settings: Readonly<Record<string, string>>): Promise<{ code: number; output: string; complaint: string }> {
  const env = { PATH: process.env['PATH'], TOLMACH_PORT: '0', ...settings };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [ENTRY, 'serve'], { cwd: folder, env }, (_error, output, complaint) => resolve({ code: child.exitCode ?? -1, output, complaint }));
  });
}

describe('a server that cannot start ends with one sentence and exit code 1', () => {
  test('when the port is taken, and leaves no database behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const folder = tempFolder();
    const ended = await serveAndEnd(folder, { TOLMACH_PORT: String(port) });
    expect(ended).toEqual({ code: 1, output: '', complaint: `Port ${port} on 127.0.0.1 is taken by another program: end it, or set TOLMACH_PORT to a free port.\n` });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('when the folder cannot be written to', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'data'), '');
    const ended = await serveAndEnd(folder, {});
    expect(ended).toEqual({ code: 1, output: '', complaint: `Tolmach cannot write to the folder ${join(folder, 'data')} (EEXIST): correct its rights, or set TOLMACH_DATA to another folder.\n` });
  });

  test('when settings are wrong, all of them told', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'tolmach.env'), 'TOLMACH_LOG=loud\n');
    const ended = await serveAndEnd(folder, { TOLMACH_PORT: 'http' });
    expect(ended).toEqual({
      code: 1, output: '',
      complaint: 'TOLMACH_PORT must be a whole number from 0 to 65535, not "http".\nTOLMACH_LOG must be one of silent, fatal, error, warn, info, debug, not "loud".\n',
    });
  });
});

test('a first start shows its secrets once and a call that works; told to end, it finishes what runs', async () => {
  const folder = tempFolder();
  const first = await startServer({ entry: 'source', settings: {}, folder });
  const said = first.output();
  expect(said).toMatch(/login {5}admin@tolmach\.local\n {2}password {2}\w{16}\n {2}API key {3}\w{30}\n/u);
  expect(said).toContain('Demo data is loaded: 300 clients');
  const [, url = '', key = '', login = ''] = /curl -X GET (\S+) .*apikey: (\w+)' -H 'login: ([^']+)'/u.exec(said) ?? [];

  const half = connect(first.port, '127.0.0.1');
  const { pathname } = new URL(url);
  half.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\napikey: ${key}\r\nlogin: ${login}\r\nContent-Length: 24\r\n\r\n{"filter":`);
  const answer = text(half);
  await fetch(`http://127.0.0.1:${first.port}/health`).then((health) => health.text());
  const ended = first.stop();
  half.write('{"type":"a"}}\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*"count"/u);
  expect(await ended).toBe(0);

  const second = await startServer({ entry: 'source', settings: {}, folder });
  expect(second.output()).not.toContain(key);
  expect(second.output().trim().split('\n')).toHaveLength(2);
  expect(await second.stop()).toBe(0);
});
