import { CrmError } from '../../core/errors.ts';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import type { Storage } from '../../core/storage.ts';
import type { CrmRecord } from '../../core/values.ts';
import { readLog } from '../sql/change-log.ts';
import { compileChangeSet } from '../sql/compile-change-set.ts';
import { commitFresh } from '../sql/commit-fresh.ts';
import { compilePage } from '../sql/compile-query.ts';
import { createGroupWriter } from '../sql/group-writer.ts';
import { withSpan } from '../sql/id-range.ts';
import { isHeavy } from '../sql/is-heavy.ts';
import { retryFresh } from '../sql/retry-fresh.ts';
import { createSelectionTotals } from '../sql/selection-totals.ts';
import { pageBySelection } from '../sql/small-selections.ts';
import type { Row } from '../sql/statement.ts';
import { checkTables } from './check.ts';
import { openConnections, type Connections } from './connections.ts';
import { createDeliveries } from './deliveries.ts';
import { PACKED_SAMPLE } from './digit-runs.ts';
import { createMetadata } from './metadata.ts';
import { migratePostgres } from './migrate.ts';
import { planPage } from './plan-page.ts';
import { createReadBatch } from './read-batch.ts';
import { createSearchSamples } from './search-samples.ts';
import { openFlavour, postgresFlavour } from './sql-flavour.ts';
import { CHANGED_SINCE, renameColumns, saveTables } from './tables.ts';
import { createTotalsSource } from './totals-source.ts';
import { hasTrigrams } from './trigrams.ts';

export interface PostgresOptions {
  /** Where everything lives; absent: where the database's own settings say, commonly `public`. */
  readonly schema?: string;
  /** Connections for quick reads. Beside them there are two each for writes and long reads, three for deliveries, and one that listens. */
  readonly poolSize?: number;
}

/** The record store in a PostgreSQL database, shared by any number of processes. Brings it to the newest version first. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Storage> {
  const settings = options.schema === undefined ? { url } : { url, schema: options.schema };
  await migratePostgres(url, settings);
  const connections = openConnections(settings, options.poolSize);
  try {
    return await createStorage(settings, connections);
  } catch (error) {
    await connections.close();
    throw error;
  }
}

async function createStorage(settings: { readonly url: string; readonly schema?: string }, connections: Connections): Promise<Storage> {
  const { quick, heavy, nameOf } = connections;
  const ask = async (sql: string, params: readonly (string | number)[]): Promise<readonly Row[]> => (await quick.query(sql, params, nameOf(sql))).rows;
  const metadata = await createMetadata(connections);
  const { coded } = metadata;
  const samples = createSearchSamples(heavy);
  const packs = (await hasTrigrams({ run: (sql, params) => heavy.query(sql, params) }, PACKED_SAMPLE)) === true;
  const flavour = openFlavour({ shareOf: samples.shareOf, packs });
  const totals = createSelectionTotals(createTotalsSource({ flavour, coded, quick, heavy, nameOf }));
  const groups = createGroupWriter((units) => connections.write(units, metadata.tell), connections.writers);

  const deliveries = createDeliveries(connections);

  const readAll = createReadBatch(async (entity, ids, fields) => {
    const codec = (await coded()).codec(entity);
    const sql = `${(fields === undefined ? codec : codec.part(fields)).selectAll} WHERE id = ANY($1::bigint[])`;
    const { rows } = await quick.query(sql, [ids], nameOf(sql));
    return new Map(rows.map((row) => [Number(row['id']), codec.decode(row)]));
  });
  const decodeAll = async (entity: string, rows: readonly Row[]): Promise<readonly CrmRecord[]> => {
    const codec = (await coded()).codec(entity);
    return rows.map((row) => codec.decode(row));
  };

  /** A long query deserves a plan for its own values; a quick one, a plan made once. */
  const readPage = async (entity: EntityDefinition, asked: RecordQuery, long: boolean): Promise<readonly Row[]> => {
    const plan = long ? planPage(entity, asked, samples.recordsOf) : 'planner';
    const { sql, params } = compilePage(flavour, entity, asked.filter.kind === 'all' ? asked : withSpan(asked, totals.span(asked.entity, asked.filter)), plan);
    return (await (long ? heavy.query(sql, params) : quick.query(sql, params, nameOf(sql)))).rows;
  };

  const fresh = retryFresh(() => metadata.epoch().metadata, async () => (await metadata.readEpoch()).metadata);

  return {
    engine: 'postgres',
    loadMetadata: metadata.load,
    async saveEntities(entities, basedOn) {
      const epoch = await saveTables(settings, entities, basedOn);
      if (epoch !== undefined) metadata.tell(epoch);
      return epoch !== undefined;
    },
    async renameFields(renames) {
      const { outcome, epoch } = await renameColumns(settings, renames);
      if (epoch !== undefined) metadata.tell(epoch);
      return outcome;
    },
    readRecord: async (entity, id, fields) => (Number.isSafeInteger(id) ? fresh(() => readAll(entity, id, fields)) : undefined),
    findRecords: (asked: RecordQuery) => fresh(async () => {
      const entity = (await coded()).catalog.entity(asked.entity);
      const rows = isHeavy(entity, asked) ? await pageBySelection(totals, asked, (query, way) => readPage(entity, query, way === 'search')) : await readPage(entity, asked, false);
      return decodeAll(asked.entity, rows);
    }),
    countRecords: (entity, filter) => fresh(() => totals.total(entity, filter)),
    findDeleted: (entity, limit) => fresh(async () => {
      const { selectAll } = (await coded()).codec(entity);
      const { rows } = await heavy.query(`${selectAll} WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id DESC LIMIT $1`, [limit]);
      return decodeAll(entity, rows);
    }),
    async changedSince(entity, position, besides = '') {
      // The place first: what is committed between the two is told of twice.
      const [now] = await ask('SELECT pg_current_snapshot()::text AS position', []);
      const { rows } = position === undefined ? { rows: [] } : await heavy.query(CHANGED_SINCE, [entity, position, besides]);
      return { ids: rows.map((row) => Number(row['record_id'])), position: String(now?.['position']) };
    },
    readChanges: (asked) => readLog(postgresFlavour, asked, async ({ sql, params }) => (await heavy.query(sql, params)).rows),
    deliveries,
    async commit(changes) {
      const { catalog } = await coded();
      return commitFresh(catalog.revision, async () => (await metadata.readEpoch()).metadata, () => groups.commit(compileChangeSet(postgresFlavour, catalog, changes)));
    },
    directoryEpoch: (fresh) => (fresh === undefined ? metadata.epoch().value : metadata.readEpoch().then(({ value }) => value)),
    async readSetting(name) {
      const [row] = await ask('SELECT value FROM setting WHERE name = $1', [name]);
      return row === undefined ? undefined : String(row['value']);
    },
    async writeSetting(name, value) {
      await ask('INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [name, value]);
    },
    backup: () => Promise.reject(new CrmError('unavailable', { reason: 'PostgreSQL has its own tools for copies: use pg_dump, or continuous archiving' })),
    async check() {
      const { entities } = await metadata.load();
      return checkTables({ run: (sql, params) => heavy.query(sql, params) }, entities);
    },
    async close() {
      await groups.drain();
      await metadata.close();
      await connections.close();
    },
  };
}

