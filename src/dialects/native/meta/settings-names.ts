import type { z } from 'zod';
import type { FieldSettings } from '../../../core/metadata/definitions.ts';
import type { SETTINGS } from './shapes.ts';

type WireSettings = z.output<typeof SETTINGS>;

/** Settings under the names of this API: `maxLength` is `max_length`. */
export function settingsToWire({ maxLength, maxItems, standard, choices, ...rest }: FieldSettings): WireSettings {
  return given({
    ...rest, max_length: maxLength, max_items: maxItems, choices: choices === undefined ? undefined : [...choices],
    standard: typeof standard === 'object' ? [...standard] : standard,
  });
}

/** The other way; what is not named is not there. */
export function settingsFromWire({ max_length, max_items, ...rest }: WireSettings): FieldSettings {
  return given({ ...rest, maxLength: max_length, maxItems: max_items });
}

type Given<Members> = { [Name in keyof Members as undefined extends Members[Name] ? never : Name]: Members[Name] } & { [Name in keyof Members as undefined extends Members[Name] ? Name : never]?: Exclude<Members[Name], undefined> };

function given<Members extends object>(members: Members): Given<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<Members>;
}
