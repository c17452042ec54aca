import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { openStore } from './open-store.ts';
import { Refusal } from './refusal.ts';

async function refusalOf(settings: Parameters<typeof openStore>[0]): Promise<string> {
  try {
    await (await openStore(settings)).close();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return 'opened';
}

test('a folder that cannot be is refused with what to change', async () => {
  const folder = join(tempFolder(), 'file');
  writeFileSync(folder, '');
  expect(await refusalOf({ dataFolder: '/proc/no/such', database: undefined })).toContain('cannot write to the folder /proc/no/such');
  expect(await refusalOf({ dataFolder: join(folder, 'data'), database: undefined }))
    .toBe(`Tolmach cannot write to the folder ${join(folder, 'data')} (EEXIST): correct its rights, or set TOLMACH_DATA to another folder.`);
});

test('a file that is no database is refused and left as it is', async () => {
  const dataFolder = tempFolder();
  writeFileSync(join(dataFolder, 'tolmach.db'), 'something else, and long enough to be read as a header of a database');
  expect(await refusalOf({ dataFolder, database: undefined })).toBe(`${join(dataFolder, 'tolmach.db')} is not a Tolmach database: move it away, or set TOLMACH_DATA to another folder.`);
});

test('a database of a newer release is refused', async () => {
  const dataFolder = tempFolder();
  const database = new Database(join(dataFolder, 'tolmach.db'));
  database.pragma('user_version = 9999');
  database.close();
  expect(await refusalOf({ dataFolder, database: undefined })).toMatch(/was written by a newer Tolmach \(version 9999, this one knows \d+\)/u);
});

test.skipIf(inject('postgresUrl') === null)('a PostgreSQL that refuses or is not there is told without the secret', async () => {
  const given = new URL(inject('postgresUrl') ?? '');
  const at = (change: (url: URL) => void): Parameters<typeof openStore>[0] => {
    const url = new URL(given);
    change(url);
    return { dataFolder: '/nowhere', database: { url: url.href, schema: undefined } };
  };
  const place = `"postgres" on ${given.hostname}`;
  const told = await Promise.all([
    refusalOf(at((url) => { url.password = 'wrong-secret'; })),
    refusalOf(at((url) => { url.pathname = '/no_such_database'; })),
    refusalOf(at((url) => { url.port = '1'; })),
  ]);
  expect(told).toEqual([
    `The PostgreSQL database ${place}:${given.port} refused the user or the password: correct them in DATABASE_URL.`,
    `There is no such database: the PostgreSQL database "no_such_database" on ${given.hostname}:${given.port}. Create it, or correct DATABASE_URL.`,
    `The PostgreSQL database ${place}:1 does not answer (ECONNREFUSED): start it, or correct DATABASE_URL.`,
  ]);
});
