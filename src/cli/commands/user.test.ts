import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tolmachIn } from '../../../test/support/tolmach.ts';

const folder = mkdtempSync(join(tmpdir(), 'tolmach-test-'));
const tolmach = tolmachIn(folder);

beforeAll(async () => {
  await tolmach(['migrate']);
  await tolmach(['user', 'add', '--login', 'olga', '--name', 'Ольга', '--administrator']);
  await tolmach(['user', 'add', '--login', 'ivan', '--name', 'Иван']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['block', 'nobody', 'There is no user nobody.'],
  ['unblock', 'nobody', 'There is no user nobody.'],
  ['block', 'olga', 'olga is the last administrator at work and cannot be blocked.'],
])('tolmach user %s %s is refused in one sentence', async (command, login, sentence) => {
  expect(await tolmach(['user', command, login])).toMatchObject({ code: 1, output: '', complaint: sentence });
  expect((await tolmach(['user', command, login, '--json'])).json()).toEqual({ error: sentence });
});

test('a user is blocked, listed as inactive, and let in again', async () => {
  expect(await tolmach(['user', 'block', 'ivan'])).toMatchObject({ code: 0, output: 'User ivan is blocked.' });
  expect((await tolmach(['user', 'list', '--json'])).json()).toContainEqual(expect.objectContaining({ login: 'ivan', active: false }));
  expect((await tolmach(['user', 'unblock', 'ivan', '--json'])).json()).toEqual({ login: 'ivan', active: true });
  expect((await tolmach(['user', 'unblock', 'ivan'])).output).toBe('User ivan is let in again.');
});

test.each(['block', 'unblock'])('tolmach user %s explains itself and knows --json', async (command) => {
  const ran = await tolmach(['user', command, '--help']);
  expect(ran).toMatchObject({ code: 0, complaint: '' });
  expect(ran.output).toContain('--json');
});
