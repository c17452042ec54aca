import { performance } from 'node:perf_hooks';
import type { ChangeSet } from '../src/core/changes/change-set.ts';

/** Writes one large change set; the store has its own quickest way. */
export type WriteChanges = (changes: ChangeSet) => Promise<void>;

/** Fills a prepared store with `count` rows, `group` of them in one change set, and gives the number written each second. */
export type LoadRows = (count: number, group: number, write: WriteChanges) => Promise<number>;

/** Loads what `changesOf` makes of so many rows from a place on; a group is made while the one before it is being written. */
export async function loadInGroups(count: number, group: number, write: WriteChanges, changesOf: (from: number, size: number) => ChangeSet): Promise<number> {
  const began = performance.now();
  let writing = Promise.resolve();
  for (let index = 0; index < count; index += group) {
    const changes = changesOf(index, Math.min(group, count - index));
    await writing;
    writing = write(changes);
  }
  await writing;
  return count / ((performance.now() - began) / 1000);
}
