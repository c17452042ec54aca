import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqlite } from '../../src/storage/sqlite/index.ts';
import type { StoreTemplate } from './store-template.ts';

/**
 * The file of a template, made unless it is there. Processes that ask at the same moment may make it each for itself;
 * all of them end up with one.
 */
export async function templateFile(folder: string, { key, fill }: StoreTemplate): Promise<string> {
  const file = join(folder, `${key}.db`);
  if (existsSync(file)) return file;
  const draft = join(folder, `${key}.${randomBytes(8).toString('hex')}`);
  const storage = await openSqlite(draft);
  try {
    await fill(storage);
  } finally {
    // Leaves one file behind, without a log beside it.
    await storage.close();
  }
  await rename(draft, file);
  return file;
}
