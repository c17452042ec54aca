import type { Crm } from '../core/crm.ts';
import type { StoredEvent } from '../core/events/stored-event.ts';
import type { FilterPoint } from '../core/filters/write-filters.ts';
import { checkManifest } from './check-manifest.ts';
import { createExtensionFilters } from './extension-filters.ts';
import { findExtensions, type FoundExtension } from './find-extensions.ts';
import type { RouteRequest } from './index.ts';
import { keepSubscriptions } from './keep-subscriptions.ts';
import { faceOf, type ExtensionReport, type LoadedExtension } from './loaded-extension.ts';
import { NAME } from './read-definition.ts';
import { runSchedules } from './run-schedules.ts';
import { startProcess } from './extension-process.ts';
import { createToolHost } from './tools.ts';

const HANDLER_MS = 15_000;

export interface ExtensionsParts {
  /** Absolute. */
  readonly folder: string;
  readonly crm: Crm;
  /** Where their filters go. */
  readonly filters: FilterPoint;
  /** What extensions may know of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: (message: string, facts: object) => void;
}

/** The extensions of an installation, running. */
export interface Extensions {
  /** What stopped those that were not loaded, in plain sentences. */
  readonly complaints: readonly string[];
  /** As delivery asks for them: whether one of this name is here, and what became of an event that it was told of. */
  handles(name: string): boolean;
  run(name: string, event: StoredEvent, told: string, timeoutMs: number): Promise<{ readonly ok: true } | { readonly ok: false; readonly error: string }>;
  /** The answer of a route of an extension; undefined: there is no such route. Rejects when the extension fails. */
  answer(name: string, request: RouteRequest): Promise<{ readonly answer: unknown } | undefined>;
  report(): readonly ExtensionReport[];
  /** Begins what they want done every so often. */
  begin(): void;
  close(): Promise<void>;
}

/** Loads each module of the folder in a process of its own. One that cannot be loaded stops neither the others nor the server. */
export async function openExtensions({ folder, crm, filters, env, log }: ExtensionsParts): Promise<Extensions> {
  const found = findExtensions(folder);
  const loaded: LoadedExtension[] = [];
  const broken: ExtensionReport[] = [];
  const useTool = createToolHost(crm, () => loaded);
  const starting = await Promise.allSettled(found.map((one) => load(one, { crm, env, log, useTool })));
  for (const [index, outcome] of starting.entries()) {
    const name = found[index]?.name ?? '';
    if (outcome.status === 'rejected') broken.push({ name, state: 'broken', error: outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason), failures: 1 });
    else if (loaded.some((other) => other.name === outcome.value.name)) {
      broken.push({ name, state: 'broken', error: `there is another extension called "${outcome.value.name}"`, failures: 1 });
      await outcome.value.process.close();
    } else loaded.push(outcome.value);
  }
  filters.use(createExtensionFilters(() => loaded));
  await keepSubscriptions(crm, loaded, broken.length === 0).catch((error: unknown) => log('the subscriptions of extensions could not be kept', { err: error }));
  const named = (name: string): LoadedExtension | undefined => loaded.find((extension) => extension.name === name);
  let endSchedules = async (): Promise<void> => undefined;
  return {
    complaints: broken.map(({ name, error = '' }) => `The extension ${name} is not loaded: ${error}.`),
    handles: (name) => named(name) !== undefined,
    async run(name, event, _told, timeoutMs) {
      const extension = named(name);
      if (extension === undefined) return { ok: false, error: 'no_extension' };
      // What it did itself is no news to it: a handler that writes does not call itself.
      if (event.face === faceOf(name)) return { ok: true };
      try {
        await extension.process.perform({ kind: 'event', event }, { timeoutMs: Math.min(timeoutMs, HANDLER_MS), chain: [name] });
        return { ok: true };
      } catch (error) {
        return { ok: false, error: error instanceof Error ? error.message : String(error) };
      }
    },
    async answer(name, request) {
      const extension = named(name);
      const route = `${request.method} ${request.path}`;
      if (extension?.manifest.routes.includes(route) !== true) return undefined;
      return { answer: await extension.process.perform({ kind: 'route', route, request }, { timeoutMs: HANDLER_MS, chain: [name] }) };
    },
    report: () => [...loaded.map(reportOf), ...broken],
    begin() { endSchedules = runSchedules({ extensions: loaded, turns: crm.storage.deliveries, clock: crm.clock, log }); },
    async close() {
      const ending = endSchedules();
      await Promise.all([...loaded.map(({ process }) => process.close()), ending]);
    },
  };
}

async function load({ name, file }: FoundExtension, { crm, env, log, useTool }: Pick<ExtensionsParts, 'crm' | 'env' | 'log'> & { readonly useTool: ReturnType<typeof createToolHost> }): Promise<LoadedExtension> {
  if (!NAME.test(name)) throw new Error('the name of its file must be of small Latin letters, digits, "-" and "_"');
  const tell = (message: string, facts: object): void => log(message, { ...facts, extension: name });
  const { manifest, process } = await startProcess({ file, env, useTool, log: tell, clock: crm.clock });
  const faults = checkManifest(manifest, (await crm.directory()).catalog);
  if (faults.length === 0) return { name: manifest.name ?? name, manifest, process };
  await process.close();
  throw new Error(faults.join('; '));
}

function reportOf({ name, process }: LoadedExtension): ExtensionReport {
  const { state, error, failures } = process.report();
  return { name, state, ...(error === undefined ? {} : { error }), failures };
}
