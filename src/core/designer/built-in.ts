import type { FieldDefinition } from '../metadata/definitions.ts';
import type { Preset } from '../presets/preset.ts';
import { BASE_PRESET } from '../presets/base.ts';
import { SCHOOL_PRESET } from '../presets/school.ts';

const FIELDS: ReadonlyMap<string, ReadonlySet<string>> = fieldsOf([BASE_PRESET, SCHOOL_PRESET]);

function fieldsOf(presets: readonly Preset[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const note = (entity: string, fields: readonly FieldDefinition[]): void => {
    found.set(entity, new Set([...(found.get(entity) ?? []), ...fields.map(({ name }) => name)]));
  };
  for (const { entities, added } of presets) {
    for (const { name, fields } of entities) note(name, fields);
    for (const { entity, fields } of added) note(entity, fields);
  }
  return found;
}

/** Whether the product itself relies on an entity, or on a field of it: such are renamed for people, and nothing more. */
export function isBuiltIn(entity: string, field?: string): boolean {
  const fields = FIELDS.get(entity);
  return field === undefined ? fields !== undefined : fields?.has(field) === true;
}
