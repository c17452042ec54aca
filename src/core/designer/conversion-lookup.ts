import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { optionLists } from '../options/option-lists.ts';
import { equals } from '../query/filter.ts';
import { matchKey } from '../text/fold.ts';
import { numberAt, textAt } from '../values.ts';
import type { Lookup } from './convert-value.ts';
import { ensureOption } from './ensure-option.ts';

/** A list of more options is no list to choose from. */
const MAX_NEW_OPTIONS = 1000;
const MAX_TITLE_LENGTH = 250;
const REMEMBERED = 10_000;

/** How a conversion finds options and records, as of now. `dry`: new titles get stand-ins, and nothing is written. */
export async function conversionLookup(crm: Crm, context: Context, { dry }: { readonly dry: boolean }): Promise<Lookup> {
  const { catalog, ...directory } = await crm.directory();
  const lists = optionLists(await crm.directory());
  const made = new Map<string, number>();
  const headings = new Map<string, string | undefined>();
  const records = new Map<string, number | undefined>();
  const headingOf = async (entity: string, id: number): Promise<string | undefined> => {
    const field = catalog.entity(entity).heading;
    const record = entity === 'user' ? directory.account(id)?.record : await crm.storage.readRecord(entity, id);
    const value = record?.[field] ?? null;
    return record === undefined ? undefined : value === null ? `#${id}` : String(textAt(record, field) ?? numberAt(record, field) ?? id);
  };
  const recordOf = async (entity: string, heading: string): Promise<number | undefined> => {
    const found = await crm.storage.findRecords({ entity, filter: equals(catalog.entity(entity).heading, heading), sort: { field: 'id', descending: false }, offset: 0, limit: 2, fields: [] });
    return found.length === 1 ? found[0]?.id : undefined;
  };
  return {
    titleOf: (list, id) => lists.of(list).byId(id)?.title,
    headingOf: (entity = '', id) => remembered(headings, `${entity}/${id}`, () => headingOf(entity, id)),
    recordOf: (entity = '', heading) => remembered(records, `${entity}/${heading}`, () => recordOf(entity, heading)),
    async optionOf(list = '', title) {
      const key = matchKey(title);
      const known = lists.of(list).byTitle(title)?.id ?? made.get(key);
      if (known !== undefined) return known;
      if (made.size >= MAX_NEW_OPTIONS || title.length > MAX_TITLE_LENGTH) return 'too_many';
      const id = dry ? made.size + 1 : await ensureOption(crm, context, list, title);
      made.set(key, id);
      return id;
    },
  };
}

async function remembered<Value>(known: Map<string, Value>, key: string, find: () => Promise<Value>): Promise<Value> {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = await find();
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, value);
  return value;
}
