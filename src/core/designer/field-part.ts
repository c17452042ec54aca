import { CrmError, type FieldFault } from '../errors.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { canBeHeading, canBeUnique, isIndexable, isSearchable, MAX_INDEXED_LENGTH } from './field-kinds.ts';

/** What a field is to its entity beside holding a value. */
export interface FieldPart {
  /** Whether it names a record to people, in the place of the field that did so before. */
  readonly heading?: boolean;
  readonly indexed?: boolean;
  /** Whether the search by word looks into it. */
  readonly searched?: boolean;
  /** No two records have the same value: `all` of them, or those of one `parent`. Texts compare without case. */
  readonly unique?: 'all' | 'parent' | 'none';
}

/** The entity where its field has this part. Refuses (`invalid`) what the type of the field cannot do. */
export function withPart(entity: EntityDefinition, field: FieldDefinition, part: FieldPart): EntityDefinition {
  const faults = faultsOf(entity, field, part);
  if (faults.length > 0) throw new CrmError('invalid', { entity: entity.name, faults });
  const fitted = fittedField(field, part);
  return {
    ...entity,
    fields: entity.fields.map((known) => (known.name === field.name ? fitted : known)),
    heading: part.heading === true ? field.name : entity.heading,
    searched: part.searched === undefined ? entity.searched : [...entity.searched.filter((name) => name !== field.name), ...(part.searched ? [field.name] : [])],
    unique: part.unique === undefined ? entity.unique : [...entity.unique.filter((names) => names.at(-1) !== field.name), ...uniqueSets(entity, field.name, part.unique)],
  };
}

/** A unique text keeps its match key, which outlives the uniqueness: other things may have come to rely on it. */
function fittedField(field: FieldDefinition, { indexed, unique }: FieldPart): FieldDefinition {
  const matched = field.type === 'text' && (unique === 'all' || unique === 'parent');
  return { ...field, indexed: indexed ?? field.indexed, settings: matched ? { ...field.settings, matched: true } : field.settings };
}

function uniqueSets(entity: EntityDefinition, name: string, unique: 'all' | 'parent' | 'none'): readonly (readonly string[])[] {
  if (unique === 'none') return [];
  return [unique === 'parent' && entity.parent !== undefined ? [entity.parent, name] : [name]];
}

function faultsOf(entity: EntityDefinition, field: FieldDefinition, part: FieldPart): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (part.heading === true && !canBeHeading(field)) faults.push({ field: 'heading', fault: 'wrong_type' });
  if (part.indexed === true && !isIndexable(field)) faults.push({ field: 'indexed', fault: 'wrong_type', limit: MAX_INDEXED_LENGTH });
  // An entity that was made without a search has nowhere to keep its texts.
  if (part.searched === true && (!isSearchable(field) || entity.searched.length === 0)) faults.push({ field: 'searched', fault: 'wrong_type' });
  // The last searched field stays for the same reason.
  if (part.searched === false && entity.searched.length === 1 && entity.searched[0] === field.name) faults.push({ field: 'searched', fault: 'required' });
  if ((part.unique === 'all' || part.unique === 'parent') && !canBeUnique(field)) faults.push({ field: 'unique', fault: 'wrong_type', limit: MAX_INDEXED_LENGTH });
  if (part.unique === 'parent' && entity.parent === undefined) faults.push({ field: 'unique', fault: 'unknown_value' });
  return faults;
}
