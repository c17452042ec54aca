import { allOf, anyOf, contains, containsDigits, equals, holdsAny, NOTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Call } from '../call.ts';
import type { FilterMaker } from '../model.ts';
import { isBareDay, readDay, readFlag, readInteger, readIntegers, readKopecks, readMoment, readText } from '../values/read-values.ts';

const DAY_MS = 86_400_000;

/** One number or some of them: an id, a link, a code (alfaCRM contract 2.5). What is no number finds nothing. */
export function among(field: string): FilterMaker {
  return (value) => {
    const numbers = readIntegers(value);
    return numbers === undefined ? NOTHING : oneOf(field, numbers);
  };
}

/** A list of links that holds one of these. */
export function holding(field: string): FilterMaker {
  return (value) => {
    const numbers = readIntegers(value);
    return numbers === undefined ? NOTHING : numbers.length === 0 ? undefined : holdsAny(field, numbers);
  };
}

/** Words of a closed list by their codes. */
export function codedAs(field: string, codes: Readonly<Record<string, number>>): FilterMaker {
  return (value) => {
    const numbers = readIntegers(value);
    return numbers === undefined ? NOTHING : oneOf(field, Object.keys(codes).filter((word) => numbers.includes(codes[word] ?? Number.NaN)));
  };
}

/** A part of a text, whatever the case. */
export function containing(field: string): FilterMaker {
  return (value) => {
    const text = readText(value)?.trim() ?? '';
    return text === '' ? undefined : contains(field, text);
  };
}

/** A number of any look: its digits, a leading 8 of eleven is 7, and of ten and more the last ten count (contract 2.5, trap 29). */
export function phoneLike(field: string): FilterMaker {
  return (value) => {
    const digits = (readText(value) ?? '').replaceAll(/\D/gu, '');
    return digits === '' ? undefined : containsDigits(field, digits.length >= 10 ? digits.slice(-10) : digits);
  };
}

export function yesNo(field: string): FilterMaker {
  return (value) => {
    const flag = readFlag(value);
    return flag === undefined ? undefined : isTrue(field, flag);
  };
}

/** `is_active` of what is not `disabled`. */
export function notField(field: string): FilterMaker {
  return (value) => {
    const flag = readFlag(value);
    return flag === undefined ? undefined : isTrue(field, !flag);
  };
}

/** A flag that was never written is down. */
export function isTrue(field: string, flag: boolean): Filter {
  return flag ? equals(field, true) : anyOf(equals(field, false), equals(field, null));
}

type Bounds = Readonly<Record<string, FilterMaker>>;

/** `x_from` and `x_to` over a day, both ends in it; a date of no known form says nothing (contract 2.5). */
export function days(wire: string, field: string): Bounds {
  return bounds(wire, (value, side) => {
    const day = readDay(value);
    return day === undefined ? undefined : { kind: 'range', field, [side]: { value: day, inclusive: true } };
  });
}

/** The same over moments; a bare date covers its whole day. */
export function moments(wire: string, field: string): Bounds {
  return bounds(wire, (value, side, { zone }) => {
    const instant = readMoment(value, zone);
    if (instant === undefined) return undefined;
    if (side === 'to' && isBareDay(value)) return { kind: 'range', field, to: { value: startOfNextDay(instant, zone), inclusive: false } };
    return side === 'to' ? { kind: 'range', field, to: { value: instant + 999, inclusive: true } } : { kind: 'range', field, from: { value: instant, inclusive: true } };
  });
}

/** A record that was never changed was last changed when it was made. */
export function changed(): Bounds {
  const [updated, created] = [moments('updated_at', 'updated_at'), moments('updated_at', 'created_at')];
  const both = (name: string): FilterMaker => (value, call) => {
    const [later, first] = [updated[name]?.(value, call), created[name]?.(value, call)];
    return later === undefined || first === undefined ? undefined : anyOf(later, allOf(equals('updated_at', null), first));
  };
  return { updated_at_from: both('updated_at_from'), updated_at_to: both('updated_at_to') };
}

function startOfNextDay(instant: number, zone: Call['zone']): number {
  // A day of 23 or 25 hours ends at a midnight too.
  const { year, month, day } = zone.toLocal(instant + DAY_MS + DAY_MS / 2);
  return zone.toInstant({ year, month, day, hour: 0, minute: 0, second: 0 });
}

/** `x_from` and `x_to` over whole numbers. */
export function numbers(wire: string, field: string): Bounds {
  return bounds(wire, (value, side) => bound(field, side, readInteger(value)));
}

/** `x_from` and `x_to` over roubles. */
export function amounts(wire: string, field: string): Bounds {
  return bounds(wire, (value, side) => bound(field, side, readKopecks(value)));
}

/** `100` or `[0, 100]`, in roubles (contract 2.5). */
export function amountOrRange(field: string): FilterMaker {
  return (value) => {
    const [from, to] = (Array.isArray(value) ? value : [value, value]).map((item) => (item === null ? undefined : readKopecks(item)));
    return allOf(...[bound(field, 'from', from), bound(field, 'to', to)].filter((part) => part !== undefined));
  };
}

function bound(field: string, side: 'from' | 'to', value: number | undefined): Filter | undefined {
  return value === undefined ? undefined : { kind: 'range', field, [side]: { value, inclusive: true } };
}

function bounds(wire: string, make: (value: WireValue, side: 'from' | 'to', call: Call) => Filter | undefined): Bounds {
  return { [`${wire}_from`]: (value, call) => make(value, 'from', call), [`${wire}_to`]: (value, call) => make(value, 'to', call) };
}
