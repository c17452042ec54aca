import type { Command } from 'commander';
import { resolve } from 'node:path';
import { backupDatabase } from '../../server/backup.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { readSettings } from '../with-crm.ts';

/** `tolmach backup <file>`. */
export function addBackup(program: Command, terminal: Terminal): void {
  program.command('backup')
    .description('copy the database into a file, while the server runs')
    .argument('<file>', 'a file that is not there yet')
    .option('--json', 'answer as one JSON value')
    .action((file: string, options: CommonOptions) => report(terminal, options, () => backup(terminal, resolve(terminal.folder, file))));
}

async function backup(terminal: Terminal, file: string): Promise<Outcome> {
  const bytes = await backupDatabase(readSettings(terminal), file);
  return { lines: [`The database is copied into ${file} (${bytes} bytes).`], json: { file, bytes } };
}
