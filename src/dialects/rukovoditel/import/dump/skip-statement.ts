import { attempt } from './attempt.ts';
import { keyword, readToken } from './read-token.ts';
import { OutOfText, type More } from './signals.ts';
import type { DumpWindow } from './window.ts';

const DELIMITER_LINE = /^[ \t]*delimiter[ \t]+;[ \t\r]*$/iu;

/** Moves past the `;` that ends the statement, however long it is, keeping nothing of it. */
export function* skipStatement(window: DumpWindow): Generator<More, void> {
  while ((yield* attempt(window, nextKeyword)) !== ';');
}

/** Moves past `DELIMITER ;;` and all triggers and procedures up to the line that makes `;` the delimiter again. */
export function* skipDelimiterBlock(window: DumpWindow): Generator<More, void> {
  while (!DELIMITER_LINE.test(yield* attempt(window, nextLine)));
}

function nextKeyword(window: DumpWindow): string {
  return keyword(window, readToken(window));
}

function nextLine(window: DumpWindow): string {
  const end = window.text.indexOf('\n', window.at);
  if (end < 0) throw new OutOfText();
  const line = window.text.slice(window.at, end);
  window.at = end + 1;
  return line;
}
