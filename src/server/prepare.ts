import type { Crm } from '../core/crm.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { ensureEnvironmentKey } from './environment-key.ts';
import { createAdministrator, type FirstStart } from './first-start.ts';
import { loadOptionalPreset, loadPresets } from './presets.ts';
import type { Settings } from './settings.ts';

/** Whether demo data is to be there: `wanted` until all of it is, so that a start after a crash goes on. */
const DEMO = 'demo';

export interface Prepared {
  readonly first: FirstStart | undefined;
  /** Demo data, or the rest of it, is to be loaded: `loadWantedDemo`. */
  readonly demoWanted: boolean;
  readonly warnings: readonly string[];
}

/** Makes a store ready to be served: on the first start with an administrator, later as it was left. */
export async function prepare(crm: Crm, settings: Pick<Settings, 'administrator' | 'demo'> & Partial<Pick<Settings, 'preset' | 'dialects'>>, dialects: readonly Dialect[]): Promise<Prepared> {
  await loadPresets(crm, dialects);
  const empty = (await crm.directory()).accounts.length === 0;
  // Said before the administrator is there: a crash in between must not lose it, and later starts do not ask again.
  if (empty) await crm.storage.writeSetting(DEMO, settings.demo ? 'wanted' : 'declined');
  if (empty && settings.preset !== undefined) await loadOptionalPreset(crm, dialects, { dialects: settings.dialects ?? {} }, settings.preset);
  const first = await createAdministrator(crm, settings);
  const warning = first === undefined ? await ensureEnvironmentKey(crm, settings) : undefined;
  const demoWanted = (await crm.storage.readSetting(DEMO)) === 'wanted';
  return { first, demoWanted, warnings: warning === undefined ? [] : [warning] };
}

/** Loads the demo data, or what a crash left out of it, and remembers that it is there. */
export async function loadWantedDemo(crm: Crm): Promise<void> {
  const { loadDemo } = await import('./demo/load-demo.ts');
  await loadDemo(crm, crm.clock());
  await crm.storage.writeSetting(DEMO, 'loaded');
}
