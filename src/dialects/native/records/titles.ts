import { CrmError } from '../../../core/errors.ts';
import { findRecords } from '../../../core/records/find-records.ts';
import { optionLists } from '../../../core/options/option-lists.ts';
import { oneOf } from '../../../core/query/filter.ts';
import { textAt, type CrmRecord, type FieldValue } from '../../../core/values.ts';
import type { Call, QueryMember } from '../call.ts';
import { oneWord } from '../http/read-query.ts';
import { shownEntity, type ShownEntity } from './shown-entity.ts';

export const EXPAND_MEMBER: QueryMember = { name: 'expand', about: 'links: adds _titles, the titles of what links and options point at, by field and id', schema: { type: 'string', enum: ['links'] } };

/** Titles by field, then by id; what the caller does not see has none. */
export type Titles = Readonly<Record<string, Readonly<Record<string, string>>>>;

type TitlesOf = (record: CrmRecord) => { readonly _titles: Titles } | object;

/** Looks up, once for a page, the titles that its links and options need, or the named ones; adds nothing where the query does not ask. */
export async function titlesFor(call: Call, entity: ShownEntity, records: readonly CrmRecord[], only?: readonly string[]): Promise<TitlesOf> {
  if (oneWord(call.query, 'expand', ['links']) === undefined) return () => ({});
  const pointers = pointersOf(entity).filter(({ name }) => only === undefined || only.includes(name));
  const sources = await Promise.all(pointers.map(async ({ name, target, list }) => {
    const ids = [...new Set(records.flatMap((record) => idsIn(record[name])))];
    return [name, list === undefined ? await headings(call, target ?? '', ids) : optionTitles(call, list)] as const;
  }));
  return (record) => ({
    _titles: Object.fromEntries(sources.map(([name, titles]) => [name, pick(titles, idsIn(record[name]))])),
  });
}

interface Pointer {
  readonly name: string;
  readonly target?: string;
  readonly list?: string;
}

function pointersOf({ fields }: ShownEntity): readonly Pointer[] {
  const own = fields.flatMap(({ name, type, settings }): readonly Pointer[] => {
    if (type === 'option' || type === 'options') return [{ name, list: settings.list ?? '' }];
    return (type === 'link' || type === 'links') && settings.entity !== undefined ? [{ name, target: settings.entity }] : [];
  });
  return [{ name: 'created_by', target: 'user' }, { name: 'updated_by', target: 'user' }, ...own];
}

function optionTitles({ directory }: Call, list: string): ReadonlyMap<number, string> {
  return new Map(optionLists(directory).of(list).options.map(({ id, title }) => [id, title]));
}

/** A person or a dictionary value is named to whoever sees the record that points at it; other records to who sees them. */
async function headings(call: Call, target: string, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (target === 'user') return new Map(ids.flatMap((id) => call.directory.account(id) ?? []).map(({ id, name }) => [id, name]));
  const shown = seenEntity(call, target);
  if (shown === undefined || ids.length === 0) return new Map();
  const { heading, kind } = shown.definition;
  if (kind === 'dictionary') return new Map(call.directory.dictionary(target).items.map((item) => [item.id, textAt(item, heading) ?? '']));
  const { records } = await findRecords(call.crm, call.context, { entity: target, filter: oneOf('id', ids), sort: { field: 'id', descending: false }, offset: 0, limit: ids.length, fields: [heading] });
  return new Map(records.map((record) => [record.id, String(record[heading] ?? '')]));
}

/** The entity that titles are from; nothing where the caller does not see it, or its heading. */
function seenEntity(call: Call, target: string): ShownEntity | undefined {
  try {
    const shown = shownEntity(call, target);
    return shown.field(shown.definition.heading) === undefined ? undefined : shown;
  } catch (error) {
    if (error instanceof CrmError && error.code === 'unknown_entity') return undefined;
    throw error;
  }
}

function idsIn(value: FieldValue | undefined): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? value.map(Number) : [];
}

function pick(titles: ReadonlyMap<number, string>, ids: readonly number[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.flatMap((id) => (titles.has(id) ? [[String(id), titles.get(id) ?? '']] : [])));
}
