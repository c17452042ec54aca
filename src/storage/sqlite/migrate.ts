import { fileURLToPath } from 'node:url';
import { pendingMigrations, readMigrations } from '../sql/migrations.ts';
import { openForWriting } from './connection.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));

/** Brings the file to the newest version, each migration in a transaction of its own. Gives the names of those applied. */
export async function migrateSqlite(file: string): Promise<readonly string[]> {
  const migrations = await readMigrations(FOLDER);
  const connection = openForWriting(file);
  try {
    const pending = pendingMigrations(migrations, Number(connection.pragma('user_version', { simple: true })));
    for (const { number, sql } of pending) {
      connection.transaction(() => {
        // Another process may have done it while this one waited for the file.
        if (Number(connection.pragma('user_version', { simple: true })) >= number) return;
        connection.exec(sql);
        connection.pragma(`user_version = ${number}`);
      }).immediate();
    }
    return pending.map(({ number, name }) => `${String(number).padStart(4, '0')}_${name}`);
  } finally {
    connection.close();
  }
}
