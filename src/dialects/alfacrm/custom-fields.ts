import { isBuiltIn } from '../../core/designer/built-in.ts';
import type { FieldDefinition } from '../../core/metadata/definitions.ts';
import { optionLists } from '../../core/options/option-lists.ts';
import { rightsOn } from '../../core/permissions/rights.ts';
import type { CrmRecord } from '../../core/values.ts';
import type { WireValue } from '../transport/parameters.ts';
import type { Call } from './call.ts';
import type { Reading, WireField } from './model.ts';
import type { WireJson } from './transport/wire-json.ts';
import { dateIso, dateTime, flag, ids, int, money, str, strs, time } from './values/fields.ts';

export const PREFIX = 'custom_';

/** The fields that people defined on an entity, as top-level members `custom_…` (alfaCRM contract 2.6). */
export function customFields({ directory, account, model }: Call): readonly WireField[] {
  const entity = directory.catalog.entity(model.entity);
  const { hidden } = rightsOn(directory, account, entity);
  return entity.fields
    .filter((field) => field.active && field.removed !== true && !field.secret && !hidden.has(field.name) && !isBuiltIn(entity.name, field.name))
    .map((field) => wireField(field));
}

const KNOWN = new WeakMap<FieldDefinition, WireField>();

function wireField(field: FieldDefinition): WireField {
  const known = KNOWN.get(field) ?? toWire(field);
  KNOWN.set(field, known);
  return known;
}

/** Texts and lists as they are, other values as texts; nothing is an empty text. */
function toWire(field: FieldDefinition): WireField {
  const wire = `${PREFIX}${field.name}`;
  switch (field.type) {
    case 'boolean': return flag(wire, field.name);
    case 'phones': case 'emails': case 'texts': return strs(wire, field.name);
    case 'links': return ids(wire, field.name);
    case 'options': return { wire, field: field.name, show: (record, call) => titles(field, record, call), read: (value, call) => ({ input: asList(value).map((item) => optionId(field, item, call)) }) };
    case 'link': case 'integer': case 'percent': case 'counter': return asText(int(wire, field.name));
    case 'money': return asText(money(wire, field.name));
    case 'date': return asText(dateIso(wire, field.name));
    case 'instant': return asText(dateTime(wire, field.name));
    case 'time_of_day': return asText(time(wire, field.name));
    case 'option': return { wire, field: field.name, show: (record, call) => titles(field, record, call)[0] ?? '', read: (value, call) => ({ input: isNothing(value) ? null : optionId(field, value, call) }) };
    case 'decimal': case 'formula': return { wire, field: field.name, show: (record) => (typeof record[field.name] === 'number' ? String(record[field.name]) : ''), read: readDecimal };
    case 'text_formula': case 'files': return { wire, show: (record) => (typeof record[field.name] === 'string' ? String(record[field.name]) : '') };
    default: return str(wire, field.name);
  }
}

function readDecimal(value: WireValue): Reading {
  if (isNothing(value)) return { input: null };
  const number = typeof value === 'string' ? Number(value.replace(',', '.')) : value;
  return typeof number === 'number' && Number.isFinite(number) ? { input: number } : { fault: 'wrong_format' };
}

function asText(field: WireField): WireField {
  return { ...field, show: (record, call) => text(field.show(record, call)) };
}

function text(value: WireJson): string {
  return value === null || typeof value === 'object' ? '' : String(value);
}

function isNothing(value: WireValue): boolean {
  return value === null || value === '';
}

function asList(value: WireValue): readonly WireValue[] {
  return isNothing(value) ? [] : Array.isArray(value) ? value : [value];
}

function titles(field: FieldDefinition, record: CrmRecord, { directory }: Call): readonly string[] {
  const stored = record[field.name];
  const list = optionLists(directory).of(field.settings.list);
  const chosen = typeof stored === 'number' ? [stored] : typeof stored === 'object' && stored !== null ? stored.map(Number) : [];
  return chosen.flatMap((id) => list.byId(id)?.title ?? []);
}

/** An option by its title; what is no title is left to the core, which knows ids and refuses the rest. */
function optionId(field: FieldDefinition, value: WireValue, { directory }: Call): unknown {
  const option = optionLists(directory).of(field.settings.list).options.find(({ title }) => title === String(value));
  return option?.id ?? (typeof value === 'string' && /^\d+$/u.test(value) ? Number(value) : value);
}
