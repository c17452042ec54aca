import type { TableFlavour } from '../sql/flavour.ts';
import { tableOf } from '../sql/table-plan.ts';

/** Tables as SQLite wants them. */
export const sqliteTables: TableFlavour = {
  integerType: 'integer',
  textType: 'text',
  tableExtras(entity) {
    const table = tableOf(entity.name);
    const sequence = `INSERT INTO sequence (name, value) VALUES ('${table}', 0)`;
    if (entity.searched.length === 0) return [sequence];
    return [sequence, `CREATE VIRTUAL TABLE "${table}_fts" USING fts5(search, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1')`];
  },
  descending: (column) => `"${column}"`,
};
