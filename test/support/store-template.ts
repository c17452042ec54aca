import { createHash } from 'node:crypto';
import { createCrm, type Annotate, type Crm } from '../../src/core/crm.ts';
import type { Author } from '../../src/core/changes/change-set.ts';
import type { Preset } from '../../src/core/presets/preset.ts';
import { loadPreset } from '../../src/core/presets/load-preset.ts';
import type { Storage } from '../../src/core/storage.ts';

/** What a store holds from its first moment: made once a run, and copied for each store that begins with it. */
export interface StoreTemplate {
  /** Tells what is in it: letters and digits that no other content has. */
  readonly key: string;
  fill(storage: Storage): Promise<void>;
}

export interface TemplateParts {
  /** Who begins with it; templates that fill stores in another way are called otherwise. */
  readonly name: string;
  readonly presets: readonly Preset[];
  /** When it is filled, in milliseconds: what the records of the presets bear. */
  readonly at: number;
  readonly annotate?: Annotate;
  /** What comes after the presets: people, keys. */
  readonly people?: (crm: Crm) => Promise<void>;
}

const SETUP: Author = { userId: null, face: 'setup', keyId: null };
const KEY_LENGTH = 24;

/** Describes a store with these presets; the key follows every word of them. */
export function describeTemplate({ name, presets, at, annotate, people }: TemplateParts): StoreTemplate {
  return {
    key: createHash('sha256').update(JSON.stringify([name, at, presets])).digest('hex').slice(0, KEY_LENGTH),
    async fill(storage) {
      const crm = createCrm({ storage, clock: () => at, ...(annotate === undefined ? {} : { annotate }) });
      for (const preset of presets) await loadPreset(crm, SETUP, preset);
      await people?.(crm);
    },
  };
}
