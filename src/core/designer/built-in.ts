import { BASE_PRESET } from '../presets/base.ts';

const FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(BASE_PRESET.entities.map(({ name, fields }) => [name, new Set(fields.map((field) => field.name))]));

/** Whether the product itself relies on an entity, or on a field of it: such are renamed for people, and nothing more. */
export function isBuiltIn(entity: string, field?: string): boolean {
  const fields = FIELDS.get(entity);
  return field === undefined ? fields !== undefined : fields?.has(field) === true;
}
