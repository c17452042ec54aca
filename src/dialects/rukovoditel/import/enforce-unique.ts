import type { Crm } from '../../../core/crm.ts';
import { refuseCollisions } from '../../../core/designer/refuse-collisions.ts';
import { CrmError } from '../../../core/errors.ts';
import { changeEntities } from '../../../core/metadata/change-entities.ts';
import type { FieldTypeName } from '../../../core/metadata/definitions.ts';
import type { Plan } from './plan.ts';
import type { Tally } from './tally.ts';

/** Too long for an index, lists, or worked out from others. */
const UNFIT: ReadonlySet<FieldTypeName> = new Set<FieldTypeName>(['long_text', 'options', 'links', 'files', 'formula', 'text_formula', 'boolean']);

/** Makes fields unique, in all or within a parent, where the records allow it (Rukovoditel contract 2.4.3). */
export async function enforceUnique(crm: Crm, plan: Plan, tally: Tally): Promise<void> {
  for (const { definition, fields } of plan.entities) for (const { vendor, core } of fields) {
    const kind = String(vendor.configuration['is_unique'] ?? '0');
    const within = kind === '2' ? definition.parent : undefined;
    if (kind !== '1' && kind !== '2') continue;
    if (UNFIT.has(core.type)) tally.note('fields of this kind cannot be unique', `field_${vendor.number} ${vendor.name}`);
    else if (await collides(crm, definition.name, core.name, within)) tally.note('fields are not unique: several records hold one value', `field_${vendor.number} ${vendor.name}`);
    else await makeUnique(crm, definition.name, within === undefined ? [core.name] : [within, core.name]);
  }
}

async function collides(crm: Crm, entity: string, name: string, within: string | undefined): Promise<boolean> {
  const { catalog } = await crm.directory();
  try {
    await refuseCollisions(crm, catalog.entity(entity), catalog.field(entity, name), within);
    return false;
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'duplicate') throw error;
    return true;
  }
}

async function makeUnique(crm: Crm, name: string, fields: readonly string[]): Promise<void> {
  await changeEntities(crm, (catalog) => {
    const entity = catalog.entity(name);
    return entity.unique.some((known) => known.join() === fields.join()) ? [] : [{ ...entity, unique: [...entity.unique, fields] }];
  });
}
