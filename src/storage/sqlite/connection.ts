import Database from 'better-sqlite3';

export type Connection = Database.Database;

const BUSY_MS = 10_000;
const CACHE_KIB = 64 * 1024;
const READ_CACHE_KIB = 32 * 1024;
const MMAP_BYTES = 1024 * 1024 * 1024;
/** Pages of WAL between checkpoints: rare and large ones keep writes quick. */
const CHECKPOINT_PAGES = 16_000;

/** Opens the file for the one writer: WAL, and FULL so that an acknowledged write outlives a power cut. */
export function openForWriting(file: string): Connection {
  const connection = new Database(file, { timeout: BUSY_MS });
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma(`cache_size = -${CACHE_KIB}`);
  connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  connection.pragma('temp_store = MEMORY');
  return connection;
}

/** Opens the file for reading beside the writer; each statement sees what was committed before it began. */
export function openForReading(file: string): Connection {
  const connection = new Database(file, { timeout: BUSY_MS });
  connection.pragma('query_only = ON');
  connection.pragma(`cache_size = -${READ_CACHE_KIB}`);
  connection.pragma(`mmap_size = ${MMAP_BYTES}`);
  connection.pragma('temp_store = MEMORY');
  return connection;
}
