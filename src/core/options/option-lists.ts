import type { Directory } from '../directory.ts';
import { matchKey } from '../text/fold.ts';
import { listAt, numberAt, textAt, type CrmRecord } from '../values.ts';

/** One value of a list, as the directory remembers it. */
export interface Option {
  readonly id: number;
  /** The number that programs know it by, unique in its list; usually the id. */
  readonly number: number;
  readonly title: string;
  readonly parent: number | null;
  readonly position: number;
  readonly color: string;
  readonly standard: boolean;
  /** Not offered any more; records that have it keep it. */
  readonly disabled: boolean;
  /** What formulas count it as. */
  readonly value: number | null;
  /** The people that it stands for. */
  readonly users: readonly number[];
  readonly record: CrmRecord;
}

/** The values of one list: by position, then by title. */
export interface OptionList {
  readonly code: string;
  readonly title: string;
  /** Made for one field; other lists are shared. */
  readonly own: boolean;
  /** The list itself; absent when there is none of this code. */
  readonly record: CrmRecord | undefined;
  readonly options: readonly Option[];
  byId(id: number): Option | undefined;
  byNumber(number: number): Option | undefined;
  byTitle(title: string): Option | undefined;
}

export interface OptionLists {
  readonly all: readonly OptionList[];
  /** The list of this code, empty when there is none. */
  of(code: string | undefined): OptionList;
}

const KNOWN = new WeakMap<Directory, OptionLists>();
const NO_LIST = createList(undefined, []);

/** The lists of a directory; worked out once for each. */
export function optionLists(directory: Directory): OptionLists {
  const known = KNOWN.get(directory);
  if (known !== undefined) return known;
  const items = Map.groupBy(directory.dictionary('option').items, (item) => numberAt(item, 'list') ?? 0);
  const all = directory.dictionary('list').items.map((list) => createList(list, (items.get(list.id) ?? []).map(toOption)));
  const byCode = new Map(all.map((list) => [matchKey(list.code), list]));
  const lists: OptionLists = { all, of: (code) => (code === undefined ? NO_LIST : (byCode.get(matchKey(code)) ?? NO_LIST)) };
  KNOWN.set(directory, lists);
  return lists;
}

function createList(record: CrmRecord | undefined, unsorted: readonly Option[]): OptionList {
  const options = unsorted.toSorted((left, right) => left.position - right.position || (left.title < right.title ? -1 : Number(left.title > right.title)) || left.id - right.id);
  const byId = new Map(options.map((option) => [option.id, option]));
  const byNumber = new Map(options.map((option) => [option.number, option]));
  const byTitle = new Map(options.toReversed().map((option) => [matchKey(option.title), option]));
  return {
    code: record === undefined ? '' : (textAt(record, 'code') ?? ''),
    title: record === undefined ? '' : (textAt(record, 'title') ?? ''),
    own: record?.['own'] === true,
    record,
    options,
    byId: (id) => byId.get(id),
    byNumber: (number) => byNumber.get(number),
    byTitle: (title) => byTitle.get(matchKey(title)),
  };
}

function toOption(record: CrmRecord): Option {
  return {
    id: record.id,
    number: numberAt(record, 'number') ?? record.id,
    title: textAt(record, 'title') ?? '',
    parent: numberAt(record, 'parent'),
    position: numberAt(record, 'position') ?? 0,
    color: textAt(record, 'color') ?? '',
    standard: record['standard'] === true,
    disabled: record['disabled'] === true,
    value: numberAt(record, 'value'),
    users: listAt(record, 'users').map(Number),
    record,
  };
}
