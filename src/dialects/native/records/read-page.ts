import type { RecordQuery, Sort } from '../../../core/query/record-query.ts';
import { allOf, EVERYTHING, search } from '../../../core/query/filter.ts';
import type { QueryMember } from '../call.ts';
import { wholeNumber } from '../http/read-query.ts';
import { ProblemError, unknownField } from '../problem.ts';
import { SYSTEM_NAMES } from '../shapes/system-fields.ts';
import { isSortable, readFilter } from './filter.ts';
import type { ShownEntity } from './shown-entity.ts';

export const MAX_LIMIT = 500;
const LIMIT = 50;
const MAX_OFFSET = 1_000_000_000;
const MAX_WORD = 1000;
const NEWEST: Sort = { field: 'created_at', descending: true };

export const FIELDS_MEMBER: QueryMember = { name: 'fields', about: 'Fields to give, parted by commas; id and version always come. All, when not given', schema: { type: 'string' } };
export const LIMIT_MEMBER: QueryMember = { name: 'limit', about: 'Records on a page', schema: { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: LIMIT } };

/** What a page of records may be asked by. */
export const PAGE_QUERY: readonly QueryMember[] = [
  {
    name: 'filter',
    about: 'A JSON object of conditions that must all hold: a field with a value, or with operators: eq, ne, in, not_in, from, to, after, before, contains, any_of, empty. The members and, or take lists of such objects, not takes one. ne and not_in hold for empty values too.',
    schema: { type: 'string', contentMediaType: 'application/json', examples: ['{"name":{"contains":"ромашка"},"created_at":{"from":"2026-01-01T00:00:00Z"},"or":[{"owner":5},{"owner":{"empty":true}}]}'] },
  },
  { name: 'search', about: 'A word to look for in the searched fields; a phone by its digits', schema: { type: 'string', maxLength: MAX_WORD } },
  { name: 'sort', about: 'The field to sort by, with a minus from the greatest; equal values follow the id', schema: { type: 'string', default: '-created_at' } },
  LIMIT_MEMBER,
  { name: 'offset', about: 'Records to pass over', schema: { type: 'integer', minimum: 0, default: 0 } },
  FIELDS_MEMBER,
];

/** The page that a query asks for. Throws `malformed` and `unknown_field`. */
export function readPage(entity: ShownEntity, query: ReadonlyMap<string, string>): RecordQuery {
  const fields = readFields(entity, query);
  const filter = query.get('filter');
  const word = (query.get('search') ?? '').slice(0, MAX_WORD);
  return {
    entity: entity.definition.name,
    filter: allOf(filter === undefined ? EVERYTHING : readFilter(entity, filter), search(word)),
    sort: readSort(entity, query.get('sort')),
    limit: readLimit(query),
    offset: wholeNumber(query, 'offset', { min: 0, max: MAX_OFFSET, standard: 0 }),
    ...(fields === undefined ? {} : { fields }),
  };
}

export function readLimit(query: ReadonlyMap<string, string>): number {
  return wholeNumber(query, 'limit', { min: 1, max: MAX_LIMIT, standard: LIMIT });
}

/** The fields that a query names; undefined: all. Throws `unknown_field` with each that is not there. */
export function readFields(entity: ShownEntity, query: ReadonlyMap<string, string>): readonly string[] | undefined {
  const names = query.get('fields')?.split(',').map((name) => name.trim());
  const unknown = names?.filter((name) => entity.field(name) === undefined && !SYSTEM_NAMES.includes(name)) ?? [];
  if (unknown.length > 0) throw new ProblemError('unknown_field', 'The query names fields that are not there.', { fields: unknown.map(unknownField) });
  return names;
}

function readSort(entity: ShownEntity, text: string | undefined): Sort {
  if (text === undefined) return NEWEST;
  if (text.includes(',')) throw new ProblemError('malformed', 'sort takes one field; equal values follow the id.');
  const name = text.replace(/^[+-]/u, '');
  const field = entity.field(name);
  if (field === undefined && !SYSTEM_NAMES.includes(name)) throw new ProblemError('unknown_field', `sort names a field that is not there: ${name}.`, { fields: [unknownField(name)] });
  if (field !== undefined && !isSortable(field)) throw new ProblemError('malformed', `${name} has no order to sort by.`);
  return { field: name, descending: text.startsWith('-') };
}
