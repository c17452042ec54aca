import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition, Label } from '../metadata/definitions.ts';
import { requireAdministrator } from './administrator.ts';
import { isBuiltIn } from './built-in.ts';
import { define, shapeable } from './define.ts';
import { checkedLabel } from './labels.ts';

/** What is not named stays. The name is the table's and never changes. */
export interface EntityChange {
  readonly label?: Label;
  /** Whether people comment its records; comments that are there stay. */
  readonly commented?: boolean;
}

/**
 * Changes how an entity is called for people, and whether its records are commented; gives it. Refuses (`in_use`) more
 * than another label for what the product itself relies on, (`invalid`) an empty label.
 */
export async function changeEntity(crm: Crm, context: Context, name: string, { label, commented }: EntityChange): Promise<EntityDefinition> {
  requireAdministrator(context);
  return define(crm, (catalog) => {
    const entity = shapeable(catalog, name);
    if (commented !== undefined && isBuiltIn(name)) throw new CrmError('in_use', { entity: name, reason: 'the product itself' });
    return {
      ...entity,
      ...(label === undefined ? {} : { label: checkedLabel(label, name) }),
      ...(commented === undefined ? {} : { commented }),
    };
  });
}
