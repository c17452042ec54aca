/** Why a dump cannot be read any further, in plain words; `line` is where the statement in question begins, from 1. */
export class DumpError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(`line ${line}: ${message}`);
    this.name = 'DumpError';
    this.line = line;
  }
}
