import { contains, equals, NOTHING, sameText } from '../../core/query/filter.ts';
import type { Call } from './call.ts';
import { customFields } from './custom-fields.ts';
import type { FilterMaker } from './model.ts';

const TEXTS: ReadonlySet<string> = new Set(['text', 'long_text', 'email', 'phone', 'url', 'random', 'text_formula']);
const LISTS: ReadonlySet<string> = new Set(['texts', 'emails', 'phones']);

/** Filters by `custom_…` members: equality (alfaCRM contract 2.5). A list is found by a part of one of its texts. */
export function customFilters(call: Call): Readonly<Record<string, FilterMaker>> {
  if (call.model.custom !== true) return {};
  const entity = call.directory.catalog.entity(call.model.entity);
  return Object.fromEntries(customFields(call).flatMap(({ wire, field: name, read }) => {
    const field = entity.fields.find((known) => known.name === name);
    if (field === undefined || read === undefined) return [];
    const make: FilterMaker = (value) => {
      if (LISTS.has(field.type)) return contains(field.name, String(value));
      if (TEXTS.has(field.type)) return sameText(field, String(value));
      const reading = read(value, call);
      if ('fault' in reading) return NOTHING;
      const { input } = reading;
      return typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean' ? equals(field.name, input) : undefined;
    };
    return [[wire, make]];
  }));
}
