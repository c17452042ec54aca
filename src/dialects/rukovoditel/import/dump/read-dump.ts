import type { DumpPart } from './dump-part.ts';
import { inLots } from './in-lots.ts';
import { readStatements } from './read-statements.ts';
import { refuseForeign } from './refuse-foreign.ts';
import { MORE } from './signals.ts';
import { DumpWindow } from './window.ts';

/**
 * Reads a dump of MySQL or MariaDB (mysqldump, mariadb-dump, phpMyAdmin, Adminer, HeidiSQL) as it comes, cut anywhere:
 * its tables, their rows in parts of at most 500, and the INSERTs that were not understood. Memory holds a few chunks,
 * or the longest row. A dump that was cut short, packed, or is in another encoding than UTF-8 is a `DumpError`.
 */
export async function* readDump(chunks: AsyncIterable<Buffer>): AsyncGenerator<DumpPart, void> {
  const window = new DumpWindow(chunks);
  try {
    await refuseForeign(window);
    for (const part of inLots(readStatements(window))) {
      if (part === MORE) await window.grow();
      else yield part;
    }
  } finally {
    await window.close();
  }
}
