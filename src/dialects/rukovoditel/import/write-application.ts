import type { Crm } from '../../../core/crm.ts';
import { changeEntities } from '../../../core/metadata/change-entities.ts';
import type { EntityDefinition } from '../../../core/metadata/definitions.ts';
import { freeSlug } from '../../../core/text/slug.ts';
import { numberEntities } from '../application/numbers.ts';
import { roleOfGroup } from '../values/groups.ts';
import { IMPORT } from './author.ts';
import { storedIds, type Ids } from './ids.ts';
import type { VendorModel } from './model.ts';
import type { Plan } from './plan.ts';
import type { Tally } from './tally.ts';
import { writeLists } from './write-lists.ts';
import { writeReports } from './write-reports.ts';
import { writeRights } from './write-rights.ts';
import { writeStateRules } from './write-state-rules.ts';

const MAX_TITLE_LENGTH = 250;

/** Brings the design of an application into the store. What an earlier run brought is recognised by its numbers. */
export async function writeApplication(crm: Crm, plan: Plan, model: VendorModel, user: Ids['user'], tally: Tally): Promise<Ids> {
  await changeEntities(crm, (catalog) => numberEntities(plan.entities.map(({ definition }) => definition), catalog).filter((entity) => !isStored(entity, catalog.has(entity.name) ? catalog.entity(entity.name) : undefined)));
  await writeGroups(crm, model);
  await writeLists(crm, plan, model, user, tally);
  const ids = storedIds(await crm.directory(), user);
  await writeRights(crm, plan, model, ids, tally);
  await writeStateRules(crm, plan, model, ids, tally);
  await writeReports(crm, plan, model, tally);
  return ids;
}

function isStored(entity: EntityDefinition, stored: EntityDefinition | undefined): boolean {
  return stored !== undefined && JSON.stringify(entity) === JSON.stringify(stored);
}

/** Access groups become roles; group 0 is no record but a mark of people (Rukovoditel contract 3.7.1). */
async function writeGroups(crm: Crm, { groups }: VendorModel): Promise<void> {
  await crm.write(IMPORT, async (draft, directory) => {
    const codes = new Set(directory.roles.map(({ code }) => code));
    for (const { number, title: given } of groups) {
      const title = (given || String(number)).slice(0, MAX_TITLE_LENGTH);
      const role = roleOfGroup(directory, number);
      if (role !== undefined) {
        draft.update('role', role.record, { title });
        continue;
      }
      const code = freeSlug(title, 'group', (name) => !codes.has(name));
      codes.add(code);
      draft.insert('role', { code, title, number, visibility: 'own', manages_users: false });
    }
  });
}
