import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { ownerOf, TEMP_PREFIX } from './stale.ts';
import { startPostgres } from './server.ts';

const withoutPostgres = inject('postgresUrl') === null;

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(sql);
    return Object.values(result.rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe.skipIf(withoutPostgres)('the PostgreSQL of the run', () => {
  test('answers at the provided address', async () => {
    expect(await ask(inject('postgresUrl') ?? '', 'select 1 + 1')).toBe(2);
  });
});

describe.skipIf(withoutPostgres)('a PostgreSQL of our own', () => {
  test('is durable unless told otherwise, sorts by language, and leaves nothing behind', async () => {
    const server = await startPostgres({ settings: { work_mem: '8MB' } });
    try {
      expect(await ask(server.url, 'show fsync')).toBe('on');
      expect(await ask(server.url, 'show synchronous_commit')).toBe('on');
      expect(await ask(server.url, 'show work_mem')).toBe('8MB');
      expect(await ask(server.url, `select 'a' < 'B'`)).toBe(true);
      expect(await ask(server.url, `select 'a' < 'B' collate "C"`)).toBe(false);
    } finally {
      await server.stop();
    }
    await server.stop();
    expect(() => process.kill(server.pid, 0)).toThrow('ESRCH');
    const mine = readdirSync(tmpdir()).filter((name) => name.startsWith(`${TEMP_PREFIX}${process.pid}-`));
    expect(mine).toEqual([]);
  });

  test('a setting PostgreSQL does not know is refused with its own words, and leaves nothing behind', async () => {
    await expect(startPostgres({ settings: { no_such_setting: 1 } })).rejects.toThrow(/no_such_setting/);
    const mine = readdirSync(tmpdir()).filter((name) => name.startsWith(`${TEMP_PREFIX}${process.pid}-`));
    expect(mine).toEqual([]);
  });
});

describe('the folder of a server', () => {
  test('names the process it belongs to', () => {
    expect(ownerOf('tolmach-postgres-4711-aB3xYz')).toBe(4711);
  });

  test.each(['tolmach-postgres-', 'tolmach-postgres-x-aB3xYz', 'tolmach-postgres-4711', 'postgres-4711-aB3xYz', '4711-aB3xYz', 'tolmach-postgres-4711-../x'])(
    '%s is not one of ours',
    (name) => {
      expect(ownerOf(name)).toBeUndefined();
    },
  );
});
