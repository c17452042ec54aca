import type { NewId } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Directory } from '../directory.ts';
import { acceptValues } from '../records/accept-values.ts';
import { planCreate } from '../records/plan.ts';
import { matchKey } from '../text/fold.ts';

/** How a caller names a dictionary value. */
export type ItemReference = { readonly title: string } | { readonly id: number };

/**
 * The value that a caller names; an unknown title becomes a new value in the same transaction. Two writers with one new
 * title make one value: the dictionary's unique key turns the second into a conflict, and its decision is taken again.
 * A number that is no value's id is a title written in digits.
 */
export function planItem(draft: Draft, directory: Directory, dictionary: string, reference: ItemReference, planned: PlannedItems): NewId | number {
  const found = findItem(directory, dictionary, reference);
  if (found !== undefined) return found;
  const title = 'title' in reference ? reference.title.trim() : String(reference.id);
  const key = `${dictionary}/${matchKey(title)}`;
  const earlier = planned.get(key);
  if (earlier !== undefined) return earlier;
  const definition = directory.catalog.entity(dictionary);
  const position = directory.dictionary(dictionary).items.length + 1;
  const id = planCreate(draft, directory, definition, acceptValues(definition, { title, position }, { whole: true }));
  planned.set(key, id);
  return id;
}

/** The values that one decision has drafted already, so that one title is drafted once. */
export type PlannedItems = Map<string, NewId>;

/** The id of the value a caller names, if there is one; never creates (filters use it). */
export function findItem(directory: Directory, dictionary: string, reference: ItemReference): number | undefined {
  const items = directory.dictionary(dictionary);
  if ('title' in reference) return items.byTitle(reference.title)?.id;
  return items.byId(reference.id)?.id ?? items.byTitle(String(reference.id))?.id;
}
