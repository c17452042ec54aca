import { createHash } from 'node:crypto';
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCatalog } from '../src/core/metadata/catalog.ts';
import { BASE_PRESET } from '../src/core/presets/base.ts';
import { SALESMAN_PRESET } from '../src/dialects/salesman/preset.ts';
import { compileChangeSet } from '../src/storage/sql/compile-change-set.ts';
import { schemaStatements } from '../src/storage/sql/schema.ts';
import { createUnitWriter } from '../src/storage/sqlite/apply-units.ts';
import { openForWriting, type Connection } from '../src/storage/sqlite/connection.ts';
import { openSqlite } from '../src/storage/sqlite/index.ts';
import { sqliteFlavour } from '../src/storage/sqlite/sql-flavour.ts';
import type { StoreKind } from './store-kinds.ts';

/** Loading is not what is measured: groups are large, and the disk is waited for once, at the end. */
const GROUP = 2000;
const CACHE_KIB = 1024 * 1024;
const CHECKPOINT_PAGES = 200_000;
const CACHE_FOLDER = join(tmpdir(), 'tolmach-bench');

export interface PreparedStore {
  /** Rows written each second; nothing when the file was there from an earlier run. */
  readonly rate: number | undefined;
}

/** Puts a database of `count` rows of this kind into `file`: copied from an earlier run of the same table plan where there is one. */
export async function prepareSqlite(kind: StoreKind, file: string, count: number): Promise<PreparedStore> {
  const kept = join(CACHE_FOLDER, `${kind.name}-${planHash(kind)}-${count}.db`);
  if (existsSync(kept)) {
    copyFileSync(kept, file, constants.COPYFILE_FICLONE);
    return { rate: undefined };
  }
  mkdirSync(CACHE_FOLDER, { recursive: true });
  removeOutdated(kind);
  const fresh = `${kept}.${process.pid}`;
  const rate = await fill(kind, fresh, count);
  renameSync(fresh, kept);
  copyFileSync(kept, file, constants.COPYFILE_FICLONE);
  return { rate };
}

async function fill(kind: StoreKind, file: string, count: number): Promise<number> {
  const storage = await openSqlite(file);
  const load = await kind.prepare(storage);
  const { entities, revision } = await storage.loadMetadata();
  const catalog = createCatalog(entities, revision);
  const connection = openForLoading(file);
  const applyUnits = createUnitWriter(connection);
  const rate = await load(count, GROUP, async (changes) => {
    // Whoever looks at the file lets go of it between two turns; until then nothing of the log can be copied into it.
    await new Promise((resolve) => { setImmediate(resolve); });
    const [outcome] = applyUnits([compileChangeSet(sqliteFlavour, catalog, changes)]);
    if (outcome?.done !== true) throw new Error(`the rows could not be written: ${JSON.stringify(outcome)}`);
  });
  connection.exec('ANALYZE');
  connection.close();
  await storage.close();
  return rate;
}

function openForLoading(file: string): Connection {
  const connection = openForWriting(file);
  connection.pragma('synchronous = OFF');
  connection.pragma(`cache_size = -${CACHE_KIB}`);
  connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return connection;
}

/** Whatever shapes the file: tables, indexes, migrations, and the data itself. */
function planHash({ sources }: StoreKind): string {
  const hash = createHash('sha256');
  for (const entity of BASE_PRESET.entities) hash.update(JSON.stringify(schemaStatements(sqliteFlavour, entity, undefined)));
  hash.update(JSON.stringify([BASE_PRESET.seeds, SALESMAN_PRESET.added]));
  for (const source of ['src/storage/sqlite/migrations', ...sources]) for (const file of filesOf(source)) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

function filesOf(source: string): readonly string[] {
  const place = fileURLToPath(new URL(`../${source}`, import.meta.url));
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place).filter((name) => !name.endsWith('.test.ts')).toSorted().map((name) => join(place, name)).filter((file) => statSync(file).isFile());
}

function removeOutdated(kind: StoreKind): void {
  const current = `${kind.name}-${planHash(kind)}`;
  for (const name of readdirSync(CACHE_FOLDER)) {
    // Those of other kinds, and of kinds that this checkout does not know, may be in use by another run.
    if (name.startsWith(`${kind.name}-`) && !name.startsWith(current)) rmSync(join(CACHE_FOLDER, name), { force: true });
  }
}
