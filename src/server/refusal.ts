/** Why Tolmach does not do what it was asked: plain sentences that say what to change. Shown without a stack trace. */
export class Refusal extends Error {
  readonly sentences: readonly string[];

  constructor(sentences: string | readonly string[], options?: ErrorOptions) {
    const all = typeof sentences === 'string' ? [sentences] : sentences;
    super(all.join('\n'), options);
    this.name = 'Refusal';
    this.sentences = all;
  }
}

/** The code of a system or SQLite error (`EADDRINUSE`), or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
