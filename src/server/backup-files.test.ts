import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { tolmachIn } from '../../test/support/tolmach.ts';
import { createCrm } from '../core/crm.ts';
import { openSqlite } from '../storage/sqlite/index.ts';
import { openFiles } from './files.ts';
import { SETUP } from './presets.ts';

const HELLO = Buffer.from('hello');
const HELLO_PLACE = join('2c', 'f2', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');

/** An installation with an attached file, in a folder of its own. */
async function installation(): Promise<{ folder: string; tolmach: ReturnType<typeof tolmachIn> }> {
  const folder = tempFolder();
  const tolmach = tolmachIn(folder, { TOLMACH_PORT: '0' });
  await tolmach(['migrate']);
  const storage = await openSqlite(join(folder, 'data', 'tolmach.db'));
  const files = await openFiles({ dataFolder: join(folder, 'data'), database: undefined }, storage, Date.now);
  const crm = createCrm({ storage, clock: Date.now, files: files.store });
  const { digest, size } = await files.store.put(HELLO);
  await crm.write(SETUP, async (draft) => draft.insert('file', { name: 'hello.txt', media_type: 'text/plain', size, digest }));
  await crm.close();
  return { folder, tolmach };
}

test('a back-up does not go where its folder of files is taken, and PostgreSQL’s is told of the files', async () => {
  const { folder, tolmach } = await installation();
  mkdirSync(join(folder, 'copy.db.files'));
  expect((await tolmach(['backup', 'copy.db'])).complaint).toBe(`${join(folder, 'copy.db.files')} is there already: name a new file.`);
  expect(existsSync(join(folder, 'copy.db'))).toBe(false);
  const elsewhere = tolmachIn(folder, { DATABASE_URL: 'postgres://crm:secret@db/crm' });
  expect((await elsewhere(['backup', 'copy.dump'])).complaint.split('\n')).toEqual([
    `A PostgreSQL database is copied with its own tool: pg_dump --format=custom --file='${join(folder, 'copy.dump')}' "$DATABASE_URL"`,
    `Then copy the attached files, the folder ${join(folder, 'data', 'files')}.`,
  ]);
});

test('attached files travel with the database, to the last byte', async () => {
  const { folder, tolmach } = await installation();
  const backed = (await tolmach(['backup', 'copy.db', '--json'])).json();
  expect(backed).toEqual({ file: join(folder, 'copy.db'), bytes: expect.any(Number), files: { folder: join(folder, 'copy.db.files'), copied: 1, damaged: [] } });

  const place = tempFolder();
  const elsewhere = tolmachIn(place, { TOLMACH_PORT: '0' });
  expect((await elsewhere(['restore', join(folder, 'copy.db')])).output).toBe(`${join(folder, 'copy.db')} is restored into ${join(place, 'data', 'tolmach.db')}.\n1 attached files are restored with it.`);
  expect(readFileSync(join(place, 'data', 'files', HELLO_PLACE)).equals(HELLO)).toBe(true);
  expect((await elsewhere(['doctor'])).output).toContain(`ok  files: 1, all in ${join(place, 'data', 'files')}`);
});

test('the restored database takes the folder over, whosever it was', async () => {
  const [first, second] = [await installation(), await installation()];
  await first.tolmach(['backup', 'copy.db']);
  await second.tolmach(['restore', join(first.folder, 'copy.db'), '--force']);
  const storage = await openSqlite(join(second.folder, 'data', 'tolmach.db'));
  const files = await openFiles({ dataFolder: join(second.folder, 'data'), database: undefined }, storage, Date.now);
  await files.store.put(Buffer.from('new'));
  expect(await files.isOwn()).toBe(true);
  await storage.close();
});

test('a damaged file is left out and told of, and the doctor names what misses it', async () => {
  const { folder, tolmach } = await installation();
  writeFileSync(join(folder, 'data', 'files', HELLO_PLACE), 'hellO');
  expect((await tolmach(['backup', 'copy.db'])).output).toContain('1 files are damaged and were left out');
  const place = tempFolder();
  const elsewhere = tolmachIn(place, { TOLMACH_PORT: '0' });
  await elsewhere(['restore', join(folder, 'copy.db')]);
  const examined = await elsewhere(['doctor']);
  expect(examined.code).toBe(1);
  expect(examined.output).toContain(`BAD files: 1 of 1 are not in ${join(place, 'data', 'files')}, the first is 1 (hello.txt)`);
});
