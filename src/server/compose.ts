import { createCrm, type Crm } from '../core/crm.ts';
import type { WriteFilters } from '../core/filters/write-filters.ts';
import { openZone, type Clock, type Zone } from '../core/time.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { annotateFor } from './annotate.ts';
import { openFiles, type InstalledFiles } from './files.ts';
import { openStore } from './open-store.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { Settings } from './settings.ts';

export interface Composed extends Prepared {
  readonly crm: Crm;
  readonly zone: Zone;
  readonly files: InstalledFiles;
}

export interface ComposeParts {
  readonly settings: Settings;
  readonly dialects: readonly Dialect[];
  readonly clock: Clock;
  /** Called after each commit that told of something. */
  readonly happened?: () => void;
  /** Who is asked before records are written. */
  readonly filters?: WriteFilters;
}

/** Puts the product together over the stores that the settings name. The caller closes the `crm`. */
export async function compose({ settings, dialects, clock, happened = () => undefined, filters }: ComposeParts): Promise<Composed> {
  const storage = await openStore(settings);
  try {
    const files = await openFiles(settings, storage, clock);
    const zone = openZone(settings.timeZone);
    const crm = createCrm({ storage, clock, zone, files: files.store, fileLimits: settings.fileLimits, annotate: annotateFor(dialects), happened, filters });
    return { crm, files, zone, ...(await prepare(crm, settings, dialects)) };
  } catch (error) {
    await storage.close();
    throw error;
  }
}
