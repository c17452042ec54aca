import type { Command } from 'commander';
import { resolve } from 'node:path';
import { damageLines } from '../damage-lines.ts';
import { backupDatabase } from '../../server/backup.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { readSettings } from '../with-crm.ts';

/** `tolmach backup <file>`. */
export function addBackup(program: Command, terminal: Terminal): void {
  program.command('backup')
    .description('copy the database into a file, and attached files into a folder beside it, while the server runs')
    .argument('<file>', 'a file that is not there yet')
    .option('--json', 'answer as one JSON value')
    .action((file: string, options: CommonOptions) => report(terminal, options, () => backup(terminal, resolve(terminal.folder, file))));
}

async function backup(terminal: Terminal, file: string): Promise<Outcome> {
  const { bytes, files } = await backupDatabase(readSettings(terminal), file);
  const copied = files === undefined ? [] : [`${files.copied} attached files are copied into the folder ${files.folder}.`, ...damageLines(files)];
  return { lines: [`The database is copied into ${file} (${bytes} bytes).`, ...copied], json: { file, bytes, ...(files === undefined ? {} : { files }) } };
}
