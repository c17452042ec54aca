import type { CrmRecord } from '../../core/values.ts';

interface Asked {
  readonly id: number;
  readonly resolve: (record: CrmRecord | undefined) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Joins the reads by id that requests make in one turn of the event loop into one statement for each entity: a read
 * costs the server and this process mostly the round trip.
 */
export function createReadBatch(readAll: (entity: string, ids: readonly number[]) => Promise<ReadonlyMap<number, CrmRecord>>): (entity: string, id: number) => Promise<CrmRecord | undefined> {
  let waiting = new Map<string, Asked[]>();

  const send = (): void => {
    const batches = waiting;
    waiting = new Map();
    for (const [entity, asked] of batches) void answer(entity, asked);
  };
  const answer = async (entity: string, asked: readonly Asked[]): Promise<void> => {
    try {
      const found = await readAll(entity, [...new Set(asked.map(({ id }) => id))]);
      for (const { id, resolve } of asked) resolve(found.get(id));
    } catch (error) {
      for (const { reject } of asked) reject(error instanceof Error ? error : new Error(String(error)));
    }
  };

  return (entity, id) => new Promise((resolve, reject) => {
    if (waiting.size === 0) setImmediate(send);
    const asked = waiting.get(entity);
    if (asked === undefined) waiting.set(entity, [{ id, resolve, reject }]);
    else asked.push({ id, resolve, reject });
  });
}
