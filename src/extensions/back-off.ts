const FIRST_MS = 250;
const LONGEST_MS = 60_000;
/** What fails again so long after its start has not failed because of the start. */
const CALM_MS = 5 * 60_000;

/** Pauses before new starts that double while nothing succeeds in between. */
export interface BackOff {
  /** Does it after the pause that is due. */
  again(start: () => void): void;
  succeeded(): void;
  cancel(): void;
}

export function createBackOff(clock: () => number): BackOff {
  let pause = FIRST_MS;
  let last = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    again(start) {
      if (clock() - last > CALM_MS) pause = FIRST_MS;
      last = clock();
      timer = setTimeout(start, pause).unref();
      pause = Math.min(pause * 2, LONGEST_MS);
    },
    succeeded() { pause = FIRST_MS; },
    cancel() { clearTimeout(timer); },
  };
}
