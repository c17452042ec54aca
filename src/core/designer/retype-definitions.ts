import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { presentField, withField } from './define.ts';
import { canBeUnique, isIndexable, isSearchable } from './field-kinds.ts';

/** Tells, of a hidden field, which field it is to stand in for. */
const STANDS_IN = 'stands_in_for';
const MAX_STEM = 32;

/** A free name beside a field: `price_old`, `price_old_2`. One that an earlier try for the same type left is taken up again. */
export function besideName(entity: EntityDefinition, name: string, suffix: 'old' | 'new', to?: FieldDefinition): string {
  const left = to === undefined ? undefined : entity.fields.find((field) => field.annotations[STANDS_IN] === name && field.type === to.type && JSON.stringify(field.settings) === JSON.stringify(to.settings));
  if (left !== undefined) return left.name;
  const stem = `${name.slice(0, MAX_STEM).replace(/_+$/u, '')}_${suffix}`;
  const isFree = (wanted: string): boolean => !entity.fields.some((field) => field.name === wanted);
  for (let number = 1; ; number++) if (isFree(number === 1 ? stem : `${stem}_${number}`)) return number === 1 ? stem : `${stem}_${number}`;
}

/** The entity with the hidden field that is to be filled, fenced against writers who have not heard of it. */
export function withStandIn(entity: EntityDefinition, to: FieldDefinition, standIn: string): EntityDefinition {
  const hidden: FieldDefinition = { ...to, name: standIn, required: false, active: false, indexed: false, removed: true, annotations: { [STANDS_IN]: to.name } };
  const known = entity.fields.some(({ name }) => name === standIn);
  return { ...(known ? entity : { ...entity, fields: [...entity.fields, hidden] }), fenced: true };
}

/**
 * The entity once the hidden field has taken the place of the one it stands in for, under the marks that API languages
 * know it by, and the old one is a removed field. What the new type cannot be (searched, indexed, unique) it is no more.
 */
export function withPlacesChanged(entity: EntityDefinition, name: string, standIn: string, old: string): EntityDefinition {
  const before = presentField(entity, name);
  const filled = entity.fields.find((field) => field.name === standIn);
  if (filled === undefined) throw new Error(`${standIn} is gone`);
  const { [STANDS_IN]: _standsIn, ...marks } = filled.annotations;
  const { removed: _removed, ...after }: FieldDefinition = { ...filled, name, label: before.label, required: before.required, active: before.active, annotations: before.annotations, indexed: before.indexed && isIndexable(filled) };
  const { fenced: _fenced, held: _held, ...rest } = withField({ ...entity, fields: entity.fields.filter((field) => field.name !== standIn) }, after);
  const aside: FieldDefinition = { ...before, name: old, required: false, active: false, indexed: false, removed: true, annotations: marks };
  return {
    ...rest,
    fields: [...rest.fields, aside],
    searched: entity.searched.filter((field) => field !== name || isSearchable(filled)),
    unique: entity.unique.filter((names) => !names.includes(name) || canBeUnique(filled)),
    rearranged: (entity.rearranged ?? 0) + 1,
  };
}
