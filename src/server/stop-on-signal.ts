/** The part of `process` that this needs. */
export interface Signalled {
  on(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: (signal: string) => void): unknown;
  exit(code: number): void;
}

const LIMIT_MS = 9_500;
/** A terminal, npm and the loss of a parent repeat one wish within moments; a person takes longer to lose patience. */
const ECHO_MS = 1_000;

/** Stops in good order when told to end, at once when told again, and in any case within ten seconds. */
export function stopOnSignal(process: Signalled, stop: () => Promise<void>, complain: (error: unknown) => void): void {
  let told: { readonly signal: string; readonly at: number } | undefined;
  const onSignal = (signal: string): void => {
    if (told !== undefined) {
      if (signal === told.signal && performance.now() - told.at > ECHO_MS) process.exit(1);
      return;
    }
    told = { signal, at: performance.now() };
    setTimeout(() => process.exit(0), LIMIT_MS).unref();
    stop().then(() => process.exit(0), (error: unknown) => {
      complain(error);
      process.exit(1);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}
