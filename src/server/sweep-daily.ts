import type { Author } from '../core/changes/change-set.ts';
import type { Crm } from '../core/crm.ts';
import { sweepFiles } from '../core/files/sweep-files.ts';
import type { DialectLog } from '../dialects/dialect.ts';
import { removeLeftovers } from '../storage/files/index.ts';
import { daily } from './daily.ts';
import type { InstalledFiles } from './files.ts';

export interface SweepParts {
  readonly crm: Crm;
  readonly files: InstalledFiles;
  readonly log: DialectLog;
}

const DAY_MS = 24 * 3_600_000;
const SERVER: Author = { userId: null, face: 'server', keyId: null };

/** Sweeps files now and once a day, beside the requests. Gives what ends it: a sweep that runs stops where it is. */
export function sweepDaily({ crm, files, log }: SweepParts): () => Promise<void> {
  return daily(async (signal) => {
    try {
      await removeLeftovers(files.folder, crm.clock() - DAY_MS);
      await sweepFiles(crm, SERVER, { bytes: await files.isOwn(), signal });
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, 'files that nothing names were not swept');
    }
  });
}
