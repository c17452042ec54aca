import type { TableFlavour } from '../sql/flavour.ts';
import { tableOf } from '../sql/table-plan.ts';

/** Tables as SQLite wants them. */
export const sqliteTables: TableFlavour = {
  integerType: 'integer',
  realType: 'real',
  textType: 'text',
  tableExtras(entity) {
    const table = tableOf(entity.name);
    const sequence = sqliteTables.makeSequence(table);
    if (entity.searched.length === 0) return [sequence];
    // Merging its parts later and in larger steps makes writes cheaper than it makes searches dearer.
    const patience = `INSERT INTO "${table}_fts" ("${table}_fts", rank) VALUES ('automerge', 8)`;
    return [sequence, `CREATE VIRTUAL TABLE "${table}_fts" USING fts5(search, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1')`, patience];
  },
  makeSequence: (name) => `INSERT INTO sequence (name, value) VALUES ('${name}', 0) ON CONFLICT (name) DO NOTHING`,
  renameSequence: (from, to) => `UPDATE sequence SET name = '${to}' WHERE name = '${from}'`,
  descending: (column) => `"${column}"`,
};
