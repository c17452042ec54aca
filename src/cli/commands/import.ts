import type { Command } from 'commander';
import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Crm } from '../../core/crm.ts';
import { openZone } from '../../core/time.ts';
import { DIALECTS } from '../../server/dialects.ts';
import { openFiles } from '../../server/files.ts';
import { codeOf, Refusal } from '../../server/refusal.ts';
import type { Settings } from '../../server/settings.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { withCrm } from '../with-crm.ts';

interface ImportOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly files?: string;
}

const IMPORTERS = DIALECTS.flatMap(({ importers = [] }) => importers);
type Importer = (typeof IMPORTERS)[number];

/** `tolmach import rukovoditel <file>`, and its like of other dialects. */
export function addImport(program: Command, terminal: Terminal): void {
  const command = program.command('import').description('bring over what an installation of another product holds');
  for (const importer of IMPORTERS) {
    command.command(importer.name).description(`bring ${importer.about}; one that was cut off goes on where it stopped`)
      .argument('<file>', 'the dump')
      .option('--dry-run', 'write nothing, only tell what would come along')
      .option('--files <folder>', 'the folder in which that installation keeps attached files')
      .option('--json', 'answer as one JSON value')
      .action((file: string, options: ImportOptions) => report(terminal, options, () => withCrm(terminal, (crm, settings) => bring(terminal, importer, crm, settings, resolve(terminal.folder, file), options))));
  }
}

async function bring(terminal: Terminal, importer: Importer, crm: Crm, settings: Settings, file: string, { dryRun = false, files }: ImportOptions): Promise<Outcome> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new Refusal(`There is no file ${file}.`);
  const folder = files === undefined ? undefined : resolve(terminal.folder, files);
  if (folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new Refusal(`There is no folder ${folder}.`);
  return importer.run({
    crm: folder === undefined || dryRun ? crm : await withFiles(crm, settings), zone: openZone(settings.timeZone), dryRun,
    open: () => createReadStream(file),
    readUpload: folder === undefined ? undefined : (path) => readUpload(join(folder, path)),
    progress: (line) => { if (terminal.watched === true) terminal.complain(line); },
  });
}

async function withFiles(crm: Crm, settings: Settings): Promise<Crm> {
  return { ...crm, files: (await openFiles(settings, crm.storage, crm.clock)).store, fileLimits: settings.fileLimits };
}

async function readUpload(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(codeOf(error))) return undefined;
    throw error;
  }
}
