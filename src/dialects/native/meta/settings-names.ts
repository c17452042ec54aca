import type { z } from 'zod';
import type { FieldSettings } from '../../../core/metadata/definitions.ts';
import type { SETTINGS } from './shapes.ts';

type WireSettings = z.output<typeof SETTINGS>;

/** Settings under the names of this API: `maxLength` is `max_length`. */
export function settingsToWire({ maxLength, maxItems, standard, choices, ...rest }: FieldSettings): WireSettings {
  return {
    ...rest,
    ...(maxLength === undefined ? {} : { max_length: maxLength }),
    ...(maxItems === undefined ? {} : { max_items: maxItems }),
    ...(choices === undefined ? {} : { choices: [...choices] }),
    ...(standard === undefined ? {} : { standard: typeof standard === 'object' ? [...standard] : standard }),
  };
}

interface Renamed<Length, Items> {
  readonly max_length?: Length;
  readonly max_items?: Items;
}

/** The other way; what is not named is not there, and null stays null. */
export function settingsFromWire<Length, Items, Rest extends object>({ max_length, max_items, ...rest }: Renamed<Length, Items> & Rest): Omit<Rest, keyof Renamed<Length, Items>> & { readonly maxLength?: Length; readonly maxItems?: Items } {
  return { ...rest, ...(max_length === undefined ? {} : { maxLength: max_length }), ...(max_items === undefined ? {} : { maxItems: max_items }) };
}
