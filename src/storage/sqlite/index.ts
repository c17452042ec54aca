import { existsSync } from 'node:fs';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import type { RenameOutcome, Storage } from '../../core/storage.ts';
import type { CrmRecord } from '../../core/values.ts';
import { CrmError } from '../../core/errors.ts';
import { readLog } from '../sql/change-log.ts';
import { commitFresh } from '../sql/commit-fresh.ts';
import { compileChangeSet } from '../sql/compile-change-set.ts';
import { createGroupWriter } from '../sql/group-writer.ts';
import { codeCatalog, readEntities, type CodedCatalog } from '../sql/metadata-rows.ts';
import { checkNames } from '../sql/schema.ts';
import { retryFresh } from '../sql/retry-fresh.ts';
import { createSelectionTotals } from '../sql/selection-totals.ts';
import type { Row, Statement } from '../sql/statement.ts';
import type { UnitOutcome } from '../sql/steps.ts';
import { tableOf } from '../sql/table-plan.ts';
import { openForReading } from './connection.ts';
import { createDeliveries } from './deliveries.ts';
import { watchEpoch } from './epoch.ts';
import { createPageFinder } from './find-page.ts';
import { createListSizes } from './list-sizes.ts';
import { migrateSqlite } from './migrate.ts';
import { shareSnapshot } from './read-snapshot.ts';
import { searchIndex, sqliteFlavour, openFlavour } from './sql-flavour.ts';
import { rememberStatements } from './statements.ts';
import { createTotalsSource } from './totals-source.ts';
import { startWorker } from './worker-client.ts';

/**
 * The record store in one file: a thread that writes, a connection of the request's own thread for quick reads, and a
 * thread for reads whose time may be long. Brings the file to the newest version first.
 */
export async function openSqlite(file: string): Promise<Storage> {
  await migrateSqlite(file);
  const connection = openForReading(file);
  const statement = rememberStatements(connection);
  const writer = startWorker('writer-worker', file);
  const reader = startWorker('reader-worker', file);
  const walker = startWorker('reader-worker', file);
  const query = ({ sql, params }: Statement): Promise<readonly Row[]> => reader.call<readonly Row[]>({ kind: 'query', sql, params });
  const walk = ({ sql, params }: Statement): Promise<readonly Row[]> => walker.call<readonly Row[]>({ kind: 'query', sql, params });
  const groups = createGroupWriter((units) => writer.call<readonly UnitOutcome[]>({ kind: 'units', units }), 1);

  const snapshot = shareSnapshot(connection);
  const epoch = watchEpoch(statement);
  let known: CodedCatalog | undefined;
  const coded = (): CodedCatalog => {
    const { metadata } = epoch.current();
    if (known?.catalog.revision !== metadata) known = codeCatalog(readEntities(statement('SELECT definition FROM entity ORDER BY name').all() as Row[]), metadata);
    return known;
  };
  const highest = ({ name }: EntityDefinition): number => Number((statement(`SELECT coalesce(max(id), 0) AS id FROM "${tableOf(name)}"`).get() as Row)['id']);
  const listSizes = createListSizes(statement);
  const flavour = openFlavour((entity, terms) => listSizes(searchIndex(entity), terms, highest(entity)));
  const totals = createSelectionTotals(createTotalsSource({ flavour, enter: () => snapshot.enter(), statement, coded, query }));
  const findPage = createPageFinder({ flavour, statement, query, walk, totals, highest });
  const decodeAll = (entity: string, rows: readonly Row[]): readonly CrmRecord[] => rows.map((row) => coded().codec(entity).decode(row));

  const readRevision = (): number => {
    snapshot.leave();
    return epoch.read().metadata;
  };
  const deliveries = createDeliveries({
    quick({ sql, params }) {
      snapshot.enter();
      return statement(sql).all(...params) as Row[];
    },
    long: query,
    async write(write) {
      const answer = await writer.call<unknown>({ kind: 'delivery', write });
      snapshot.leave();
      return answer;
    },
  });
  const fresh = retryFresh(() => epoch.current().metadata, readRevision);

  return {
    engine: 'sqlite',
    async loadMetadata() {
      const { catalog } = coded();
      return { entities: catalog.entities, revision: catalog.revision };
    },
    async saveEntities(entities, basedOn) {
      entities.forEach(checkNames);
      const saved = await writer.call<boolean>({ kind: 'tables', entities, basedOn });
      snapshot.leave();
      epoch.read();
      return saved;
    },
    async renameFields(renames) {
      const outcome = await writer.call<RenameOutcome>({ kind: 'renames', renames });
      snapshot.leave();
      epoch.read();
      return outcome;
    },
    readRecord: (entity, id, fields) => fresh(() => {
      snapshot.enter();
      const codec = coded().codec(entity);
      const row = statement((fields === undefined ? codec : codec.part(fields)).selectById).get(id);
      return row === undefined ? undefined : codec.decode(row as Row);
    }),
    findRecords: (asked: RecordQuery) => fresh(async () => {
      snapshot.enter();
      return decodeAll(asked.entity, await findPage(coded().catalog.entity(asked.entity), asked));
    }),
    countRecords: (entity, filter) => fresh(() => totals.total(entity, filter)),
    findDeleted: async (entity, limit) => fresh(() => {
      const { selectAll } = coded().codec(entity);
      const rows = statement(`${selectAll} WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id DESC LIMIT $1`).all(limit) as Row[];
      return decodeAll(entity, rows);
    }),
    async changedSince(entity, position, besides = '') {
      // The place first: what is committed between the two is told of twice.
      const [last] = await query({ sql: 'SELECT coalesce(max(id), 0) AS id FROM change_log', params: [] });
      const rows = position === undefined ? [] : await query({ sql: 'SELECT DISTINCT record_id FROM change_log WHERE id > $1 AND entity = $2 AND face <> $3', params: [Number(position), entity, besides] });
      return { ids: rows.map((row) => Number(row['record_id'])), position: String(last?.['id']) };
    },
    readChanges: (asked) => readLog(sqliteFlavour, asked, query),
    deliveries,
    async commit(changes) {
      const { catalog } = coded();
      const unit = compileChangeSet(sqliteFlavour, catalog, changes);
      const outcome = await commitFresh(catalog.revision, readRevision, () => groups.commit(unit));
      snapshot.leave();
      if (unit.steps.some((step) => step.kind === 'bump')) epoch.read();
      return outcome;
    },
    directoryEpoch(fresh) {
      if (fresh === undefined) return epoch.current().value;
      snapshot.leave();
      return epoch.read().value;
    },
    async readSetting(name) {
      const row = statement('SELECT value FROM setting WHERE name = ?').get(name) as Row | undefined;
      return row === undefined ? undefined : String(row['value']);
    },
    async writeSetting(name, value) {
      const sql = 'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value';
      await writer.call({ kind: 'script', statements: [{ sql, params: [name, value] }] });
      snapshot.leave();
    },
    async backup(copy) {
      if (existsSync(copy)) throw new CrmError('invalid', { reason: `${copy} exists already` });
      await writer.call({ kind: 'backup', file: copy });
    },
    async check() {
      const rows = await query({ sql: 'PRAGMA integrity_check', params: [] });
      return rows.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
    },
    async close() {
      epoch.stop();
      await groups.drain();
      await Promise.all([reader.close(), walker.close()]);
      snapshot.leave();
      connection.close();
      await writer.close();
    },
  };
}

