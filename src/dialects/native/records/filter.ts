import * as z from 'zod';
import type { FieldDefinition, FieldTypeName } from '../../../core/metadata/definitions.ts';
import { allOf, anyOf, contains, containsDigits, equals, holdsAny, NOTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import { phoneDigits } from '../../../core/text/contact.ts';
import { parseJson } from '../../transport/read-json.ts';
import { UnreadableError } from '../../transport/unreadable.ts';
import { ProblemError, unknownField } from '../problem.ts';
import { fieldShape } from '../shapes/field-shape.ts';
import { isSystemInstant, SYSTEM_SHAPES } from '../shapes/system-fields.ts';
import { fromWire } from '../shapes/wire-value.ts';
import type { ShownEntity } from './shown-entity.ts';

export const OPERATORS = ['eq', 'ne', 'in', 'not_in', 'from', 'to', 'after', 'before', 'contains', 'any_of', 'empty'] as const;
export type Operator = (typeof OPERATORS)[number];

const EQUAL = ['eq', 'ne', 'in', 'not_in', 'empty'] as const;
const ORDERED = [...EQUAL, 'from', 'to', 'after', 'before'] as const;
const TEXT = [...EQUAL, 'contains'] as const;
const LIST_OF_TEXTS = ['contains', 'empty'] as const;
const LIST_OF_IDS = ['any_of', 'empty'] as const;

/** What may be asked of each type of field. */
export const OPERATORS_OF: Readonly<Record<FieldTypeName, readonly Operator[]>> = {
  text: TEXT, long_text: TEXT, email: TEXT, phone: TEXT, url: TEXT, random: TEXT, text_formula: TEXT,
  boolean: EQUAL, choice: EQUAL, link: EQUAL, option: EQUAL,
  integer: ORDERED, money: ORDERED, decimal: ORDERED, percent: ORDERED, counter: ORDERED, formula: ORDERED, instant: ORDERED, date: ORDERED, time_of_day: ORDERED,
  phones: LIST_OF_TEXTS, emails: LIST_OF_TEXTS, texts: LIST_OF_TEXTS,
  options: LIST_OF_IDS, links: LIST_OF_IDS,
  json: ['empty'], files: ['empty'],
};

const MAX_DEPTH = 8;
const MAX_CONDITIONS = 100;
const MAX_VALUES = 1000;

/** What a condition is about: a field of the entity, or one that every record has. */
interface Subject {
  readonly name: string;
  readonly type: FieldTypeName;
  readonly shape: z.ZodType;
}

/**
 * Reads `filter=`: a JSON object whose members must all hold. A member is a field with a value (`{"owner": 5}`), with
 * operators (`{"name": {"contains": "ромашка"}}`), or `and`, `or` with a list of such objects, `not` with one of them.
 * `ne` and `not_in` hold for what is empty, too. Throws `malformed` and `unknown_field`.
 */
export function readFilter(entity: ShownEntity, text: string): Filter {
  return new FilterReader(entity).objectOf(parsed(text), 'filter', 1);
}

function parsed(text: string): unknown {
  try {
    return parseJson(text, { nesting: 2 * MAX_DEPTH, values: 20 * MAX_VALUES });
  } catch (error) {
    if (error instanceof UnreadableError) throw malformed('filter', 'JSON, nested no deeper than 8 conditions');
    throw error;
  }
}

/** Counts the conditions of one filter while it reads them. */
class FilterReader {
  readonly #entity: ShownEntity;
  #conditions = 0;

  constructor(entity: ShownEntity) {
    this.#entity = entity;
  }

  objectOf(value: unknown, at: string, depth: number): Filter {
    if (depth > MAX_DEPTH) throw malformed(at, `nested no deeper than ${MAX_DEPTH} conditions`);
    if (!isObject(value)) throw malformed(at, 'an object of conditions');
    return allOf(...Object.entries(value).map(([name, condition]) => this.#member(name, condition, `${at}.${name}`, depth)));
  }

  #member(name: string, condition: unknown, at: string, depth: number): Filter {
    this.#conditions += 1;
    if (this.#conditions > MAX_CONDITIONS) throw malformed('filter', `at most ${MAX_CONDITIONS} conditions`);
    if (name === 'not') return { kind: 'not', filter: this.objectOf(condition, at, depth + 1) };
    if (name === 'and' || name === 'or') {
      if (!Array.isArray(condition)) throw malformed(at, 'a list of objects of conditions');
      const filters = condition.map((part: unknown, index) => this.objectOf(part, `${at}.${index}`, depth + 1));
      return name === 'and' ? allOf(...filters) : anyOf(...filters);
    }
    return conditionOf(subjectOf(this.#entity, name), condition, at);
  }
}

function subjectOf(entity: ShownEntity, name: string): Subject {
  const field = entity.field(name);
  if (field !== undefined) return { name, type: field.type, shape: fieldShape(field) };
  const system = Object.entries(SYSTEM_SHAPES).find(([known]) => known === name);
  if (system === undefined) throw new ProblemError('unknown_field', `The filter names a field that is not there: ${name}.`, { fields: [unknownField(name)] });
  return { name, type: systemType(name), shape: system[1] };
}

function systemType(name: string): FieldTypeName {
  return isSystemInstant(name) ? 'instant' : name === 'version' || name === 'id' ? 'integer' : 'link';
}

function conditionOf(subject: Subject, condition: unknown, at: string): Filter {
  if (!isObject(condition)) return operation(subject, 'eq', condition, at);
  return allOf(...Object.entries(condition).map(([name, operand]) => {
    const operator = OPERATORS.find((known) => known === name);
    if (operator === undefined) throw malformed(`${at}.${name}`, `one of the operators ${OPERATORS.join(', ')}`);
    return operation(subject, operator, operand, `${at}.${name}`);
  }));
}

function operation(subject: Subject, operator: Operator, operand: unknown, at: string): Filter {
  const known = OPERATORS_OF[subject.type];
  if (!known.includes(operator)) throw malformed(at, `one of the operators ${known.join(', ')}`);
  const one = (): string | number | boolean | null => scalarOf(subject, operand, at);
  switch (operator) {
    case 'eq': return same(subject, one());
    case 'ne': return { kind: 'not', filter: same(subject, one()) };
    case 'in': return amongst(subject, operand, at);
    case 'not_in': return { kind: 'not', filter: amongst(subject, operand, at) };
    case 'from': return { kind: 'range', field: subject.name, from: { value: boundOf(one(), at), inclusive: true } };
    case 'after': return { kind: 'range', field: subject.name, from: { value: boundOf(one(), at), inclusive: false } };
    case 'to': return { kind: 'range', field: subject.name, to: { value: boundOf(one(), at), inclusive: true } };
    case 'before': return { kind: 'range', field: subject.name, to: { value: boundOf(one(), at), inclusive: false } };
    case 'contains': return containing(subject, operand, at);
    case 'any_of': return holdsAny(subject.name, idsOf(operand, at));
    case 'empty': {
      if (typeof operand !== 'boolean') throw malformed(at, 'true or false');
      const empty = same(subject, null);
      return operand ? empty : { kind: 'not', filter: empty };
    }
  }
}

/** Null asks for what is empty: never written, or cleared. */
function same({ name }: Subject, value: string | number | boolean | null): Filter {
  return value === null || value === '' ? { kind: 'empty', field: name } : equals(name, value);
}

function amongst(subject: Subject, operand: unknown, at: string): Filter {
  const values = listOf(operand, at).map((value, index) => scalarOf(subject, value, `${at}.${index}`));
  const empty = values.some((value) => value === null || value === '');
  const plain = values.flatMap((value) => (typeof value === 'number' || (typeof value === 'string' && value !== '') ? [value] : []));
  const flags = values.flatMap((value) => (typeof value === 'boolean' ? [value] : []));
  return anyOf(oneOf(subject.name, plain), ...flags.map((flag) => equals(subject.name, flag)), ...(empty ? [same(subject, null)] : []));
}

function containing({ name, type }: Subject, operand: unknown, at: string): Filter {
  if (typeof operand !== 'string' || operand.trim() === '') throw malformed(at, 'a text');
  if (type !== 'phone' && type !== 'phones') return contains(name, operand);
  return phoneDigits(operand) === '' ? NOTHING : containsDigits(name, operand);
}

function scalarOf({ type, shape }: Subject, operand: unknown, at: string): string | number | boolean | null {
  const value = operand === null ? null : fromWire(type, operand);
  const fits = operand === null || shape.safeParse(operand).success;
  if (fits && (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')) return value;
  throw malformed(at, `a value of the type ${type}`);
}

function boundOf(value: string | number | boolean | null, at: string): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw malformed(at, 'a value to compare with');
}

function idsOf(operand: unknown, at: string): readonly number[] {
  const ids = listOf(operand, at);
  const numbers = ids.filter((id) => typeof id === 'number');
  if (numbers.length < ids.length || !numbers.every(Number.isSafeInteger)) throw malformed(at, 'a list of ids');
  return numbers;
}

function listOf(operand: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(operand) || operand.length > MAX_VALUES) throw malformed(at, `a list of at most ${MAX_VALUES} values`);
  return operand;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(at: string, expected: string): ProblemError {
  return new ProblemError('malformed', `${at.slice(0, 200).toWellFormed()} must be ${expected}.`);
}

/** Whether a field can be sorted by: what has no order in the store is refused. */
export function isSortable({ type }: Pick<FieldDefinition, 'type'>): boolean {
  return type !== 'json' && type !== 'files' && type !== 'options' && type !== 'links';
}

