import { textAt, type CrmRecord } from '../../../core/values.ts';
import type { Answer, Call, Endpoint } from '../call.ts';
import { KIND_WORDS } from '../wire-names.ts';

const guide = (dictionary: string, present: (item: CrmRecord) => object): Endpoint => async ({ directory }: Call): Promise<Answer> => ({
  data: directory.dictionary(dictionary).items.map((item) => ({ id: item.id, title: textAt(item, 'title'), ...present(item) })),
});

/** `guides/category`: industries, each with the kind of client it is for (SalesMan contract 2.8). */
export const guidesCategory = guide('industry', (item) => ({ tip: KIND_WORDS[textAt(item, 'client_kind') ?? 'company'] ?? 'client' }));

/** `guides/territory`. */
export const guidesTerritory = guide('territory', () => ({}));

/** `guides/relations`: kinds of relation with their colours. */
export const guidesRelations = guide('relation', (item) => ({ color: textAt(item, 'color') }));

/** `guides/clientpath`: sources; `destination` is the incoming phone line. */
export const guidesClientpath = guide('source', (item) => ({ utm_source: textAt(item, 'utm_source') ?? '', destination: textAt(item, 'phone_line') ?? '' }));
