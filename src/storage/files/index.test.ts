import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import type { FileStore, ListedBytes } from '../../core/file-store.ts';
import { copyFiles } from './copy-files.ts';
import { openFileFolder, removeLeftovers } from './index.ts';

const NOON = Date.UTC(2024, 2, 15, 12);
const HELLO = Buffer.from('hello');
const HELLO_DIGEST = createHash('sha256').update(HELLO).digest('hex');

interface Opened {
  readonly folder: string;
  readonly store: FileStore;
  setTime(milliseconds: number): void;
}

function opened(): Opened {
  const folder = join(tempFolder(), 'data', 'files');
  let now = NOON;
  return { folder, store: openFileFolder({ folder, clock: () => now }), setTime: (time) => { now = time; } };
}

async function all(store: FileStore): Promise<readonly ListedBytes[]> {
  const found: ListedBytes[] = [];
  for await (const bytes of store.list()) found.push(bytes);
  return found;
}

const partials = (folder: string): readonly string[] => readdirSync(join(folder, 'partial'));

test('what is no digest is no file, whatever path it would be', async () => {
  const { folder, store } = opened();
  await store.put(HELLO);
  writeFileSync(join(folder, '..', 'secret'), 'secret');
  for (const name of ['../secret', '../../secret', `${HELLO_DIGEST}/../../../../secret`, HELLO_DIGEST.toUpperCase(), '', '/etc/passwd']) {
    expect(await store.get(name)).toBeUndefined();
    await store.remove(name);
  }
  expect(readFileSync(join(folder, '..', 'secret'), 'utf8')).toBe('secret');
});

test('a folder that cannot be written to is `unavailable`, and the path stays in the cause', async () => {
  const place = join(tempFolder(), 'files');
  writeFileSync(place, 'a file where a folder is due');
  const refused = openFileFolder({ folder: place, clock: () => NOON }).put(HELLO);
  await expect(refused).rejects.toMatchObject({ code: 'unavailable', facts: { reason: expect.not.stringContaining(place) } });
});

test('an empty store keeps nothing and removes nothing', async () => {
  const { folder, store } = opened();
  expect(await all(store)).toEqual([]);
  expect(await store.get(HELLO_DIGEST)).toBeUndefined();
  await store.remove(HELLO_DIGEST);
  expect(existsSync(folder)).toBe(false);
});

test('bytes come back as they were, under the name that they make, for the owner alone', async () => {
  const { folder, store } = opened();
  expect(await store.put(HELLO)).toEqual({ digest: HELLO_DIGEST, size: 5 });
  expect(await store.put(Buffer.alloc(0))).toMatchObject({ size: 0 });
  expect(await store.get(HELLO_DIGEST)).toEqual(HELLO);
  const place = join(folder, HELLO_DIGEST.slice(0, 2), HELLO_DIGEST.slice(2, 4), HELLO_DIGEST);
  expect(statSync(place).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(partials(folder)).toEqual([]);
});

test('the same bytes are kept once, also when many put them at the same time', async () => {
  const { folder, store, setTime } = opened();
  const bytes = randomBytes(100_000);
  const put = await Promise.all(Array.from({ length: 8 }, () => store.put(bytes)));
  expect(new Set(put.map(({ digest }) => digest)).size).toBe(1);
  expect(await all(store)).toEqual([{ digest: put[0]?.digest, modifiedAt: NOON }]);
  expect(partials(folder)).toEqual([]);
  setTime(NOON + 5000);
  await store.put(bytes);
  expect(await all(store)).toEqual([{ digest: put[0]?.digest, modifiedAt: NOON + 5000 }]);
});

test('bytes that were put again meanwhile are not removed', async () => {
  const { folder, store, setTime } = opened();
  await store.put(HELLO);
  setTime(NOON + 1000);
  await store.put(HELLO);
  await store.remove(HELLO_DIGEST, NOON + 1);
  expect(await store.get(HELLO_DIGEST)).toEqual(HELLO);
  await store.remove(HELLO_DIGEST, NOON + 2000);
  expect(await store.get(HELLO_DIGEST)).toBeUndefined();
  expect(partials(folder)).toEqual([]);
});

test('bytes half written are never listed, and what a crash left of them is removed when it is old', async () => {
  const { folder, store } = opened();
  mkdirSync(join(folder, 'partial'), { recursive: true });
  for (const name of ['old', 'new']) writeFileSync(join(folder, 'partial', name), 'half');
  utimesSync(join(folder, 'partial', 'old'), NOON / 1000, NOON / 1000);
  expect(await all(store)).toEqual([]);
  await removeLeftovers(folder, NOON + 1);
  expect(partials(folder)).toEqual(['new']);
});

test('a copy of a store leaves out what is damaged and names it', async () => {
  const [from, to] = [opened(), opened()];
  const whole = await from.store.put(randomBytes(1000));
  await from.store.put(HELLO);
  writeFileSync(join(from.folder, HELLO_DIGEST.slice(0, 2), HELLO_DIGEST.slice(2, 4), HELLO_DIGEST), 'hellO');
  expect(await copyFiles(from.store, to.store)).toEqual({ copied: 1, damaged: [HELLO_DIGEST] });
  expect(await all(to.store)).toMatchObject([{ digest: whole.digest }]);
});
