import type { z } from 'zod';
import type { Role } from '../../../core/accounts/account.ts';
import type { EntityDefinition, FieldDefinition } from '../../../core/metadata/definitions.ts';
import type { Option, OptionList } from '../../../core/options/option-lists.ts';
import { numberAt, textAt } from '../../../core/values.ts';
import type { ShownEntity } from '../records/shown-entity.ts';
import { isReadOnly } from '../shapes/field-shape.ts';
import { settingsToWire } from './settings-names.ts';
import type { ENTITY, FIELD, LIST, OPTION, ROLE } from './shapes.ts';

/** An entity as the caller may know of it; a hidden heading, owner or parent is not named. */
export function presentEntity({ definition, rights, field }: ShownEntity): z.output<typeof ENTITY> {
  const { name, label, kind, heading, owner, parent, granted = false, commented = false, removed = false } = definition;
  const seen = (part: string | undefined): string | null => (part !== undefined && field(part) !== undefined ? part : null);
  return {
    name, label, kind: kind === 'dictionary' ? kind : 'records', heading: seen(heading), owner: seen(owner), parent: seen(parent), granted, commented, removed,
    rights: { read: rights.read, create: rights.create, update: rights.update, delete: rights.delete, comment: rights.comment },
  };
}

/** A field with its part in the entity. A formula may name hidden fields: where there are such, it is not shown. */
export function presentField({ definition, rights }: ShownEntity, field: FieldDefinition): z.output<typeof FIELD> {
  const { name, type, label, required, active, indexed, removed = false } = field;
  const { formula, ...plain } = field.settings;
  const settings = rights.hidden.size > 0 || formula === undefined ? plain : field.settings;
  return {
    name, type, label, settings: settingsToWire(settings), required, active, indexed, removed,
    searched: definition.searched.includes(name), heading: definition.heading === name, unique: uniquenessOf(definition, name),
    read_only: isReadOnly(field) || rights.fixed.has(name),
  };
}

function uniquenessOf({ unique, parent }: EntityDefinition, name: string): 'all' | 'parent' | 'none' {
  const set = unique.find((names) => names.at(-1) === name);
  if (set === undefined) return 'none';
  return set.length > 1 && set[0] === parent ? 'parent' : 'all';
}

export function presentList({ record, code, title, own }: OptionList): z.output<typeof LIST> {
  return { id: record?.id ?? 0, code, title, note: record === undefined ? '' : (textAt(record, 'note') ?? ''), own, position: record === undefined ? null : numberAt(record, 'position') };
}

export function presentOption({ id, number, title, parent, position, color, standard, disabled, value, users }: Option): z.output<typeof OPTION> {
  return { id, number, title, parent, position, color, standard, disabled, value, users: [...users] };
}

export function presentRole({ id, code, title, visibility, managesUsers, closedFaces }: Role): z.output<typeof ROLE> {
  return { id, code, title, visibility, manages_users: managesUsers, closed_faces: [...closedFaces] };
}
