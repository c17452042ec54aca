import type { CrmRecord } from '../../core/values.ts';

interface Asked {
  readonly id: number;
  readonly resolve: (record: CrmRecord | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** Whole records, or those of some fields; a list of fields is known by itself, not by what is in it. */
type Fields = readonly string[] | undefined;

/**
 * Joins the reads by id that requests make in one turn of the event loop into one statement for each entity and list of
 * fields: a read costs the server and this process mostly the round trip.
 */
export function createReadBatch(readAll: (entity: string, ids: readonly number[], fields: Fields) => Promise<ReadonlyMap<number, CrmRecord>>): (entity: string, id: number, fields?: readonly string[]) => Promise<CrmRecord | undefined> {
  let waiting = new Map<string, Map<Fields, Asked[]>>();

  const send = (): void => {
    const batches = waiting;
    waiting = new Map();
    for (const [entity, some] of batches) for (const [fields, asked] of some) void answer(entity, fields, asked);
  };
  const answer = async (entity: string, fields: Fields, asked: readonly Asked[]): Promise<void> => {
    try {
      const found = await readAll(entity, [...new Set(asked.map(({ id }) => id))], fields);
      for (const { id, resolve } of asked) resolve(found.get(id));
    } catch (error) {
      for (const { reject } of asked) reject(error instanceof Error ? error : new Error(String(error)));
    }
  };

  return (entity, id, fields) => new Promise((resolve, reject) => {
    if (waiting.size === 0) setImmediate(send);
    const some = waiting.get(entity) ?? new Map<Fields, Asked[]>();
    const asked = some.get(fields) ?? [];
    asked.push({ id, resolve, reject });
    some.set(fields, asked);
    waiting.set(entity, some);
  });
}
