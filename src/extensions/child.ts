import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromChild, ToChild } from './messages.ts';
import { performWork } from './perform-work.ts';
import { readDefinition, type Definition } from './read-definition.ts';
import { createTools, type ToolClient } from './tool-client.ts';

const isSource = import.meta.url.endsWith('.ts');
/** The module that extensions import as `tolmach/extensions`, wherever they lie and whether or not it is installed there. */
const DOOR = new URL(isSource ? './index.ts' : './index.js', import.meta.url).href;
const WATCHDOG = new URL(isSource ? './watchdog.ts' : './watchdog.js', import.meta.url);

await serve(process.argv[2] ?? '');

/** Loads the extension in this process of its own, and does what the server asks of it. */
async function serve(file: string): Promise<void> {
  const say = (message: FromChild, then?: () => void): void => { process.send?.(message, undefined, undefined, then); };
  const giveUp = (error: unknown): void => say({ kind: 'broken', error: sentenceOf(error) }, () => process.exit(1));
  process.once('disconnect', () => process.exit(0));
  // Ctrl-C and service managers tell all processes; the server may still need this one to end in good order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  process.on('uncaughtException', giveUp);
  new Worker(WATCHDOG).unref();
  registerHooks({ resolve: (specifier, context, next) => (specifier === 'tolmach/extensions' ? { url: DOOR, shortCircuit: true } : next(specifier, context)) });
  try {
    const loaded: { readonly default?: unknown } = await import(pathToFileURL(file).href);
    const definition = readDefinition(loaded.default);
    const client = createTools(say);
    process.on('message', (message) => hear(message as ToChild, definition, client, say));
    say({ kind: 'ready', manifest: definition.manifest });
  } catch (error) {
    giveUp(error);
  }
}

function hear(message: ToChild, definition: Definition, client: ToolClient, say: (message: FromChild) => void): void {
  if (message.kind === 'work') void answer(message, definition, client, say);
  else client.hear(message);
}

async function answer({ id, work }: Extract<ToChild, { readonly kind: 'work' }>, definition: Definition, client: ToolClient, say: (message: FromChild) => void): Promise<void> {
  try {
    // What cannot be sent to another process is the handler's failure too.
    say({ kind: 'done', id, result: await performWork(definition, work, client.toolsFor(id)) });
  } catch (error) {
    say({ kind: 'failed', id, error: sentenceOf(error) });
  }
}

function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.slice(0, 500);
}
