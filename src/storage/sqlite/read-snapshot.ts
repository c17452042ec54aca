import type { Connection } from './connection.ts';

/** One look at the file for all reads of a turn of the event loop. */
export interface ReadSnapshot {
  /** Reads from here on share a snapshot; it is left by itself before the next turn. */
  enter(): void;
  /** The next read looks anew: something was committed meanwhile. */
  leave(): void;
}

/**
 * Opening a snapshot costs as much as reading a row by its id. Requests that are answered in one turn share it: none of
 * them can have heard yet of a commit that the snapshot lacks, because that news would have come in a later turn.
 */
export function shareSnapshot(connection: Connection): ReadSnapshot {
  const begin = connection.prepare('BEGIN');
  const end = connection.prepare('COMMIT');
  let entered = false;
  const leave = (): void => {
    if (entered && connection.open) end.run();
    entered = false;
  };
  return {
    enter() {
      if (entered) return;
      begin.run();
      entered = true;
      setImmediate(leave);
    },
    leave,
  };
}
