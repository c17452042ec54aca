import { defineConfig } from 'vitest/config';
import CampaignsFirst from './test/support/campaigns-first.ts';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Processes, not threads: the suite loads native modules and starts worker threads of its own.
    pool: 'forks',
    maxWorkers: 2,
    // Our modules keep nothing between files but what is remembered of an object, so they are read once a process.
    isolate: false,
    teardownTimeout: 30_000,
    sequence: { sequencer: CampaignsFirst },
    // Limits are for what hangs: a machine whose processors are lent to others takes many times as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    globalSetup: ['test/postgres/global-setup.ts'],
    reporters: ['default', './test/support/summary-reporter.ts'],
  },
});
