import { isNewId, type PlannedValue, type RecordChange } from '../../core/changes/change-set.ts';
import { shadowOf } from '../../core/fields/shadows.ts';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { Step } from './steps.ts';

/**
 * Locks on the unique values that a change takes. The unique index would refuse the second of two anyway; with the
 * lock the second is known before anything is written, and does not make a whole group of units start over.
 */
export function uniqueLocks(entity: EntityDefinition, change: RecordChange): readonly Step[] {
  if (change.kind === 'purge') return [];
  const taken = change.kind === 'insert'
    ? entity.unique
    : entity.unique.filter((fields) => [...fields, 'deleted_at'].some((name) => Object.hasOwn(change.values, name)));
  const known = change.kind === 'update' ? { ...change.before, ...change.values } : change.values;
  const valueOf = (name: string): PlannedValue => known[name] ?? null;
  return taken.flatMap((fields) => lockOf(entity, fields, valueOf));
}

function lockOf(entity: EntityDefinition, fields: readonly string[], valueOf: (name: string) => PlannedValue): readonly Step[] {
  const values = fields.map((name) => {
    const value = valueOf(name);
    if (isNewId(value)) return null;
    return entity.fields.some((field) => field.name === name && field.settings.matched === true) ? shadowOf('key', value) : value;
  });
  // Nothing stored collides with nothing, and an id that is only now given out is nobody else's.
  if (values.includes(null)) return [];
  return [{ kind: 'lock', key: `unique/${entity.name}/${fields.join()}/${JSON.stringify(values)}`, taken: 'conflict' }];
}
