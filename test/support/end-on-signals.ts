import { constants } from 'node:os';

/** A signal ends this process through `exit`, where servers, databases and folders that it made are put away. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
