import type { Command } from 'commander';
import { resolve } from 'node:path';
import { damageLines } from '../damage-lines.ts';
import { restoreDatabase } from '../../server/restore.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { readSettings } from '../with-crm.ts';

interface RestoreOptions extends CommonOptions {
  readonly force?: boolean;
}

/** `tolmach restore <file>`. */
export function addRestore(program: Command, terminal: Terminal): void {
  program.command('restore')
    .description('put a backup, and the attached files beside it, in the place of the database; the server must not run')
    .argument('<file>', 'a file that "tolmach backup" made')
    .option('--force', 'also when there is a database: it is kept aside under another name')
    .option('--json', 'answer as one JSON value')
    .action((file: string, options: RestoreOptions) => report(terminal, options, () => restore(terminal, resolve(terminal.folder, file), options.force === true)));
}

async function restore(terminal: Terminal, backup: string, force: boolean): Promise<Outcome> {
  const { file, keptAside, files } = await restoreDatabase(readSettings(terminal), backup, { force });
  const aside = keptAside === undefined ? [] : [`The database that was there is kept as ${keptAside}.`];
  const copied = files === undefined ? [] : [`${files.copied} attached files are restored with it.`, ...damageLines(files)];
  return { lines: [`${backup} is restored into ${file}.`, ...aside, ...copied], json: { file, ...(keptAside === undefined ? {} : { keptAside }), ...(files === undefined ? {} : { files }) } };
}
