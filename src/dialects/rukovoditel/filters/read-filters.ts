import { allOf, containsDigits, EVERYTHING, NOTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import type { EntityRights } from '../../../core/permissions/rights.ts';
import type { Parameters, WireValue } from '../../transport/parameters.ts';
import type { WireEntity, WireField } from '../application/application.ts';
import type { Reserved } from '../application/numbers.ts';
import { ApiError } from '../transport/errors.ts';
import { readCommaList } from '../transport/read-comma-list.ts';
import { readText } from '../transport/read-text.ts';
import { noField } from '../transport/texts.ts';
import { kindOf } from '../values/registry.ts';
import type { Surroundings, ValueKind } from '../values/value-kind.ts';
import { dateRangeFilter, type DateForm } from './date-range.ts';
import { everyKeywordFilter, keywordFilter } from './keywords.ts';
import { RELATIVE, relativeFilter } from './relative-dates.ts';

/** What the conditions of a call are read by. */
export interface FilterScope {
  readonly entity: WireEntity;
  readonly rights: EntityRights;
  readonly around: Surroundings;
}

/** A condition as sent: a value alone, or a value with the word for how to compare. */
interface Condition {
  readonly word: string;
  readonly value: WireValue | undefined;
}

const FIELD_KEY = /^(?:field_)?(\d{1,15})(?:_db_value)?$/u;
const SYSTEM: Readonly<Record<string, Reserved>> = { id: 'id', parent_item_id: 'parent_item_id', created_by: 'created_by', date_added: 'date_added', date_updated: 'date_updated' };

/** `filters` of a select, joined with "and" (Rukovoditel contract 2.3.3). Throws ApiError for a field that is not there. */
export function readFilters(scope: FilterScope, filters: Parameters): Filter {
  return allOf(...Object.entries(filters).map(([key, value]) => readFilter(scope, key, value)));
}

function readFilter(scope: FilterScope, key: string, sent: WireValue): Filter {
  const target = readTarget(scope, key);
  const condition = readCondition(sent);
  // An unset filter is no filter; an empty value beside a word for comparing is one.
  if (target === undefined || (condition.word === '' && condition.value === '')) return EVERYTHING;
  return typeof target === 'string' ? systemFilter(scope, target, condition) : fieldFilter(scope, target, condition);
}

/** Criteria of update and delete: the stored value exactly, and an empty one matches nothing (Rukovoditel contract 2.6). */
export function readCriteria(scope: FilterScope, criteria: Parameters): Filter {
  return allOf(...Object.entries(criteria).map(([key, value]) => {
    const target = readTarget(scope, key);
    if (target === undefined || isNothing(value)) return NOTHING;
    return typeof target === 'string' ? systemInclude(scope, target, value) : (kindOf(target)?.include(value, target, scope.around) ?? NOTHING);
  }));
}

function isNothing(value: WireValue): boolean {
  if (typeof value !== 'object') return value === '';
  return value === null || Object.values(value).every((item) => item === '' || item === null);
}

/** The field or system column that a key names; undefined for a key that means nothing. */
function readTarget({ entity, rights }: FilterScope, key: string): WireField | Reserved | undefined {
  const system = SYSTEM[key];
  if (system !== undefined) return system;
  const number = FIELD_KEY.exec(key)?.[1];
  if (number === undefined) return undefined;
  const field = entity.field(Number(number));
  // What is hidden from the caller is not there (Rukovoditel contract 3.7.4).
  if (field === undefined || (field.core !== undefined && rights.hidden.has(field.core.name))) throw new ApiError(noField(`field_${Number(number)}`, String(entity.number)));
  return field.reserved ?? field;
}

function readCondition(sent: WireValue): Condition {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return { word: '', value: sent };
  return { word: readText(sent['condition'])?.trim() ?? '', value: sent['value'] };
}

function fieldFilter(scope: FilterScope, field: WireField, { word, value = '' }: Condition): Filter {
  const kind = kindOf(field);
  const name = field.core?.name;
  if (kind === undefined || name === undefined) return NOTHING;
  if (word === 'empty_value') return { kind: 'empty', field: name };
  if (word === 'not_empty_value') return { kind: 'not', filter: { kind: 'empty', field: name } };
  if (word === 'search' || word === 'search_match') return field.core?.type === 'phone' || field.core?.type === 'phones' ? containsPhone(name, value) : searched(kind, name, word, value);
  if (RELATIVE.has(word)) return kind.dated === undefined ? NOTHING : relativeFilter(name, kind.dated, word, value, scope.around);
  const included = kind.include(value, field, scope.around);
  return word === 'exclude' ? { kind: 'not', filter: included } : included;
}

function searched({ searchable }: ValueKind, name: string, word: string, value: WireValue): Filter {
  const text = readText(value) ?? '';
  if (searchable !== true) return NOTHING;
  return word === 'search' ? keywordFilter(name, text) : everyKeywordFilter(name, text);
}

/** Numbers are looked for by their digits, however they are written. */
function containsPhone(name: string, value: WireValue): Filter {
  const text = readText(value) ?? '';
  return /\d/u.test(text) ? containsDigits(name, text) : NOTHING;
}

const COLUMNS = { id: 'id', created_by: 'created_by', date_added: 'created_at', date_updated: 'updated_at' } as const;

function systemFilter(scope: FilterScope, target: Reserved, { word, value = '' }: Condition): Filter {
  if (word === 'empty_value' || word === 'not_empty_value') {
    const column = target === 'parent_item_id' ? scope.entity.definition.parent : target === 'action' ? undefined : COLUMNS[target];
    const empty: Filter = column === undefined ? EVERYTHING : { kind: 'empty', field: column };
    return word === 'empty_value' ? empty : { kind: 'not', filter: empty };
  }
  if (RELATIVE.has(word) && (target === 'date_added' || target === 'date_updated')) return relativeFilter(COLUMNS[target], 'instant', word, value, scope.around);
  const included = systemInclude(scope, target, value);
  return word === 'exclude' ? { kind: 'not', filter: included } : included;
}

function systemInclude({ entity, around }: FilterScope, target: Reserved, value: WireValue): Filter {
  const form: DateForm = 'instant';
  switch (target) {
    case 'action': return NOTHING;
    case 'date_added':
    case 'date_updated': return dateRangeFilter(COLUMNS[target], form, readText(value) ?? '', around);
    case 'id': return oneOf('id', ids(value, around));
    case 'created_by': return oneOf('created_by', ids(value, around));
    case 'parent_item_id': return parentFilter(entity, ids(value, around));
  }
}

/** 0 is the top level; entities without a parent have all their records there. */
function parentFilter({ definition: { parent } }: WireEntity, wanted: readonly number[]): Filter {
  if (parent === undefined) return wanted.includes(0) ? EVERYTHING : NOTHING;
  const within = oneOf(parent, wanted.filter((id) => id !== 0));
  const top: Filter = { kind: 'empty', field: parent };
  if (!wanted.includes(0)) return within;
  return within.kind === 'none' ? top : { kind: 'or', filters: [top, within] };
}

function ids(value: WireValue, { userId }: Surroundings): readonly number[] {
  return (readCommaList(value) ?? []).flatMap((item) => {
    if (item === 'current_user_id') return [userId];
    return /^\d{1,15}$/u.test(item) ? [Number(item)] : [];
  });
}
