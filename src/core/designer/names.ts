import { CrmError } from '../errors.ts';
import type { Catalog } from '../metadata/catalog.ts';
import type { EntityDefinition, Label } from '../metadata/definitions.ts';
import { isEntityName, isFieldName } from '../metadata/names.ts';
import { freeSlug } from '../text/slug.ts';

/** The storage's own tables and indexes are called so beside those of an entity. */
const ENTITY_CLASH = /__|_fts(_|$)/u;
const FIELD_CLASH = /__|^(created|updated|heading|search)$/u;

/**
 * A name for a new entity: the one asked for, or one made of its label. Refuses a name that cannot be one (`invalid`)
 * and a taken one (`duplicate`); removed entities keep theirs.
 */
export function entityName(catalog: Catalog, label: Label, asked?: string): string {
  if (asked === undefined) return freeSlug(label.ru, 'entity', (name) => isNewEntityName(name) && !catalog.has(name));
  if (!isNewEntityName(asked)) throw new CrmError('invalid', { entity: asked, faults: [{ field: 'name', fault: 'bad_text' }] });
  if (catalog.has(asked)) throw new CrmError('duplicate', { entity: asked, title: asked, faults: [{ field: 'name', fault: 'taken' }] });
  return asked;
}

/** A name for a new field of an entity, as `entityName`; removed fields keep theirs. */
export function fieldName(entity: EntityDefinition, label: Label, asked?: string): string {
  const taken = (name: string): boolean => entity.fields.some((field) => field.name === name);
  if (asked === undefined) return freeSlug(label.ru, 'field', (name) => isNewFieldName(name) && !taken(name));
  if (!isNewFieldName(asked)) throw new CrmError('invalid', { entity: entity.name, faults: [{ field: 'name', fault: 'bad_text' }] });
  if (taken(asked)) throw new CrmError('duplicate', { entity: entity.name, title: asked, faults: [{ field: 'name', fault: 'taken' }] });
  return asked;
}

function isNewEntityName(name: string): boolean {
  return isEntityName(name) && !ENTITY_CLASH.test(name);
}

function isNewFieldName(name: string): boolean {
  return isFieldName(name) && !FIELD_CLASH.test(name);
}
