import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { NO_RIGHTS, type EntityRights } from '../permissions/rights.ts';
import { acceptValues } from '../records/accept-values.ts';
import { checkLinks } from '../records/check-links.ts';
import { planCreate, planUpdate } from '../records/plan.ts';
import { listAt, numberAt, textAt, type CrmRecord } from '../values.ts';
import { requireAdministrator } from './administrator.ts';
import { shapeable } from './define.ts';

/** What is not named stays as it was given before, or is not given. */
export interface EntityRightChange extends Partial<Omit<EntityRights, 'hidden' | 'fixed'>> {
  /** The id of the role. */
  readonly role: number;
  readonly entity: string;
  /** Fields that are not there for the role. */
  readonly hidden?: readonly string[];
  /** Fields that the role sees and cannot change. */
  readonly fixed?: readonly string[];
}

/**
 * Gives a role rights to the records of an entity, and takes them. Refuses (`invalid`, all faults at once) entities
 * whose records the owner decides of, unknown roles and fields, and hiding the heading.
 */
export async function setEntityRight(crm: Crm, context: Context, { role, entity, ...change }: EntityRightChange): Promise<void> {
  requireAdministrator(context);
  await crm.write(authorOf(context), async (draft, directory) => {
    const faults = faultsOf(shapeable(directory.catalog, entity), change.hidden ?? [], change.fixed ?? []);
    if (faults.length > 0) throw new CrmError('invalid', { entity, faults });
    const record = directory.entityRights.find((right) => textAt(right, 'entity') === entity && numberAt(right, 'role') === role);
    const definition = directory.catalog.entity('entity_right');
    const values = acceptValues(definition, { ...valuesOf(record), ...change, entity, role }, { whole: true });
    await checkLinks(crm.storage, directory, definition, values);
    if (record === undefined) planCreate(draft, directory, definition, values);
    else planUpdate(draft, directory, definition, record, values);
  });
}

function valuesOf(record: CrmRecord | undefined): Readonly<Record<string, unknown>> {
  const { hidden, fixed, ...words } = NO_RIGHTS;
  const none = { ...words, hidden: [...hidden], fixed: [...fixed] };
  if (record === undefined) return none;
  return { ...none, ...Object.fromEntries(Object.keys(words).flatMap((name) => ((record[name] ?? null) === null ? [] : [[name, record[name]]]))), hidden: listAt(record, 'hidden'), fixed: listAt(record, 'fixed') };
}

function faultsOf(entity: EntityDefinition, hidden: readonly string[], fixed: readonly string[]): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (entity.granted !== true && entity.name !== 'user') faults.push({ field: 'entity', fault: 'unknown_value' });
  if (hidden.includes(entity.heading) || !allKnown(entity, hidden)) faults.push({ field: 'hidden', fault: 'unknown_value' });
  if (!allKnown(entity, fixed)) faults.push({ field: 'fixed', fault: 'unknown_value' });
  return faults;
}

/** Whether all of these are fields of the entity, removed or not. */
export function allKnown(entity: EntityDefinition, names: readonly string[]): boolean {
  return names.every((name) => entity.fields.some((field) => field.name === name));
}
