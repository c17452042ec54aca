import { setTimeout as sleep } from 'node:timers/promises';
import type { Author } from '../core/changes/change-set.ts';
import type { Crm } from '../core/crm.ts';
import { CrmError } from '../core/errors.ts';
import { BASE_PRESET } from '../core/presets/base.ts';
import { changeEntities } from '../core/metadata/change-entities.ts';
import { loadPreset } from '../core/presets/load-preset.ts';
import type { Preset } from '../core/presets/preset.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

/** Who writes what a start brings along. */
export const SETUP: Author = Object.freeze({ userId: null, face: 'setup', keyId: null });

const MAX_TRIES = 5;
const PAUSE_MS = 50;

/** Brings in what every installation and every dialect starts with. What is there stays as it is. */
export async function loadPresets(crm: Crm, dialects: readonly Dialect[]): Promise<void> {
  for (const preset of [BASE_PRESET, ...dialects.map((dialect) => dialect.preset)]) await loadOne(crm, preset);
  await annotateAll(crm);
}

/** Entities that an earlier version made get what languages added since note on them. */
async function annotateAll(crm: Crm): Promise<void> {
  await changeEntities(crm, (catalog) => {
    const annotated = crm.annotate(catalog.entities, catalog);
    return annotated.filter((entity, index) => JSON.stringify(entity) !== JSON.stringify(catalog.entities[index]));
  });
}

/** The applications that an operator may load, by their names. */
export function optionalPresets(dialects: readonly Dialect[], settings: Pick<Settings, 'dialects'>): ReadonlyMap<string, Preset> {
  return new Map(dialects.flatMap((dialect) => dialect.presets?.(settings.dialects[dialect.name] ?? {}) ?? []).map((preset) => [preset.name, preset]));
}

/** Loads one of them; Refusal when there is none of this name. */
export async function loadOptionalPreset(crm: Crm, dialects: readonly Dialect[], settings: Pick<Settings, 'dialects'>, name: string): Promise<void> {
  const presets = optionalPresets(dialects, settings);
  const preset = presets.get(name);
  if (preset === undefined) throw new Refusal(`There is no preset ${name}. There are: ${[...presets.keys()].join(', ')}.`);
  await loadOne(crm, preset);
}

/** Two processes that start on one empty store make the same tables: the second fails, looks again, and finds them. */
async function loadOne(crm: Crm, preset: Preset): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await loadPreset(crm, SETUP, preset);
    } catch (error) {
      if (!(error instanceof CrmError && (error.code === 'unavailable' || error.code === 'conflict')) || tries === MAX_TRIES) throw error;
      await sleep(PAUSE_MS * tries);
    }
  }
}
