import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testedEngines, type OpenStore } from '../../../test/engines.ts';
import { write } from '../../../test/contracts/storage/things.ts';
import { defineEntity, type EntityDefinition } from '../../core/metadata/definitions.ts';
import { integer, text } from '../../core/metadata/field-drafts.ts';

const PARCEL = defineEntity({ name: 'parcel', label: { ru: 'Посылка', en: 'Parcel' }, heading: 'name', fields: [text('name', 'Название', 'Name'), integer('weight', 'Вес', 'Weight')] });
/** Some 20 MB. */
const ROWS = 20_000;
const postgres = testedEngines().find(({ name }) => name === 'postgres');

describe.skipIf(postgres === undefined)('a large table in PostgreSQL', () => {
  let store: OpenStore;
  let schema = '';
  beforeAll(async () => {
    if (postgres === undefined) return;
    store = await postgres.open();
    await store.storage.saveEntities([PARCEL]);
    [schema = ''] = (await store.sql('SELECT current_schema()::text AS schema')).map((row) => String(row['schema']));
    await store.sql(`INSERT INTO e_parcel (id, version, created_at, name, weight) SELECT -i, 1, i, repeat(md5(i::text), 30), 7 FROM generate_series(1, ${ROWS}) AS i`);
  });
  afterAll(() => store.dispose());

  const now = async (): Promise<EntityDefinition> => (await store.storage.loadMetadata()).entities.find(({ name }) => name === 'parcel') ?? PARCEL;
  const grown = async (...fields: EntityDefinition['fields']): Promise<EntityDefinition> => ({ ...await now(), fields: [...(await now()).fields, ...fields] });
  const add = () => write(store.storage, (draft) => draft.insert('parcel', { name: 'новая', weight: 1 }));
  const indexes = async (): Promise<readonly unknown[]> => (await store.sql(`SELECT c.relname::text AS name, i.indisvalid::int AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = 'e_parcel'::regclass ORDER BY 1`)).map(({ name, valid }) => `${name} ${valid}`);
  const complaints = async (): Promise<readonly string[]> => (await store.storage.check()).filter((line) => line.includes('parcel'));
  /** Does `work` while somebody else has written a record of the table and not committed yet. */
  const besideWriter = async (work: () => Promise<void>): Promise<void> => {
    const client = new pg.Client({ connectionString: inject('postgresUrl') ?? '' });
    await client.connect();
    try {
      await client.query(`BEGIN; UPDATE "${schema}".e_parcel SET weight = 8 WHERE id = -1`);
      await work();
      await client.query('COMMIT');
    } finally {
      await client.end();
    }
  };

  test('refuses an index of values that collide, and keeps nothing of it', async () => {
    await expect(store.storage.saveEntities([{ ...await now(), unique: [['weight']] }])).rejects.toMatchObject({ code: 'unavailable' });
    expect(await indexes()).toEqual(['e_parcel_pkey 1', 'ix_parcel__created 1']);
    expect(await add()).toMatchObject({ done: true });
    expect(await add()).toMatchObject({ done: true });
  });

  test('gets a column and an index while others go on writing', async () => {
    let saved: Promise<boolean> | undefined;
    const entity = await grown(integer('height', 'Высота', 'Height'));
    await store.storage.saveEntities([entity]);
    await besideWriter(async () => {
      saved = store.storage.saveEntities([{ ...entity, fields: entity.fields.map((field) => (field.name === 'height' ? { ...field, indexed: true } : field)) }]);
      await expect.poll(() => store.sql(`SELECT 1 AS found FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONCURRENTLY%ix_parcel__height%' AND wait_event_type = 'Lock'`)).toHaveLength(1);
      expect(await add()).toMatchObject({ done: true });
    });
    expect(await saved).toBe(true);
    expect(await indexes()).toContain('ix_parcel__height 1');
  });

  test('builds an index anew that an earlier try left half-built', async () => {
    const entity = await grown({ ...integer('width', 'Ширина', 'Width'), indexed: true });
    await store.sql('ALTER TABLE e_parcel ADD COLUMN width bigint');
    await store.sql('CREATE INDEX ix_parcel__width ON e_parcel (width)');
    await store.sql(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_parcel__width'::regclass`);
    await store.storage.saveEntities([entity]);
    expect(await indexes()).toContain('ix_parcel__width 1');
    expect(await complaints()).toEqual([]);
  });

  test('brings the index along when columns change places', async () => {
    const entity = await grown(integer('depth', 'Глубина', 'Depth'));
    await store.storage.saveEntities([entity]);
    const { revision } = await store.storage.loadMetadata();
    const swapped = entity.fields.filter(({ name }) => name !== 'height' && name !== 'depth');
    const after: EntityDefinition = { ...entity, fields: [...swapped, { ...integer('height', 'Высота', 'Height'), indexed: true }, integer('height_old', 'Высота', 'Height')], rearranged: 1 };
    expect(await store.storage.renameFields({ entity: after, renames: [{ from: 'height', to: 'height_old' }, { from: 'depth', to: 'height' }], basedOn: revision })).toBe('done');
    expect(await indexes()).toEqual(['e_parcel_pkey 1', 'ix_parcel__created 1', 'ix_parcel__height 1', 'ix_parcel__width 1']);
    expect(await complaints()).toEqual([]);
    const [{ columns } = { columns: '' }] = await store.sql(`SELECT pg_get_indexdef('ix_parcel__height'::regclass) AS columns`);
    expect(columns).toContain('(height, created_at, id)');
  });

  test('lets those go first who read it for long', async () => {
    const entity = await grown(integer('price', 'Цена', 'Price'));
    let saved: Promise<boolean> | undefined;
    await besideWriter(async () => {
      saved = store.storage.saveEntities([entity]);
      await expect.poll(() => store.sql(`SELECT 1 AS found FROM pg_stat_activity WHERE query LIKE 'ALTER TABLE "e_parcel" ADD COLUMN "price"%'`)).toHaveLength(1);
      const began = performance.now();
      expect(await store.storage.readRecord('parcel', -2)).toMatchObject({ weight: 7 });
      expect(performance.now() - began).toBeLessThan(5000);
    });
    expect(await saved).toBe(true);
  });
});
