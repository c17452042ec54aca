import Database from 'better-sqlite3';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { tolmachIn } from '../../../test/support/tolmach.ts';
import { openSqlite } from '../../storage/sqlite/index.ts';

/** An installation with one user, and a backup of it. */
async function installation(): Promise<{ folder: string; file: string; backup: string; tolmach: ReturnType<typeof tolmachIn> }> {
  const folder = tempFolder();
  const tolmach = tolmachIn(folder);
  await tolmach(['migrate']);
  await tolmach(['user', 'add', '--login', 'olga', '--name', 'Ольга']);
  const backup = join(folder, 'copy.db');
  expect((await tolmach(['backup', 'copy.db', '--json'])).json()).toEqual({ file: backup, bytes: statSync(backup).size });
  return { folder, file: join(folder, 'data', 'tolmach.db'), backup, tolmach };
}

test('a backup is refused where there is nothing to copy, and never takes the place of a file', async () => {
  const folder = tempFolder();
  const tolmach = tolmachIn(folder);
  expect((await tolmach(['backup', 'copy.db'])).complaint).toBe(`There is no database ${join(folder, 'data', 'tolmach.db')} to copy: set TOLMACH_DATA to the folder of yours.`);
  await tolmach(['migrate']);
  writeFileSync(join(folder, 'taken'), 'mine');
  expect((await tolmach(['backup', 'taken'])).complaint).toBe(`${join(folder, 'taken')} is there already: name a new file.`);
  expect((await tolmach(['backup', 'no/such/folder/copy.db'])).complaint).toMatch(/copy\.db cannot be written: name a file in a folder that is there/u);
  expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('mine');
});

test('PostgreSQL is copied with its own tools, which are named without the secret', async () => {
  const tolmach = tolmachIn('/srv', { DATABASE_URL: 'postgres://crm:secret@db/crm', TOLMACH_DATABASE_SCHEMA: 'crm' });
  expect((await tolmach(['backup', 'copy.dump'])).complaint).toBe(`A PostgreSQL database is copied with its own tool: pg_dump --format=custom --schema=crm --file='/srv/copy.dump' "$DATABASE_URL"`);
  expect((await tolmach(['restore', 'copy.dump'])).complaint).toBe(`A PostgreSQL database is restored with its own tool, into a new database: pg_restore --no-owner --no-comments --single-transaction --dbname=<new database> '/srv/copy.dump'`);
});

test('what is not a sound backup is refused before anything is touched', async () => {
  const { folder, file, tolmach } = await installation();
  const before = readFileSync(file);
  writeFileSync(join(folder, 'text.db'), 'not a database at all, but long enough to look at');
  new Database(join(folder, 'other.db')).exec('CREATE TABLE t (a)').close();
  const damaged = readFileSync(join(folder, 'copy.db'));
  damaged.fill(0xff, 4096 * 3, 4096 * 6);
  writeFileSync(join(folder, 'damaged.db'), damaged);
  const told = async (name: string): Promise<string> => (await tolmach(['restore', name, '--force'])).complaint;
  expect(await told('absent.db')).toBe(`There is no file ${join(folder, 'absent.db')}.`);
  expect(await told('text.db')).toBe(`${join(folder, 'text.db')} is not a backup of Tolmach, or it is damaged (SQLITE_NOTADB).`);
  expect(await told('other.db')).toBe(`${join(folder, 'other.db')} is a database, but not one of Tolmach.`);
  expect(await told('damaged.db')).toMatch(/damaged\.db is (damaged: |not a backup of Tolmach, or it is damaged)/u);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a database in use is left alone, one that is there is replaced only when told so, and kept aside', async () => {
  const { file, backup, tolmach } = await installation();
  await tolmach(['user', 'add', '--login', 'ivan', '--name', 'Иван']);
  expect((await tolmach(['restore', backup])).complaint).toBe(`There is a database ${file}: with --force it is kept aside and the backup takes its place.`);

  const running = await openSqlite(file);
  expect(await tolmach(['restore', backup, '--force'])).toMatchObject({ code: 1, complaint: `A program uses ${file}: stop the server, then restore.` });
  expect((await tolmach(['backup', join(file, '..', 'while-running.db')])).code).toBe(0);
  await running.close();

  const restored = (await tolmach(['restore', backup, '--force', '--json'])).json();
  expect(restored).toEqual({ file, keptAside: expect.stringMatching(/tolmach\.db\.\d{8}T\d{6}Z\.old$/u) });
  expect((await tolmach(['user', 'list', '--json'])).json()).toMatchObject([{ login: 'olga' }]);
  expect(readdirSync(join(file, '..')).some((name) => name.endsWith('.old'))).toBe(true);
});

test('an empty place takes a backup as it is', async () => {
  const { backup } = await installation();
  const folder = tempFolder();
  const ran = await tolmachIn(folder)(['restore', backup, '--json']);
  expect(ran.json()).toEqual({ file: join(folder, 'data', 'tolmach.db') });
  expect(existsSync(join(folder, 'data', 'tolmach.db'))).toBe(true);
});
