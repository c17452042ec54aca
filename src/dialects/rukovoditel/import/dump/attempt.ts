import { MORE, OutOfText, type More } from './signals.ts';
import type { DumpWindow } from './window.ts';

/**
 * Makes an attempt at reading, again from its beginning each time the window was too short for it. When it fails, the
 * window stands where the attempt began.
 */
export function* attempt<T>(window: DumpWindow, read: (window: DumpWindow) => T): Generator<More, T> {
  for (;;) {
    const start = window.at;
    try {
      return read(window);
    } catch (error) {
      window.at = start;
      if (!(error instanceof OutOfText)) throw error;
      yield MORE;
    }
  }
}
