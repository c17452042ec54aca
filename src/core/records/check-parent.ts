import type { PlannedValues } from '../changes/change-set.ts';
import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { rightsOn } from '../permissions/rights.ts';
import { seesRecord } from '../permissions/visible-records.ts';

/** Refuses a parent that the caller does not see (`not_found` of the parent): nothing is hung on what is hidden. */
export async function checkParent({ storage, directory: current }: Crm, { account }: Context, entity: EntityDefinition, values: PlannedValues): Promise<void> {
  const id = entity.parent === undefined ? undefined : values[entity.parent];
  const target = entity.fields.find(({ name }) => name === entity.parent)?.settings.entity;
  if (typeof id !== 'number' || target === undefined) return;
  const directory = await current();
  const parent = directory.catalog.entity(target);
  const record = await storage.readRecord(target, id);
  const there = record !== undefined && (record['deleted_at'] ?? null) === null;
  // A role that was given the parts without the whole may use any parent that exists.
  const seen = there && (rightsOn(directory, account, parent).read === 'none' || (await seesRecord(storage, directory, account, parent, record)));
  if (!seen) throw new CrmError('not_found', { entity: target, id });
}
