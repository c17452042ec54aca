import { runProgram } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { openStore } from '../../src/server/open-store.ts';

export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly complaint: string;
  /** The output of a command called with `--json`. */
  json(): unknown;
}

/** A command line of `tolmach` in a folder of the test's, in this process. */
export function tolmachIn(folder: string, env: Readonly<Record<string, string>> = {}, open: Terminal['openStore'] = openStore): (args: readonly string[], input?: string) => Promise<Ran> {
  return async (args, input = '') => {
    const output: string[] = [];
    const complaint: string[] = [];
    let code = 0;
    await runProgram(args, {
      env, folder,
      print: (line) => void output.push(line),
      complain: (line) => void complaint.push(line),
      readInput: async () => input,
      openStore: open,
      fail: () => { code = 1; },
    });
    return { code, output: output.join('\n'), complaint: complaint.join('\n'), json: (): unknown => JSON.parse(output.join('\n')) };
  };
}
