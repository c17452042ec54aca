import { describe, expect, inject, test } from 'vitest';
import { startPostgres } from '../postgres/server.ts';
import { runDesigner, type DesignerOptions } from './campaign.ts';

/** With fewer records some selections that are asked for are empty. */
const OPTIONS = { entry: 'source', rows: 1500, quick: true, pauseMs: 50, aloneMs: 100, afterMs: 50, tell: () => undefined } satisfies Partial<DesignerOptions>;
const TIMEOUT_MS = 300_000;

describe('an entity that is designed while others read and write it', () => {
  test('refuses nobody and keeps every value on SQLite', async () => {
    const { faults, added } = await runDesigner({ ...OPTIONS, engine: 'sqlite', postgresUrl: undefined });
    expect(faults).toEqual([]);
    expect(added).toBeGreaterThan(0);
  }, TIMEOUT_MS);

  test.skipIf(inject('postgresUrl') === null)('refuses nobody and keeps every value on PostgreSQL', async () => {
    const server = await startPostgres();
    try {
      const { faults, added } = await runDesigner({ ...OPTIONS, engine: 'postgres', postgresUrl: server.url });
      expect(faults).toEqual([]);
      expect(added).toBeGreaterThan(0);
    } finally {
      await server.stop();
    }
  }, TIMEOUT_MS);
});
