import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { changeEntities } from './change-entities.ts';
import type { FieldDefinition } from './definitions.ts';

/** What may change of a field that has values: how it is called, and whether it is in use. */
export type FieldChange = Partial<Pick<FieldDefinition, 'label' | 'active'>>;

/**
 * Renames a field for people or switches it on and off; its values stay. Refuses (`in_use`) to switch off what every
 * record needs: a required field, the heading, the owner.
 */
export async function changeField(crm: Crm, entity: string, name: string, change: FieldChange): Promise<void> {
  await changeEntities(crm, (catalog) => {
    const { required } = catalog.field(entity, name);
    const definition = catalog.entity(entity);
    const needed = required || name === definition.heading || name === definition.owner;
    if (change.active === false && needed) throw new CrmError('in_use', { entity, reason: name });
    const fields = definition.fields.map((field) => (field.name === name ? { ...field, ...change } : field));
    return [{ ...definition, fields }];
  });
}
