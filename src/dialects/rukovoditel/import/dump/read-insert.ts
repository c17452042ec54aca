import { attempt } from './attempt.ts';
import type { SkippedPart } from './dump-part.ts';
import type { RowStep } from './in-lots.ts';
import type { InsertHeads } from './insert-heads.ts';
import { readRows } from './read-rows.ts';
import { MORE, NotUnderstood, type More } from './signals.ts';
import { skipStatement } from './skip-statement.ts';
import type { DumpWindow } from './window.ts';

const SHOWN_CHARACTERS = 80;
/** So many bytes hold 80 characters, whatever they are. */
const SHOWN_BYTES = 4 * SHOWN_CHARACTERS;

/** Reads a whole INSERT or REPLACE, handing out its rows; what could not be understood is told of at its end. */
export function* readInsert(window: DumpWindow, heads: InsertHeads): Generator<RowStep | SkippedPart | More, void> {
  while (window.text.length - window.at < SHOWN_BYTES && !window.ended) yield MORE;
  const { line, offset } = window.statement;
  const opening = window.bytes.subarray(window.at, window.at + SHOWN_BYTES);
  const understood = yield* readUnderstood(window, heads);
  yield* skipStatement(window);
  if (!understood) yield { kind: 'skipped', statement: shown(opening.subarray(0, window.offset - offset)), line };
}

function* readUnderstood(window: DumpWindow, heads: InsertHeads): Generator<RowStep | More, boolean> {
  try {
    const { table, columns } = yield* attempt(window, () => heads.read(window));
    for (const read of readRows(window, columns)) yield read === MORE ? MORE : { kind: 'row', table, ...read };
    return true;
  } catch (error) {
    if (error instanceof NotUnderstood) return false;
    throw error;
  }
}

function shown(bytes: Buffer): string {
  return [...bytes.toString('utf8')].slice(0, SHOWN_CHARACTERS).join('');
}
