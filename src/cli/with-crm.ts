import { existsSync } from 'node:fs';
import type { Author } from '../core/changes/change-set.ts';
import { createCrm, type Crm } from '../core/crm.ts';
import { annotateFor } from '../server/annotate.ts';
import { DIALECTS } from '../server/dialects.ts';
import { databaseFile } from '../server/open-store.ts';
import { loadPresets } from '../server/presets.ts';
import { Refusal } from '../server/refusal.ts';
import { readSettingsFile } from '../server/settings-file.ts';
import { parseSettings, type Settings } from '../server/settings.ts';
import type { Terminal } from './terminal.ts';

/** Who writes what the command line does. */
export const CLI: Author = Object.freeze({ userId: null, face: 'cli', keyId: null });

/** The settings, from the environment and the file. */
export function readSettings({ env, folder }: Terminal): Settings {
  return parseSettings({ env, fileText: readSettingsFile(env, folder), dialects: DIALECTS, folder });
}

/** Works on the store that is there, beside a running server too; refuses to make a new one by accident. */
export async function withCrm<Answer>(terminal: Terminal, work: (crm: Crm, settings: Settings) => Promise<Answer>): Promise<Answer> {
  const settings = readSettings(terminal);
  if (settings.database === undefined && !existsSync(databaseFile(settings))) {
    throw new Refusal(`There is no database ${databaseFile(settings)} yet: start the server once, or set TOLMACH_DATA to the folder of yours.`);
  }
  return withStore(terminal, settings, (crm) => work(crm, settings));
}

/** Opens the store, newly made where there is none, and closes it when the work is done. */
export async function withStore<Answer>(terminal: Terminal, settings: Settings, work: (crm: Crm) => Promise<Answer>): Promise<Answer> {
  const crm = createCrm({ storage: await terminal.openStore(settings), clock: Date.now, annotate: annotateFor(DIALECTS) });
  try {
    await loadPresets(crm, DIALECTS);
    return await work(crm);
  } finally {
    await crm.close();
  }
}
