import { createCrm, type Crm } from '../core/crm.ts';
import { openZone, type Clock, type Zone } from '../core/time.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { openStore } from './open-store.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { Settings } from './settings.ts';

export interface Composed extends Prepared {
  readonly crm: Crm;
  readonly zone: Zone;
}

export interface ComposeParts {
  readonly settings: Settings;
  readonly dialects: readonly Dialect[];
  readonly clock: Clock;
}

/** Puts the product together over the store that the settings name. The caller closes the `crm`. */
export async function compose({ settings, dialects, clock }: ComposeParts): Promise<Composed> {
  const crm = createCrm({ storage: await openStore(settings), clock });
  try {
    return { crm, zone: openZone(settings.timeZone), ...(await prepare(crm, settings, dialects)) };
  } catch (error) {
    await crm.close();
    throw error;
  }
}
