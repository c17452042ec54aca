import type { Draft } from '../../changes/draft.ts';
import { draftedChanges } from '../drafted.ts';
import { linkAt, type Reference } from '../references.ts';
import type { Rows } from '../rows.ts';

/** So many subscriptions follow a changed tariff at once. */
export const MAX_FOLLOWING = 2000;

const PRICED_BY = ['price', 'lessons', 'kind'] as const;

/**
 * The clients whose lessons cost something else by a tariff that is changed, of the first 2000 subscriptions to it: with
 * the others, lessons paid for follow when their client is written next. Charges made stay as they are.
 */
export async function clientsOfTariffs(rows: Rows, draft: Draft): Promise<readonly Reference[]> {
  const changed = draftedChanges(draft, 'tariff').filter(({ before, after }) => before !== undefined && after !== undefined && PRICED_BY.some((field) => before[field] !== after[field]));
  if (changed.length === 0) return [];
  const subscriptions = await rows.linkedTo('subscription', 'tariff', changed.map(({ id }) => id), { most: MAX_FOLLOWING });
  return subscriptions.flatMap(({ values }) => linkAt(values, 'client') ?? []);
}
