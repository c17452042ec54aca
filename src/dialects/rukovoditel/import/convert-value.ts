import { FIELD_TYPES } from '../../../core/fields/registry.ts';
import type { FieldDefinition } from '../../../core/metadata/definitions.ts';
import type { Zone } from '../../../core/time.ts';
import type { FieldValue } from '../../../core/values.ts';
import { BYTES_MARK } from './dump/decode.ts';
import { idsIn } from './cells.ts';
import type { Ids } from './ids.ts';
import type { PlannedField } from './plan.ts';
import { USERS } from './user-fields.ts';

export interface Conversion {
  readonly ids: Ids;
  /** The vendor's time zone, by which days were kept. */
  readonly zone: Zone;
}

/** A value as it is kept here; `lost` tells what of it did not come along. */
export interface Converted {
  readonly value: FieldValue;
  readonly lost?: string;
}

const NOTHING: Converted = Object.freeze({ value: null });
const ENCRYPTED: ReadonlySet<string> = new Set(['input_encrypted', 'textarea_encrypted']);
const MINUTES_OF_HOUR = 60;
const MS = 1000;

/** A stored value of the vendor as a value of the core field (Rukovoditel contract 3.4). Files and formulas are nobody's here. */
export function convertValue({ vendor, core }: PlannedField, raw: string | null | undefined, conversion: Conversion): Converted {
  const text = raw ?? '';
  if (text === '' || core.type === 'files' || core.type === 'formula' || core.type === 'text_formula') return NOTHING;
  if (ENCRYPTED.has(vendor.type)) return { value: null, lost: 'values are encrypted' };
  if (text.startsWith(BYTES_MARK)) return { value: null, lost: 'values are no text in UTF-8' };
  if (core.type === 'option' || core.type === 'options' || core.type === 'link' || core.type === 'links') return convertIds(core, text, conversion.ids);
  return accepted(core, inputOf(vendor.type, core, text, conversion.zone));
}

function accepted(core: FieldDefinition, input: unknown): Converted {
  const result = FIELD_TYPES[core.type].accept(input, core);
  return 'fault' in result ? { value: null, lost: `values do not fit (${result.fault.replaceAll('_', ' ')})` } : result;
}

/** The text of a column as an input of the core's type. */
function inputOf(vendorType: string, core: FieldDefinition, text: string, zone: Zone): unknown {
  switch (core.type) {
    case 'date': return Number(text) === 0 ? null : dayOf(Number(text), text, zone);
    case 'instant': return Number(text) === 0 ? null : Math.trunc(Number(text) * MS);
    case 'time_of_day': return Number(text) === 0 ? null : clockOf(Number(text), text);
    case 'boolean': return BOOLEANS.get(text.trim().toLowerCase()) ?? text;
    case 'percent': return String(Math.round(Number(text.replace('%', ''))));
    case 'counter': return /\d+/u.exec(text)?.[0] ?? text;
    case 'text': return vendorType === 'input_ip' ? dottedQuad(text) : text;
    case 'long_text': return vendorType === 'textarea' ? text.replaceAll('&lt;', '<').replaceAll('&gt;', '>') : text;
    default: return text;
  }
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([['true', true], ['1', true], ['false', false], ['0', false]]);

/** The day on the vendor's calendar; what is no number stays what it is, and does not fit. */
function dayOf(seconds: number, text: string, zone: Zone): string {
  if (!Number.isSafeInteger(seconds) || Math.abs(seconds) > 253_402_300_799) return text;
  const { year, month, day } = zone.toLocal(seconds * MS);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function clockOf(minutes: number, text: string): string {
  return Number.isSafeInteger(minutes) ? `${Math.floor(minutes / MINUTES_OF_HOUR)}:${String(minutes % MINUTES_OF_HOUR).padStart(2, '0')}` : text;
}

function dottedQuad(text: string): string | null {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0 || number > 0xffff_ffff) return text;
  return number === 0 ? null : [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

function convertIds(core: FieldDefinition, text: string, ids: Ids): Converted {
  const numbers = core.settings.entity === 'role' ? groupsIn(text) : idsIn(text);
  const found = numbers.map((number) => leadTo(core, number, ids));
  const own = [...new Set(found.flatMap((id) => id ?? []))];
  const lost = numbers.filter((_, index) => found[index] === undefined);
  const value: FieldValue = core.type === 'option' || core.type === 'link' ? (own[0] ?? null) : own.length === 0 ? null : own.map(String);
  return { value, ...(lost.length === 0 ? {} : { lost: `values name ${lostNoun(core)} that are gone` }) };
}

/** Group 0 is a group: that of administrators. */
function groupsIn(text: string): readonly number[] {
  return text.split(',').some((part) => part.trim() === '0') ? [0, ...idsIn(text)] : idsIn(text);
}

function leadTo({ settings }: FieldDefinition, number: number, ids: Ids): number | undefined {
  if (settings.list !== undefined) return ids.option(settings.list, number);
  if (settings.entity === 'user') return ids.user(number);
  return settings.entity === 'role' ? ids.role(number) : number;
}

function lostNoun({ settings }: FieldDefinition): string {
  if (settings.list !== undefined) return 'options';
  return settings.entity === 'role' ? 'access groups' : 'users';
}

/** The id of a record of an entity here. */
export function recordId(entity: number, number: number, ids: Ids): number | undefined {
  if (number === 0) return undefined;
  return entity === USERS ? ids.user(number) : number;
}
