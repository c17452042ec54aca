import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { startWorker } from './worker-client.ts';

test('a thread that ended is told of and started anew; a closed one stays closed', async () => {
  const folder = join(tempFolder(), 'later');
  const client = startWorker('reader-worker', join(folder, 'tolmach.db'));
  const ask = () => client.call({ kind: 'query', sql: 'SELECT 1 AS one', params: [] });
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable', facts: { reason: 'the storage thread stopped' } });

  mkdirSync(folder);
  new Database(join(folder, 'tolmach.db')).close();
  expect(await ask()).toEqual([{ one: 1 }]);

  await client.close();
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable', facts: { reason: 'the store is closed' } });
});
