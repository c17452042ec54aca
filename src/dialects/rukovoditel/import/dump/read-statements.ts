import { attempt } from './attempt.ts';
import type { TablePart } from './dump-part.ts';
import type { Step } from './in-lots.ts';
import { readCreateTable } from './read-create-table.ts';
import { InsertHeads } from './insert-heads.ts';
import { readInsert } from './read-insert.ts';
import { nameOf, peekKeyword, readToken } from './read-token.ts';
import { MORE, NotUnderstood, OutOfText, type More } from './signals.ts';
import { skipBlanks } from './skip-blanks.ts';
import { skipDelimiterBlock, skipStatement } from './skip-statement.ts';
import type { DumpWindow } from './window.ts';

/** Reads the dump statement by statement. Whoever takes the steps lets the window grow at each MORE. */
export function* readStatements(window: DumpWindow): Generator<Step, void> {
  const heads = new InsertHeads();
  while (yield* toStatement(window)) {
    const opening = yield* attempt(window, peekKeyword);
    if (opening === 'INSERT' || opening === 'REPLACE') yield* readInsert(window, heads);
    else if (opening === 'CREATE') yield* readCreate(window, heads);
    else if (opening === 'DELIMITER') yield* skipDelimiterBlock(window);
    else yield* readOther(window, opening);
  }
}

/** Moves to the beginning of the next statement; false at the end of the dump. */
function* toStatement(window: DumpWindow): Generator<More, boolean> {
  for (;;) {
    const reached = reachesStatement(window);
    window.beginStatement();
    if (reached) return true;
    if (window.ended && window.at === window.text.length) return false;
    yield MORE;
  }
}

function reachesStatement(window: DumpWindow): boolean {
  try {
    skipBlanks(window);
    return true;
  } catch (error) {
    if (!(error instanceof OutOfText)) throw error;
    return false;
  }
}

function* readCreate(window: DumpWindow, heads: InsertHeads): Generator<Step, void> {
  const table = yield* attempt(window, readTableIfAny);
  yield* skipStatement(window);
  if (table === undefined) return;
  heads.learn(table);
  yield table;
}

function readTableIfAny(window: DumpWindow): TablePart | undefined {
  const start = window.at;
  try {
    return readCreateTable(window);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    window.at = start;
    return undefined;
  }
}

function* readOther(window: DumpWindow, opening: string): Generator<More, void> {
  const charset = opening === 'SET' ? yield* attempt(window, readSetNames) : undefined;
  if (charset !== undefined) window.charset = charset;
  yield* skipStatement(window);
}

/** The character set of SET NAMES; undefined for any other SET. */
function readSetNames(window: DumpWindow): string | undefined {
  readToken(window);
  if (peekKeyword(window) !== 'NAMES') return undefined;
  readToken(window);
  return nameOf(window, readToken(window));
}
