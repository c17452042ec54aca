import { OutOfText } from './signals.ts';
import type { DumpWindow } from './window.ts';

const BLANK = 0x20;
const HASH = 0x23;
const STAR = 0x2a;
const DASH = 0x2d;
const SLASH = 0x2f;

/** Opens a comment whose content is code; MariaDB's first line of a dump, `/*M!999999\- …`, is no code in any server. */
const CONDITIONAL = /\/\*M?!(?!\d*\\)\d*/y;

/**
 * Moves past white space and comments. The borders of conditional comments (`/*!40101` and its end) count as white space,
 * so what they hold is read as code. Throws OutOfText at the end of the window, having moved past all that was complete.
 */
export function skipBlanks(window: DumpWindow): void {
  for (;;) {
    const code = window.text.charCodeAt(window.at);
    if (code > SLASH) return;
    if (code <= BLANK) window.at += 1;
    else if (Number.isNaN(code)) throw new OutOfText();
    else if (!skipComment(window, code)) return;
  }
}

function skipComment(window: DumpWindow, code: number): boolean {
  if (code === HASH) return skipTo(window, '\n', 1);
  if (code !== DASH && code !== SLASH && code !== STAR) return false;
  const next = codeAt(window, window.at + 1);
  if (code === DASH) return next === DASH && codeAt(window, window.at + 2) <= BLANK && skipTo(window, '\n');
  if (code === SLASH) return next === STAR && (skipConditional(window) || skipTo(window, '*/'));
  if (next !== SLASH) return false;
  window.at += 2;
  return true;
}

function skipConditional(window: DumpWindow): boolean {
  CONDITIONAL.lastIndex = window.at;
  if (!CONDITIONAL.test(window.text)) return false;
  if (CONDITIONAL.lastIndex >= window.text.length) throw new OutOfText();
  window.at = CONDITIONAL.lastIndex;
  return true;
}

function skipTo(window: DumpWindow, end: string, opening = 2): true {
  const found = window.text.indexOf(end, window.at + opening);
  if (found < 0) throw new OutOfText();
  window.at = found + end.length;
  return true;
}

function codeAt(window: DumpWindow, at: number): number {
  if (at >= window.text.length) throw new OutOfText();
  return window.text.charCodeAt(at);
}
