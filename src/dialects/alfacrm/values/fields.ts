import { listAt, numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import { localDateTime } from '../../transport/local-times.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Call } from '../call.ts';
import type { Reading, WireField } from '../model.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { readDay, readFlag, readInteger, readIntegers, readKopecks, readMoment, readText } from './read-values.ts';

/** What may be said of a member beside its type. */
export interface FieldExtras {
  readonly required?: boolean;
  readonly label?: string;
  /** Shown and not written. */
  readonly readOnly?: boolean;
  /** What stands for "nothing"; each type has its usual one (alfaCRM contract 3.0). */
  readonly empty?: WireJson;
}

type Show = (record: CrmRecord, field: string, call: Call) => WireJson | undefined;
type Read = (value: WireValue, call: Call) => unknown;

/** A kind of member: how it shows a stored value, how it reads a sent one (undefined: of no known form). */
function kind(usual: WireJson, show: Show, read: Read) {
  return (wire: string, field: string, { required, label, readOnly, empty = usual }: FieldExtras = {}): WireField => ({
    wire,
    field,
    show: (record, call) => show(record, field, call) ?? empty,
    ...(readOnly === true ? {} : { read: (value, call) => reading(value, call, read) }),
    ...(required === undefined ? {} : { required }),
    ...(label === undefined ? {} : { label }),
  });
}

/** Null and an empty text clear a member (contract 2.3). */
function reading(value: WireValue, call: Call, read: Read): Reading {
  if (value === null || value === '') return { input: null };
  const input = read(value, call);
  return input === undefined ? { fault: 'wrong_format' } : { input };
}

const numberOf: Show = (record, field) => numberAt(record, field) ?? undefined;

/** A whole number, or the id of what a link points at. */
export const int = kind(null, numberOf, readInteger);
/** `"575.00"`: two decimals, and never a number (contract 3.0). */
export const money = kind(null, (record, field) => moneyText(numberAt(record, field)), readKopecks);
/** 0 or 1, never a text (trap 17). */
export const flag = kind(0, (record, field) => (typeof record[field] === 'boolean' ? Number(record[field]) : undefined), readFlag);
export const str = kind('', (record, field) => textAt(record, field) ?? undefined, readText);
/** `31.12.2024`; empty is an empty text. */
export const dateRu = kind('', (record, field) => russianDay(textAt(record, field)), readDay);
/** `2024-12-31`; empty is null. */
export const dateIso = kind(null, (record, field) => textAt(record, field) ?? undefined, readDay);
/** `2024-12-31 10:00:00` on the wall clock; empty is null, never an empty text (trap 16). */
export const dateTime = kind(null, (record, field, { zone }) => dateTimeText(numberAt(record, field), zone), (value, { zone }) => readMoment(value, zone));
/** `10:00`. */
export const time = kind(null, (record, field) => textAt(record, field) ?? undefined, (value) => timeText(readText(value)));
/** Ids of what links point at; a scalar is a list of one. */
export const ids = kind([], (record, field) => listAt(record, field).map(Number), (value) => readIntegers(value)?.map(String));
/** Texts such as phones; a scalar is a list of one (trap 20). */
export const strs = kind([], (record, field) => listAt(record, field), (value) => readTexts(value));

/** A yes or no that the core keeps as its opposite: `is_active` of what is not `disabled`. */
export function opposite(wire: string, field: string, extras: Pick<FieldExtras, 'required' | 'label'> = {}): WireField {
  return {
    wire, field, ...extras,
    show: (record) => (record[field] === true ? 0 : 1),
    read: (value) => {
      const flagged = value === null || value === '' ? true : readFlag(value);
      return flagged === undefined ? { fault: 'wrong_format' } : { input: !flagged };
    },
  };
}

/** One of a closed list of words, as a number on the wire. */
export function coded(wire: string, field: string, codes: Readonly<Record<string, number>>, extras: FieldExtras = {}): WireField {
  const words = new Map(Object.entries(codes).map(([word, code]) => [code, word]));
  const { readOnly, empty = null, ...rest } = extras;
  return {
    wire, field, ...rest,
    show: (record) => codes[textAt(record, field) ?? ''] ?? empty,
    ...(readOnly === true ? {} : {
      read: (value: WireValue): Reading => {
        if (value === null || value === '') return { input: null };
        const word = words.get(readInteger(value) ?? Number.NaN);
        return word === undefined ? { fault: 'wrong_format' } : { input: word };
      },
    }),
  };
}

/** A member that only shows what it works out. */
export function shown(wire: string, show: WireField['show']): WireField {
  return { wire, show };
}

/** The record's own number. */
export const ID: WireField = shown('id', (record) => record.id);
export const CREATED_AT: WireField = dateTime('created_at', 'created_at', { readOnly: true });
export const UPDATED_AT: WireField = shown('updated_at', (record, { zone }) => dateTimeText(numberAt(record, 'updated_at') ?? numberAt(record, 'created_at'), zone) ?? null);

/** Roubles with two decimals of an amount in kopecks. */
export function moneyText(kopecks: number | null): string | undefined {
  if (kopecks === null) return undefined;
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  return `${kopecks < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `DD.MM.YYYY` of a day. */
export function russianDay(day: string | null): string | undefined {
  return day === null || day === '' ? undefined : `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

function dateTimeText(instant: number | null, zone: Call['zone']): string | undefined {
  return instant === null ? undefined : localDateTime(zone, instant);
}

/** `10:00` out of `10:00`, `10:00:00` or a whole date-time. */
export function timeText(text: string | undefined): string | undefined {
  const [, hours, minutes] = /(?:^|[T ])(\d{1,2}):(\d{2})(?::\d{2})?$/u.exec(text?.trim() ?? '') ?? [];
  return hours === undefined || minutes === undefined ? undefined : `${hours.padStart(2, '0')}:${minutes}`;
}

function readTexts(value: WireValue): readonly string[] | undefined {
  const texts = (Array.isArray(value) ? value : [value]).filter((item) => item !== null && item !== '').map(readText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
