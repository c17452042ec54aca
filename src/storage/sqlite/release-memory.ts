import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const IDLE_MS = 3_000;
/** A heap below this has nothing worth giving back. */
const SMALL_HEAP_BYTES = 20 * 1024 * 1024;

/**
 * Gives the memory of a burst of work, in this thread, back to the system. V8 tidies up while it makes garbage, so that
 * an idle thread would keep what its last burst took (some 20 to 40 MB) for as long as nobody calls it.
 */
export function releaseMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
  setFlagsFromString('--no-expose-gc');
}

/** Gives memory back when nothing happened for a while. What is returned is called whenever something happens. */
export function releaseMemoryWhenIdle(): () => void {
  let timer: NodeJS.Timeout | undefined;
  const rest = (): void => {
    timer = undefined;
    if (getHeapStatistics().total_heap_size > SMALL_HEAP_BYTES) releaseMemory();
  };
  return () => {
    timer = timer?.refresh() ?? setTimeout(rest, IDLE_MS).unref();
  };
}
