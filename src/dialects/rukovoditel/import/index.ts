import type { Importer } from '../../dialect.ts';
import { reportLines } from './report.ts';
import { importRukovoditel } from './run-import.ts';

/** `tolmach import rukovoditel <dump.sql>`. */
export const rukovoditelImporter: Importer = {
  name: 'rukovoditel',
  about: 'an application of Rukovoditel with its records, out of a MySQL dump',
  async run(parts) {
    const report = await importRukovoditel(parts);
    return { lines: reportLines(report), json: report };
  },
};
