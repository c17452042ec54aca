import type { NewId, PlannedValues } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { checkFiles } from '../files/check-files.ts';
import { filterInputs } from '../filters/filter-inputs.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { allowCreating, closedFields } from '../permissions/allow.ts';
import { acceptValues, type FieldInputs } from './accept-values.ts';
import { checkBranches } from './check-branches.ts';
import { checkLinks } from './check-links.ts';
import { checkParent } from './check-parent.ts';
import { checkUnique } from './check-unique.ts';
import { planCreate } from './plan.ts';
import { seenCollision } from './seen-collision.ts';
import { standardValues } from './standard-values.ts';

/** How a face wants inputs treated. */
export interface WriteManner {
  /** Values of fields that the caller may not write: an error, or left out without a word. */
  readonly closed: 'refuse' | 'drop';
  /** Whether required fields must be there, and may not be cleared. */
  readonly required: boolean;
}

export const STRICT: WriteManner = { closed: 'refuse', required: true };

/**
 * Drafts a new record of any entity: rights, standard values, checks and all. Its owner is the caller unless said;
 * `stamp` says who made it and when, where that is another than the caller now.
 */
export async function planNew(crm: Crm, context: Context, draft: Draft, directory: Directory, entity: EntityDefinition, inputs: FieldInputs, manner: WriteManner = STRICT, stamp: PlannedValues = {}): Promise<NewId> {
  allowCreating(directory, context.account, entity);
  const own = entity.owner === undefined ? {} : { [entity.owner]: context.account.id };
  const filtered = await filterInputs(crm, draft.author, entity, inputs);
  const open = openInputs(entity, filtered, closedFields(directory, context.account, entity), manner);
  const accepted = acceptValues(entity, { ...standardValues(directory, entity), ...own, ...open }, { whole: manner.required, lenient: !manner.required });
  const values = checkBranches(context.account, entity, accepted);
  await checkParent(crm, context, entity, values);
  await checkLinks(crm.storage, directory, entity, values);
  await checkFiles(crm, context.account, entity, values);
  await seenCollision(crm, context, checkUnique(crm.storage, draft, entity, values));
  return planCreate(draft, directory, entity, { ...values, ...stamp });
}

/** The inputs for fields that may be written; others are refused (`invalid`) or left out. What is worked out or kept by the product is nobody's to write. */
export function openInputs(entity: EntityDefinition, inputs: FieldInputs, closed: ReadonlySet<string>, manner: WriteManner): FieldInputs {
  const shut = entity.fields.filter((field) => Object.hasOwn(inputs, field.name) && (closed.has(field.name) || field.computed === true || field.type === 'formula' || field.type === 'text_formula'));
  if (shut.length === 0) return inputs;
  if (manner.closed === 'refuse') throw new CrmError('invalid', { entity: entity.name, faults: shut.map(({ name }) => ({ field: name, fault: 'read_only' as const })) });
  const names = new Set(shut.map(({ name }) => name));
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.has(name)));
}
