import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export function summaryLine(counts: Counts): string {
  const line = `${counts.passed} passed, ${counts.failed} failed`;
  return counts.skipped === 0 ? line : `${line}, ${counts.skipped} skipped`;
}

/** A file that broke outside its tests counts as one failure, and so does an error nobody caught. */
export function count(modules: Iterable<Pick<TestModule, 'children' | 'state' | 'errors'>>, stray: number): Counts {
  const counts: Counts = { passed: 0, failed: stray, skipped: 0 };
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const state = test.result().state;
      if (state === 'passed') counts.passed += 1;
      else if (state === 'skipped') counts.skipped += 1;
      else failedHere += 1;
    }
    if (failedHere === 0 && module.state() === 'failed') failedHere = 1;
    counts.failed += failedHere;
  }
  return counts;
}

/** Makes `N passed, N failed` the very last line that the run prints. */
export default class SummaryReporter implements Reporter {
  #counts: Counts | undefined;

  onInit(): void {
    process.on('exit', () => {
      if (this.#counts !== undefined) process.stdout.write(`${summaryLine(this.#counts)}\n`);
    });
  }

  onTestRunStart(): void {
    this.#counts = undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    this.#counts = count(modules, errors.length);
  }
}
