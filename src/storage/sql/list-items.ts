import { holdsIdsOf, listItems } from '../../core/fields/list-items.ts';
import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';
import type { FieldValue } from '../../core/values.ts';
import { into, type Step } from './steps.ts';
import { fieldsWhere } from './fields-of.ts';

type Id = number | { readonly slot: number };

const LIST_ITEM = into('list_item', ['entity', 'field', 'item_id', 'record_id']);

/** The fields whose ids are kept one a row, so that those who hold one are found without a scan. */
export const listFields = fieldsWhere(holdsIdsOf);

/** Steps that write the ids of one field; `replaced`: the field had others before. */
export function listItemSteps(entity: EntityDefinition, field: FieldDefinition, id: Id, value: FieldValue, replaced: boolean): readonly Step[] {
  const forget: readonly Step[] = replaced && typeof id === 'number'
    ? [{ kind: 'run', sql: 'DELETE FROM list_item WHERE entity = $1 AND record_id = $2 AND field = $3', params: [entity.name, id, field.name] }]
    : [];
  return [...forget, ...listItems(value).map((item): Step => ({ kind: 'insert', into: LIST_ITEM, row: [entity.name, field.name, item, id] }))];
}

/** Forgets every list of a record. */
export function forgetListItems(entity: EntityDefinition, id: number): Step {
  return { kind: 'run', sql: 'DELETE FROM list_item WHERE entity = $1 AND record_id = $2', params: [entity.name, id] };
}
