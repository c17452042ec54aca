import { Command, CommanderError } from 'commander';
import { readVersion } from '../server/version.ts';
import { addBackup } from './commands/backup.ts';
import { addDoctor } from './commands/doctor.ts';
import { addField } from './commands/field.ts';
import { addImport } from './commands/import.ts';
import { addKey } from './commands/key.ts';
import { addMigrate } from './commands/migrate.ts';
import { addPreset } from './commands/preset.ts';
import { addRestore } from './commands/restore.ts';
import { addServe } from './commands/serve.ts';
import { addUser } from './commands/user.ts';
import { addWebhooks } from './commands/webhooks.ts';
import type { Terminal } from './terminal.ts';

/** The command table, in the order of `tolmach --help`. */
const COMMANDS = [addServe, addUser, addKey, addField, addWebhooks, addPreset, addImport, addMigrate, addBackup, addRestore, addDoctor] as const;

/** The `tolmach` command with all that it can do. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('tolmach')
    .description('A self-hosted CRM server that speaks the API languages of other CRMs.\nSettings come from the environment and from tolmach.env.')
    .version(readVersion())
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.print(text.trimEnd()), writeErr: (text) => terminal.complain(text.trimEnd()) });
  for (const add of COMMANDS) add(program, terminal);
  return program;
}

/** Runs one command line. What commander itself refuses (an unknown option) has been said already. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await createProgram(terminal).parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) terminal.fail();
  }
}
