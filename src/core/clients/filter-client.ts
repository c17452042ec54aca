import type { Draft } from '../changes/draft.ts';
import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import type { ItemReference } from '../dictionaries/resolve-item.ts';
import { changedInputs, filterInputs } from '../filters/filter-inputs.ts';
import { closedFields } from '../permissions/allow.ts';
import type { FieldInputs } from '../records/accept-values.ts';
import { openInputs, STRICT } from '../records/plan-new.ts';
import type { CrmRecord } from '../values.ts';
import type { ClientInput } from './client-input.ts';

/**
 * What is to be written of a client (`record`: as it is now) after the installation's filters have seen it: dictionary
 * values by title or id among the others, requisites as one object. What a filter changes must be the caller's to write
 * (`invalid`). CrmError `refused`.
 */
export async function filterClient(crm: Crm, context: Context, draft: Draft, directory: Directory, input: ClientInput, record?: CrmRecord): Promise<ClientInput> {
  const client = directory.catalog.entity('client');
  if (crm.filters?.watches('client', record === undefined ? 'add' : 'edit') !== true) return input;
  const titles = Object.fromEntries(Object.entries(input.items).map(([name, item]) => [name, 'title' in item ? item.title : item.id]));
  const given: FieldInputs = { ...input.values, ...titles, ...(input.requisites === undefined ? {} : { requisites: input.requisites }) };
  const passed = await filterInputs(crm, draft.author, client, given, record);
  const { requisites: _, ...changed } = changedInputs(given, passed);
  openInputs(client, changed, closedFields(directory, context.account, client, record), STRICT);
  return apart(input, passed);
}

/** One map of values as the parts of an input: what was named by title or id before may be so again. */
function apart({ items }: ClientInput, passed: FieldInputs): ClientInput {
  const { requisites, ...rest } = passed;
  const named = Object.entries(rest).flatMap(([name, value]): [string, ItemReference][] => {
    if (!Object.hasOwn(items, name)) return [];
    return typeof value === 'string' ? [[name, { title: value }]] : typeof value === 'number' ? [[name, { id: value }]] : [];
  });
  const names = new Set(named.map(([name]) => name));
  return {
    values: Object.fromEntries(Object.entries(rest).filter(([name]) => !names.has(name))),
    items: Object.fromEntries(named),
    ...(isObject(requisites) ? { requisites } : {}),
  };
}

function isObject(value: unknown): value is FieldInputs {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
