import Database from 'better-sqlite3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../../src/core/storage.ts';
import { openSqlite } from '../../src/storage/sqlite/index.ts';

/** An empty store, and a look at its tables that goes past the product. */
export interface OpenStore {
  readonly storage: Storage;
  rows(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Closes the look and removes what was stored; the storage itself is closed by then. */
  remove(): Promise<void>;
}

export interface TestEngine {
  readonly name: string;
  open(): Promise<OpenStore>;
}

const sqlite: TestEngine = {
  name: 'sqlite',
  async open() {
    const folder = await mkdtemp(join(tmpdir(), 'tolmach-test-'));
    const file = join(folder, 'tolmach.db');
    const storage = await openSqlite(file);
    const look = new Database(file, { readonly: true });
    return {
      storage,
      rows: async (sql) => look.prepare<[], Record<string, unknown>>(sql).all(),
      async remove() {
        look.close();
        await rm(folder, { recursive: true });
      },
    };
  },
};

export const ENGINES: readonly TestEngine[] = [sqlite];
