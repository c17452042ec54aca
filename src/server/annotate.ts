import type { Annotate } from '../core/crm.ts';
import type { Dialect } from '../dialects/dialect.ts';

/** What all these languages note on entities that are about to be kept, one after the other. */
export function annotateFor(dialects: readonly Dialect[]): Annotate {
  return (changed, catalog) => dialects.reduce((entities, { annotate }) => annotate?.(entities, catalog) ?? entities, changed);
}
