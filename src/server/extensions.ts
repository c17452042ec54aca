import { existsSync } from 'node:fs';
import type { Crm } from '../core/crm.ts';
import type { FilterPoint } from '../core/filters/write-filters.ts';
import type { DialectLog } from '../dialects/dialect.ts';
import type { Extensions } from '../extensions/open-extensions.ts';
import { SETTINGS, type Settings } from './settings.ts';

export interface InstalledParts {
  readonly settings: Pick<Settings, 'extensionsFolder'>;
  readonly crm: Crm;
  readonly filters: FilterPoint;
  readonly log: DialectLog;
  /** Where a line that the operator must see goes. */
  readonly warn: (line: string) => void;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs the extensions of the operator's folder; undefined where there is none, and then nothing of it is loaded. What
 * opens the product itself (passwords, keys, the address of the database) they do not find in their environment.
 */
export async function openInstalledExtensions({ settings, crm, filters, log, warn, env = process.env }: InstalledParts): Promise<Extensions | undefined> {
  const told = (await crm.directory()).subscriptions.some(({ target, active }) => target === 'extension' && active);
  if (!told && !existsSync(settings.extensionsFolder)) return undefined;
  const { openExtensions } = await import('../extensions/open-extensions.ts');
  const extensions = await openExtensions({
    folder: settings.extensionsFolder, crm, filters, env: withoutSecrets(env),
    log: (message, facts) => log.warn(facts, message),
  });
  for (const complaint of extensions.complaints) warn(`Warning: ${complaint}`);
  return extensions;
}

function withoutSecrets(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string | undefined>> {
  const secret = new Set(Object.values(SETTINGS).filter((setting) => setting.secret === true).map(({ name }) => name));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !secret.has(name)));
}
