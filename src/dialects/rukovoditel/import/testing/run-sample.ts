import type { Crm } from '../../../../core/crm.ts';
import { openZone } from '../../../../core/time.ts';
import type { ImportParts } from '../../../dialect.ts';
import type { ImportReport } from '../report.ts';
import { importRukovoditel } from '../run-import.ts';
import { dumpOf, opener, SAMPLE, type SampleTables } from './sample-dump.ts';

/** Imports the sample, or other tables, into a store. */
export function runSample(crm: Crm, tables: SampleTables = SAMPLE, more: Partial<ImportParts> = {}): Promise<ImportReport> {
  return importRukovoditel({ crm, zone: openZone('UTC'), open: opener(dumpOf(tables)), dryRun: false, progress: () => undefined, ...more });
}
