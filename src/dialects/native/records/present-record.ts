import type { CrmRecord } from '../../../core/values.ts';
import { isSystemInstant, SYSTEM_NAMES } from '../shapes/system-fields.ts';
import { toWire } from '../shapes/wire-value.ts';
import type { ShownEntity } from './shown-entity.ts';

/** A record as it travels: the system fields, then those of the entity; with `only`, id, version and the named ones. */
export function presentRecord(entity: ShownEntity, record: CrmRecord, only?: readonly string[]): Readonly<Record<string, unknown>> {
  const wanted = (name: string): boolean => only === undefined || name === 'id' || name === 'version' || only.includes(name);
  const system = SYSTEM_NAMES.filter(wanted).map((name) => [name, toWire(isSystemInstant(name) ? 'instant' : 'integer', record[name])]);
  const own = entity.fields.filter(({ name }) => wanted(name)).map(({ name, type }) => [name, toWire(type, record[name])]);
  return Object.fromEntries([...system, ...own]);
}
