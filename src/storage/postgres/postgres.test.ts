import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { openThings, thingsOf, write, type Things } from '../../../test/contracts/storage/things.ts';
import { testedEngines } from '../../../test/engines.ts';
import { openPostgres } from './index.ts';
import { migratePostgres } from './migrate.ts';

const url = inject('postgresUrl') ?? '';
const engine = testedEngines().find(({ name }) => name === 'postgres');
const schemaName = (): string => `t_${randomBytes(8).toString('hex')}`;

async function asSuperuser(...statements: readonly string[]): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: readonly unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

describe.skipIf(engine === undefined)('a store in PostgreSQL', () => {
  let things: Things;
  beforeAll(async () => { if (engine !== undefined) things = await openThings(engine); });
  afterAll(() => things.store.dispose());

  /** The connections of a store go by the name of its schema. */
  const cutConnections = async (which = 'true') => {
    const [row] = await things.store.sql('SELECT current_schema()::text AS schema');
    return asSuperuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${row?.['schema']}' AND ${which}`);
  };

  test('goes on by itself after all its connections were cut', async () => {
    const [id = 0] = await things.add({ name: 'до обрыва' });
    await cutConnections();
    expect(await things.read(id)).toMatchObject({ name: 'до обрыва' });
    await vi.waitFor(async () => expect(await things.add({ name: 'после обрыва' })).toHaveLength(1));
    expect(await things.storage.countRecords('thing', { kind: 'search', needles: ['обрыва'] })).toBe(2);
  });

  test('hears of another process again after its listening was cut', async () => {
    const other = await things.store.openAnother();
    await cutConnections();
    const before = await things.storage.directoryEpoch();
    await vi.waitFor(async () => expect(await write(other, (draft) => draft.insert('coupon', { code: 'после' }))).toMatchObject({ done: true }));
    await vi.waitFor(async () => expect(await things.storage.directoryEpoch()).toBeGreaterThan(before), { timeout: 60_000 });
  });

  test('answers to a commit that was cut off that it cannot tell, and writes it once at most', async () => {
    const blocker = new pg.Client({ connectionString: url });
    await blocker.connect();
    const [id = 0] = await things.add({ name: 'заперт' });
    const [place] = await things.store.sql('SELECT current_schema()::text AS schema');
    await blocker.query('BEGIN');
    await blocker.query(`SELECT 1 FROM "${place?.['schema']}".e_thing WHERE id = ${id} FOR UPDATE`);
    const record = await things.read(id);
    const waiting = write(things.storage, (draft) => draft.update('thing', record, { count: 1 }));
    const outcome = waiting.then(() => 'written', (error: unknown) => error);
    await vi.waitFor(async () => expect(await cutConnections(`wait_event_type = 'Lock'`)).not.toEqual([]));
    expect(await outcome).toMatchObject({ code: 'unavailable' });
    await blocker.query('ROLLBACK');
    await blocker.end();
    expect(await things.read(id)).toMatchObject({ version: 1 });
  });

  test('writes a group of many units in one transaction', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, at) => write(things.storage, (draft) => draft.insert('thing', { name: `группа ${at}` }))));
    const ids = outcomes.flatMap((outcome) => (outcome.done ? outcome.ids : []));
    const [row] = await things.store.sql(`SELECT count(DISTINCT txid::text) AS transactions FROM change_log WHERE record_id >= ${Math.min(...ids)}`);
    expect(row?.['transactions']).toBeLessThanOrEqual(2);
  });

  test('does not make a group start over for a stale change in it', async () => {
    const [id = 0] = await things.add({ name: 'устаревший' });
    const stale = await things.read(id);
    await things.update(id, { count: 1 });
    const writes = [
      write(things.storage, (draft) => draft.update('thing', stale, { count: 2 })),
      ...Array.from({ length: 20 }, (_, at) => write(things.storage, (draft) => draft.insert('thing', { name: `рядом ${at}` }))),
    ];
    const [first, ...rest] = await Promise.all(writes);
    expect(first).toEqual({ done: false, reason: 'conflict' });
    const ids = rest.flatMap((outcome) => (outcome.done ? outcome.ids : []));
    const [row] = await things.store.sql(`SELECT count(DISTINCT txid::text) AS transactions FROM change_log WHERE action = 'insert' AND record_id IN (${ids.join()})`);
    expect(ids).toHaveLength(20);
    expect(row?.['transactions']).toBeLessThanOrEqual(2);
  });

  test('counts right after a dump of a busier server was restored here', async () => {
    const red = { kind: 'equals', field: 'kind', value: 'red' } as const;
    await things.add({ name: 'из дампа', kind: 'red' });
    await things.store.sql(`UPDATE change_log SET txid = '999999999999'`);
    const { storage } = thingsOf(await things.store.openAnother());
    const before = await storage.countRecords('thing', red);
    await things.add({ name: 'уже здесь', kind: 'red' });
    expect(await storage.countRecords('thing', red)).toBe(before + 1);
    expect(await storage.countRecords('thing', red)).toBe((await things.ids(red)).length);
  });

  test('points to the tools of PostgreSQL for a backup', async () => {
    await expect(things.storage.backup('anywhere')).rejects.toMatchObject({ code: 'unavailable', facts: { reason: expect.stringContaining('pg_dump') } });
  });

  test('tells of an index that is gone or not usable', async () => {
    await things.store.sql('DROP INDEX ix_thing__count');
    expect(await things.storage.check()).toContain('the index ix_thing__count is missing');
    await things.storage.saveEntities((await things.storage.loadMetadata()).entities);
    expect(await things.storage.check()).not.toContain('the index ix_thing__count is missing');
  });
});

describe.skipIf(engine === undefined)('opening a PostgreSQL database', () => {
  test('by many processes at once makes it once', async () => {
    const schema = schemaName();
    const applied = await Promise.all(Array.from({ length: 4 }, () => migratePostgres(url, { schema })));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    await asSuperuser(`DROP SCHEMA "${schema}" CASCADE`);
  });

  test('that nobody serves is refused without telling the password', async () => {
    const error: unknown = await openPostgres('postgres://someone:topsecret@127.0.0.1:1/nowhere').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'unavailable', facts: { reason: 'ECONNREFUSED' } });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('topsecret');
  });

  test('with a URL that is none is refused without telling it', async () => {
    const error: unknown = await openPostgres('postgres://someone:topsecret@[nowhere').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'invalid' });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('topsecret');
  });

  test('with a schema name that is no plain name is refused', async () => {
    await expect(openPostgres(url, { schema: 'a"; DROP SCHEMA public; --' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('without the right to create its extension says what an administrator has to do', async () => {
    const [role, database] = [schemaName(), schemaName()];
    await asSuperuser(`CREATE ROLE "${role}" LOGIN PASSWORD 'x'`, `CREATE DATABASE "${database}"`);
    try {
      const poor = new URL(url);
      poor.username = role;
      poor.password = 'x';
      poor.pathname = `/${database}`;
      const admin = new URL(url);
      admin.pathname = `/${database}`;
      const client = new pg.Client({ connectionString: admin.href });
      await client.connect();
      await client.query(`CREATE SCHEMA mine AUTHORIZATION "${role}"`);
      await client.end();
      await expect(openPostgres(poor.href, { schema: 'mine' })).rejects.toThrow(/extension pg_trgm.*CREATE EXTENSION pg_trgm/u);
    } finally {
      await asSuperuser(`DROP DATABASE "${database}" WITH (FORCE)`, `DROP ROLE "${role}"`);
    }
  });
});
