import type { FieldFault } from '../errors.ts';
import { FIELD_TYPES } from '../fields/registry.ts';
import type { FieldDefinition } from '../metadata/definitions.ts';
import { fold } from '../text/fold.ts';
import { parseDay, parseInstant, parseMoney, parseYesNo } from './parse-texts.ts';
import type { FieldValue } from '../values.ts';

/** What conversions need to know beside the value: how options and records are called, and which is called so. */
export interface Lookup {
  titleOf(list: string | undefined, id: number): string | undefined;
  headingOf(entity: string | undefined, id: number): Promise<string | undefined>;
  /** The option of this title; a new one where there is none. `too_many` when there are more than a list should have. */
  optionOf(list: string | undefined, title: string): Promise<number | 'too_many'>;
  /** The one record of this heading. */
  recordOf(entity: string | undefined, heading: string): Promise<number | undefined>;
}

export type Conversion = { readonly value: FieldValue } | { readonly fault: FieldFault['fault'] };

const MINOR_UNITS = 100;
const LISTS: ReadonlySet<string> = new Set(['texts', 'phones', 'emails', 'options', 'links']);
const SEVERAL = /[\n;,]/u;

/**
 * A value of one field as a value of another: by what people see of it (titles of options, headings of records, `да`,
 * days as YYYY-MM-DD, moments in UTC), unless both hold the same thing. Nothing stays nothing.
 */
export async function convertValue(from: FieldDefinition, to: FieldDefinition, value: FieldValue, lookup: Lookup): Promise<Conversion> {
  if (isEmpty(value)) return { value: null };
  const kept = sameThing(from, to, value);
  if (kept !== undefined) return kept;
  const texts = await textsOf(from, value, lookup);
  return texts === undefined ? { fault: 'unknown_value' } : accepted(to, texts, lookup);
}

/** Whether a field holds nothing. */
export function isEmpty(value: FieldValue | undefined): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && value.length === 0);
}

/** Options of one list and links to one entity stay the same ids, alone or in a list. */
function sameThing(from: FieldDefinition, to: FieldDefinition, value: FieldValue): Conversion | undefined {
  const kind = (field: FieldDefinition): string => (field.type === 'option' || field.type === 'options' ? `list ${field.settings.list}` : field.type === 'link' || field.type === 'links' ? `entity ${field.settings.entity}` : field.type);
  if (kind(from) !== kind(to)) return undefined;
  const items = typeof value === 'object' && value !== null ? value : [value];
  if (!LISTS.has(to.type) && items.length > 1) return { fault: 'wrong_type' };
  return FIELD_TYPES[to.type].accept(LISTS.has(to.type) ? items : items[0], to);
}

async function textsOf({ type, settings }: FieldDefinition, value: FieldValue, lookup: Lookup): Promise<readonly string[] | undefined> {
  const items = typeof value === 'object' && value !== null ? value : [value];
  const texts = await Promise.all(items.map(async (item) => {
    switch (type) {
      case 'option': case 'options': return lookup.titleOf(settings.list, Number(item));
      case 'link': case 'links': return lookup.headingOf(settings.entity, Number(item));
      case 'boolean': return item === true ? 'да' : 'нет';
      case 'money': return (Number(item) / MINOR_UNITS).toFixed(2);
      case 'instant': return new Date(Number(item)).toISOString().replace('T', ' ').replace(/(:00)?\.000Z$/u, '');
      case 'files': return String(item).replace(/^\d+\//u, '');
      default: return String(item);
    }
  }));
  const found = texts.filter((text) => text !== undefined);
  return found.length < texts.length ? undefined : found;
}

async function accepted(to: FieldDefinition, texts: readonly string[], lookup: Lookup): Promise<Conversion> {
  const several = texts.flatMap((text) => (LISTS.has(to.type) && to.type !== 'texts' && texts.length === 1 ? text.split(SEVERAL) : [text])).map((text) => text.trim()).filter((text) => text !== '');
  switch (to.type) {
    case 'option': case 'link': return several.length > 1 ? { fault: 'wrong_type' } : firstOf(await idsOf(to, several, lookup));
    case 'options': case 'links': return asList(to, await idsOf(to, several, lookup));
    case 'texts': case 'phones': case 'emails': return FIELD_TYPES[to.type].accept(several, to);
    default: return FIELD_TYPES[to.type].accept(inputOf(to, texts.join(', ')), to);
  }
}

async function idsOf({ type, settings }: FieldDefinition, texts: readonly string[], lookup: Lookup): Promise<readonly number[] | FieldFault['fault']> {
  const ids: number[] = [];
  for (const text of texts) {
    const id = type === 'option' || type === 'options' ? await lookup.optionOf(settings.list, text) : await lookup.recordOf(settings.entity, text);
    if (id === undefined || id === 'too_many') return id === undefined ? 'unknown_value' : 'out_of_range';
    ids.push(id);
  }
  return ids;
}

function firstOf(ids: readonly number[] | FieldFault['fault']): Conversion {
  return typeof ids === 'string' ? { fault: ids } : { value: ids[0] ?? null };
}

function asList(to: FieldDefinition, ids: readonly number[] | FieldFault['fault']): Conversion {
  return typeof ids === 'string' ? { fault: ids } : FIELD_TYPES[to.type].accept(ids, to);
}

/** A text in the form that a type accepts; what cannot be read is left as it is, to be refused by the type. */
function inputOf({ type, settings }: FieldDefinition, text: string): unknown {
  switch (type) {
    case 'boolean': return parseYesNo(text) ?? text;
    case 'money': return parseMoney(text) ?? text;
    case 'instant': return parseInstant(text) ?? text;
    case 'date': return parseDay(text) ?? text;
    case 'integer': case 'percent': case 'counter': return text.replace(/[\s\u00a0\u202f]/gu, '').replace(/[.,]0+$/u, '');
    case 'choice': return settings.choices?.find((choice) => fold(choice) === fold(text)) ?? text;
    default: return text;
  }
}
