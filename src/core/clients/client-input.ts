import type { PlannedValues } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { planItem, type ItemReference, type PlannedItems } from '../dictionaries/resolve-item.ts';
import { CrmError } from '../errors.ts';
import { acceptValues, type FieldInputs } from '../records/accept-values.ts';
import { checkLinks } from '../records/check-links.ts';

/** What a face wants written of a client; only what is present is touched. */
export interface ClientInput {
  readonly values: FieldInputs;
  /** Dictionary fields named by title or id; unknown titles become new values. */
  readonly items: Readonly<Record<string, ItemReference>>;
  readonly requisites?: FieldInputs;
}

/** Validated values of a client, dictionary values drafted where they are new. */
export async function planClientValues(crm: Crm, draft: Draft, directory: Directory, input: ClientInput, { whole }: { whole: boolean }): Promise<PlannedValues> {
  const client = directory.catalog.entity('client');
  const accepted = acceptValues(client, input.values, { whole });
  await checkLinks(crm.storage, directory, client, accepted);
  const planned: PlannedItems = new Map();
  const resolved = Object.entries(input.items)
    .map(([name, reference]) => ({ field: directory.catalog.field('client', name), reference }))
    .filter(({ field }) => field.active && field.settings.entity !== undefined)
    .map(({ field, reference }) => [field.name, namingField(field.name, () => planItem(draft, directory, field.settings.entity ?? '', reference, planned))] as const);
  return { ...accepted, ...Object.fromEntries(resolved) };
}

/** What is wrong with the title of a new dictionary value is told of the client's field that holds it. */
function namingField<T>(name: string, plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof CrmError) || error.facts.faults === undefined) throw error;
    throw new CrmError(error.code, { entity: 'client', faults: error.facts.faults.map((fault) => ({ ...fault, field: name })) }, { cause: error });
  }
}
