import type { PlannedValues } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { planItem, type ItemReference, type PlannedItems } from '../dictionaries/resolve-item.ts';
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
    .map(({ field, reference }) => [field.name, planItem(draft, directory, field.settings.entity ?? '', reference, planned)] as const);
  return { ...accepted, ...Object.fromEntries(resolved) };
}
