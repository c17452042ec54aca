const DAY_MS = 24 * 3_600_000;

/**
 * Does something now and once a day, beside the requests, never twice at once; `work` never rejects and looks at the signal
 * where it takes long. Gives what ends it.
 */
export function daily(work: (signal: AbortSignal) => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  let running = work(stopping.signal);
  const timer = setInterval(() => { running = running.then(() => (stopping.signal.aborted ? undefined : work(stopping.signal))); }, DAY_MS).unref();
  return async () => {
    clearInterval(timer);
    stopping.abort(new Error('the server stops'));
    await running;
  };
}
