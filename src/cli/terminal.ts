import { CrmError } from '../core/errors.ts';
import type { Storage } from '../core/storage.ts';
import type { StoreSettings } from '../server/open-store.ts';
import { Refusal } from '../server/refusal.ts';
import type { NamedTexts } from '../server/settings-file.ts';
import { refusalSentences } from './refusal-sentences.ts';

/** What a command has of the world: given by `main.ts`, and by the tests. */
export interface Terminal {
  readonly env: NamedTexts;
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** To the standard output: what was asked for. */
  print(line: string): void;
  /** To the error output: refusals and warnings. */
  complain(line: string): void;
  readInput(): Promise<string>;
  /** Somebody watches the error output: it may tell how far a long command has come. */
  readonly watched?: boolean;
  /** Opens the store that the settings name. */
  openStore(settings: StoreSettings): Promise<Storage>;
  /** Ends the process with exit code 1 when all is said. */
  fail(): void;
}

/** What a command did, for people and for programs. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly json: unknown;
  /** The command worked, and what it found is bad news: exit code 1. */
  readonly failed?: boolean;
}

export interface CommonOptions {
  readonly json?: boolean;
}

/** Does the work of a command and reports it. With `--json` the output is one JSON value, for a refusal too. */
export async function report(terminal: Terminal, options: CommonOptions, work: () => Promise<Outcome>): Promise<void> {
  try {
    const { lines, json, failed } = await work();
    if (options.json === true) terminal.print(JSON.stringify(json));
    // In one piece: who waits for the first line has the others with it.
    else if (lines.length > 0) terminal.print(lines.join('\n'));
    if (failed === true) terminal.fail();
  } catch (error) {
    const sentences = error instanceof Refusal ? error.sentences : error instanceof CrmError ? refusalSentences(error) : undefined;
    terminal.fail();
    if (sentences === undefined) throw error;
    if (options.json === true) terminal.print(JSON.stringify({ error: sentences.join(' ') }));
    else for (const sentence of sentences) terminal.complain(sentence);
  }
}
