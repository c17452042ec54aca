import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { createCatalog, type Catalog } from './catalog.ts';
import type { EntityDefinition } from './definitions.ts';

const MAX_TRIES = 20;

/** Changes entities: decides by the newest definitions, again when another process changed them meanwhile. */
export async function changeEntities(crm: Crm, decide: (catalog: Catalog) => readonly EntityDefinition[]): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { entities, revision } = await crm.storage.loadMetadata();
    const catalog = createCatalog(entities, revision);
    const changed = crm.annotate(decide(catalog), catalog);
    if (changed.length === 0 || (await crm.storage.saveEntities(changed, revision))) return;
    await crm.storage.directoryEpoch('fresh');
  }
  throw new CrmError('conflict', { reason: `entities changed ${MAX_TRIES} times meanwhile` });
}
