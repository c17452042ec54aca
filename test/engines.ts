import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { inject } from 'vitest';
import type { Storage } from '../src/core/storage.ts';
import { openPostgres } from '../src/storage/postgres/index.ts';
import type { Row, SqlValue } from '../src/storage/sql/statement.ts';
import { openSqlite } from '../src/storage/sqlite/index.ts';
import { copyDatabase, databaseUrl, dropDatabase, OWN_SCHEMA, templateDatabase } from './postgres/template-database.ts';
import type { StoreTemplate } from './support/store-template.ts';
import { templateFile } from './support/template-file.ts';

/** A store of its own for one group of tests. */
export interface OpenStore {
  readonly storage: Storage;
  /** Opens the same store once more, as another process would. Closed by `dispose`. */
  openAnother(): Promise<Storage>;
  /** Runs SQL past the port: looks into tables, or changes them as no program should. */
  sql(text: string, params?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Closes everything and removes the store. */
  dispose(): Promise<void>;
}

export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  /** A store that is empty, or begins with what the template holds. */
  open(template?: StoreTemplate): Promise<OpenStore>;
}

/** What this process knows to be there. */
const templates = new Map<string, Promise<string>>();

function madeOnce(engine: Engine['name'], { key }: StoreTemplate, make: () => Promise<string>): Promise<string> {
  const name = `${engine} ${key}`;
  const made = templates.get(name) ?? make();
  templates.set(name, made);
  return made;
}

const sqlite: Engine = {
  name: 'sqlite',
  async open(template) {
    const folder = await mkdtemp(join(tmpdir(), 'tolmach-test-'));
    const file = join(folder, 'tolmach.db');
    if (template !== undefined) {
      const original = await madeOnce('sqlite', template, () => templateFile(inject('templateFolder'), template));
      await copyFile(original, file, constants.COPYFILE_FICLONE);
    }
    return createStore(() => openSqlite(file), {
      async sql(text, params = []) {
        const database = new Database(file, { timeout: 10_000 });
        try {
          const statement = database.prepare(text.replace(/\$\d+/gu, '?'));
          return statement.reader ? (statement.all(...params) as Row[]) : (statement.run(...params), []);
        } finally {
          database.close();
        }
      },
      remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
    });
  },
};

function postgresAt(url: string): Engine {
  return {
    name: 'postgres',
    async open(template) {
      const name = `t_${randomBytes(8).toString('hex')}`;
      if (template === undefined) return openSchema(url, name);
      const original = await madeOnce('postgres', template, () => templateDatabase(url, basename(inject('templateFolder')), template));
      await copyDatabase(url, original, name);
      return openIn(databaseUrl(url, name), name, OWN_SCHEMA, () => dropDatabase(url, name));
    },
  };
}

/** A schema of the database that all share: tests look into it from the same database. */
function openSchema(url: string, schema: string): Promise<OpenStore> {
  return openIn(new URL(url), schema, schema, async () => {
    await ask(url, 'SET client_min_messages TO warning', `DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  });
}

function openIn(database: URL, name: string, schema: string, remove: () => Promise<void>): Promise<OpenStore> {
  // By this name a test finds the connections of its own store.
  const named = new URL(database);
  named.searchParams.set('application_name', name);
  return createStore(() => openPostgres(named.href, { schema }), {
    sql: (text, params) => ask(database.href, `SET search_path TO "${schema}", public`, text, params),
    remove,
  });
}

/** The engines that a run of the suite tests; `TEST_ENGINES=sqlite` narrows it. */
export function testedEngines(): readonly Engine[] {
  const url = inject('postgresUrl');
  const all = url === null ? [sqlite] : [sqlite, postgresAt(url)];
  const wanted = process.env['TEST_ENGINES']?.split(',');
  return all.filter(({ name }) => wanted === undefined || wanted.includes(name));
}

interface StoreParts {
  sql(text: string, params?: readonly SqlValue[]): Promise<readonly Row[]>;
  remove(): Promise<void>;
}

async function createStore(open: () => Promise<Storage>, { sql, remove }: StoreParts): Promise<OpenStore> {
  const storage = await open();
  const others: Storage[] = [];
  return {
    storage,
    sql,
    async openAnother() {
      const other = await open();
      others.push(other);
      return other;
    },
    async dispose() {
      await Promise.all([storage, ...others].map((opened) => opened.close().catch(() => undefined)));
      await remove();
    },
  };
}

async function ask(url: string, setting: string, text: string, params: readonly SqlValue[] = []): Promise<readonly Row[]> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const client = new pg.Client({ connectionString: url, types });
  await client.connect();
  try {
    await client.query(setting);
    return (await client.query<Row>(text, [...params])).rows;
  } finally {
    await client.end();
  }
}
