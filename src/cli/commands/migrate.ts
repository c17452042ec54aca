import type { Command } from 'commander';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { readSettings, withStore } from '../with-crm.ts';

/** `tolmach migrate`: what a start does to the database, without starting. */
export function addMigrate(program: Command, terminal: Terminal): void {
  program.command('migrate')
    .description('make the database, or bring it to the version of this program, without starting the server')
    .option('--json', 'answer as one JSON value')
    .action((options: CommonOptions) => report(terminal, options, () => migrate(terminal)));
}

async function migrate(terminal: Terminal): Promise<Outcome> {
  const { engine, entities } = await withStore(terminal, readSettings(terminal), async (crm) => ({ engine: crm.storage.engine, entities: (await crm.directory()).catalog.entities.length }));
  return { lines: [`The database is up to date (${engine}, ${entities} entities).`], json: { engine, entities, upToDate: true } };
}
