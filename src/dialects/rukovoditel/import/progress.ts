import type { Storage } from '../../../core/storage.ts';
import type { Decisions } from './decisions.ts';
import type { ImportReport } from './report.ts';

/** How far the import of one dump has come; kept as a setting. */
export interface Progress {
  readonly decisions: Decisions;
  /** The table that was being carried over, for people. */
  readonly table: string;
  /** Rows of the tables with records, in the order of the dump, that are written. */
  readonly rows: number;
  /** Files that are stored. */
  readonly files: number;
  /** Set when all is done. */
  readonly report?: ImportReport;
}

const settingOf = (digest: string): string => `import.rukovoditel.${digest}`;

/** How far an earlier run came with this dump; undefined when there was none. */
export async function readProgress(storage: Storage, digest: string): Promise<Progress | undefined> {
  const text = await storage.readSetting(settingOf(digest));
  if (text === undefined) return undefined;
  const kept: Progress = JSON.parse(text);
  return kept;
}

/** Keeps how far this run has come. */
export async function keepProgress(storage: Storage, digest: string, progress: Progress): Promise<void> {
  await storage.writeSetting(settingOf(digest), JSON.stringify(progress));
}
