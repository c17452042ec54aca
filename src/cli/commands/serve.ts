import type { Command } from 'commander';
import { DIALECTS } from '../../server/dialects.ts';
import { greet, type Greeting } from '../../server/greeting.ts';
import { createLog } from '../../server/log.ts';
import { stopOnSignal } from '../../server/stop-on-signal.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { readSettings } from '../with-crm.ts';

/** `tolmach serve`: what `npm start` runs. */
export function addServe(program: Command, terminal: Terminal): void {
  program.command('serve')
    .description('start the server; on an empty database makes an administrator and a key, and shows them once')
    .option('--json', 'say that it is ready as one JSON value')
    .action((options: CommonOptions) => report(terminal, options, () => start(terminal)));
}

async function start(terminal: Terminal): Promise<Outcome> {
  const settings = readSettings(terminal);
  const log = createLog(settings.logLevel);
  // The HTTP server is loaded for this command alone: the others answer sooner without it.
  const { serve } = await import('../../server/serve.ts');
  const server = await serve({ settings, dialects: DIALECTS, clock: Date.now, log, warn: terminal.complain });
  stopOnSignal(process, server.stop, (error) => log.error({ err: error }, 'the server did not stop in good order'));
  return { lines: greet(server.greeting), json: toJson(server.greeting) };
}

function toJson({ address, version, engine, prepared, dialects }: Greeting): object {
  const { first, demoWanted } = prepared;
  return { address, version, engine, dialects: dialects.map(({ name }) => name), ...(first === undefined ? {} : { first: { ...first, demo: demoWanted } }) };
}
