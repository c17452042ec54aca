import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { Catalog } from '../metadata/catalog.ts';
import { defineEntity, type EntityDefinition, type FieldDefinition, type Label } from '../metadata/definitions.ts';
import { link, text } from '../metadata/field-drafts.ts';
import { requireAdministrator } from './administrator.ts';
import { define, shapeable } from './define.ts';
import { checkedLabel } from './labels.ts';
import { entityName } from './names.ts';

export interface NewEntity {
  readonly label: Label;
  /** Made of the label unless said. */
  readonly name?: string;
  /** The entity whose records these lie in. */
  readonly parent?: string;
  /** How the field is called that names a record to people. */
  readonly heading?: Label;
  readonly commented?: boolean;
  readonly note?: string;
}

const HEADING: Label = { ru: 'Название', en: 'Name' };

/**
 * Defines an entity that records can be added to at once, and gives it. Nobody but administrators sees its records
 * until a role is given a right. Refuses (`duplicate`) a taken name, (`invalid`) a parent that has no records of its own.
 */
export async function createEntity(crm: Crm, context: Context, asked: NewEntity): Promise<EntityDefinition> {
  requireAdministrator(context);
  return define(crm, (catalog) => newEntity(catalog, asked));
}

function newEntity(catalog: Catalog, asked: NewEntity): EntityDefinition {
  const label = checkedLabel(asked.label, asked.name ?? '');
  const name = entityName(catalog, label, asked.name);
  const heading = checkedLabel(asked.heading ?? HEADING, name, 'heading');
  const parent = asked.parent === undefined ? undefined : parentField(catalog, asked.parent);
  return defineEntity({
    name, label, heading: 'name', granted: true, searched: ['name'],
    fields: [text('name', heading.ru, heading.en, { required: true }), ...(parent === undefined ? [] : [parent])],
    ...(parent === undefined ? {} : { parent: parent.name }),
    ...(asked.commented === true ? { commented: true } : {}),
    annotations: asked.note === undefined ? {} : { note: asked.note },
  });
}

function parentField(catalog: Catalog, name: string): FieldDefinition {
  const parent = shapeable(catalog, name);
  if (parent.kind !== 'records') throw new CrmError('invalid', { entity: name, faults: [{ field: 'parent', fault: 'unknown_value' }] });
  return link('parent', name, parent.label.ru, parent.label.en, { indexed: true });
}
