import { allOf } from '../query/filter.ts';
import type { RecordQuery } from '../query/record-query.ts';
import type { Storage } from '../storage.ts';
import type { CrmRecord } from '../values.ts';

const PAGE = 1000;

/**
 * All living records of a selection by their ids, whoever sees them: page after page from where the last one ended, so
 * that the millionth costs as little as the first. Ends early, with the reason of the signal, when that is aborted.
 */
export async function* everyRecord(storage: Storage, query: Pick<RecordQuery, 'entity' | 'filter' | 'fields'>, signal?: AbortSignal): AsyncGenerator<CrmRecord> {
  let last = 0;
  for (;;) {
    signal?.throwIfAborted();
    const filter = allOf(query.filter, { kind: 'range', field: 'id', from: { value: last, inclusive: false } });
    const page = await storage.findRecords({ ...query, filter, sort: { field: 'id', descending: false }, offset: 0, limit: PAGE });
    yield* page;
    last = page.at(-1)?.id ?? last;
    if (page.length < PAGE) return;
  }
}
