import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openThings, THING, type Things } from '../../../test/contracts/storage/things.ts';
import { testedEngines } from '../../../test/engines.ts';

const postgres = testedEngines().find(({ name }) => name === 'postgres');

describe.skipIf(postgres === undefined)('columns that change places in PostgreSQL', () => {
  let things: Things;
  beforeAll(async () => { if (postgres !== undefined) things = await openThings(postgres); });
  afterAll(() => things.store.dispose());

  test('wait for who writes without having heard of it, and see what he wrote', async () => {
    const [id = 0] = await things.add({ name: 'вещь', count: 1 });
    const [place] = await things.store.sql('SELECT current_schema()::text AS schema');
    const { position } = await things.storage.changedSince('thing');
    const { revision } = await things.storage.loadMetadata();
    const deaf = new pg.Client({ connectionString: inject('postgresUrl') ?? '' });
    await deaf.connect();
    try {
      await deaf.query(`BEGIN; SET LOCAL search_path TO "${String(place?.['schema'])}"; UPDATE e_thing SET count = 2 WHERE id = ${id};
        INSERT INTO change_log (at, face, entity, record_id, action) VALUES (0, 'deaf', 'thing', ${id}, 'update')`);
      const fields = THING.fields.map((field) => (field.name === 'count' ? { ...field, name: 'number' } : field));
      const renaming = things.storage.renameFields({ entity: { ...THING, fields, rearranged: 1 }, renames: [{ from: 'count', to: 'number' }], basedOn: revision, since: position });
      await expect.poll(() => things.store.sql(`SELECT 1 AS found FROM pg_stat_activity WHERE query LIKE 'LOCK TABLE "e_thing"%' AND wait_event_type = 'Lock'`)).toHaveLength(1);
      await deaf.query('COMMIT');
      expect(await renaming).toBe('rewritten');
    } finally {
      await deaf.end();
    }
  });
});
