import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { tolmachIn } from '../../../test/support/tolmach.ts';

test('wrong settings are all told, and the rest is not guessed', async () => {
  const ran = await tolmachIn(tempFolder(), { TOLMACH_PORT: 'x', TOLMACH_DEMO: 'x' })(['doctor']);
  expect(ran.code).toBe(1);
  expect(ran.output.split('\n').slice(1)).toEqual(['BAD settings: TOLMACH_PORT must be a whole number from 0 to 65535, not "x".', 'BAD settings: TOLMACH_DEMO must be 1 or 0, not "x".']);
});

test('a damaged database and a taken port are found together', async () => {
  const other = createServer((socket) => socket.end('nonsense')).listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const folder = tempFolder();
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'tolmach.db'), 'this is not what a database begins with');
  const ran = await tolmachIn(folder, { TOLMACH_PORT: String(port) })(['doctor', '--json']);
  expect(ran.code).toBe(1);
  expect(ran.json()).toMatchObject({ ok: false, findings: expect.arrayContaining([
    { check: 'database', state: 'bad', detail: `${join(folder, 'data', 'tolmach.db')} is not a Tolmach database: move it away, or set TOLMACH_DATA to another folder.` },
    { check: 'port', state: 'bad', detail: `Port ${port} on 127.0.0.1 is taken by another program: end it, or set TOLMACH_PORT to a free port.` },
  ]) });
});

test('an installation in order gets a clean bill', async () => {
  const tolmach = tolmachIn(tempFolder(), { TOLMACH_PORT: '0' });
  await tolmach(['migrate']);
  const ran = await tolmach(['doctor']);
  expect(ran.code).toBe(0);
  expect(ran.output).toMatch(/^ok {2}Node\.js: [\s\S]*\nok {2}database: .*tolmach\.db, version \d+, no damage\n/u);
});
