import { describe, expect, inject, test } from 'vitest';
import { createDatabase } from '../postgres/create-database.ts';
import { startPostgres } from '../postgres/server.ts';
import { randomOf } from '../support/random.ts';
import { runCampaign, type CampaignOptions } from './campaign.ts';

/** The other half of the suite runs beside it: how quick a start is, only the whole test on a quiet machine tells. */
const LONGEST_START_MS = 60_000;
const OPTIONS = { entry: 'source', rounds: 3, firstStarts: 1, writers: 16, longestStartMs: LONGEST_START_MS, tell: () => undefined } satisfies Partial<CampaignOptions>;
const TIMEOUT_MS = 120_000;

describe('a server that is killed under concurrent writes', () => {
  test('loses no acknowledged write and leaves nothing half written on SQLite', async () => {
    const figures = await runCampaign({ ...OPTIONS, random: randomOf(1), databaseCrashes: 0, database: undefined });
    expect(figures.faults).toEqual([]);
    expect(figures.acknowledged).toBeGreaterThan(0);
  }, TIMEOUT_MS);

  test.skipIf(inject('postgresUrl') === null)('loses no acknowledged write on PostgreSQL, also when the database is killed', async () => {
    const server = await startPostgres();
    try {
      const figures = await runCampaign({ ...OPTIONS, random: randomOf(2), databaseCrashes: 1, database: { url: await createDatabase(server.url, 'kill'), crash: async () => void (await server.crash()) } });
      expect(figures.faults).toEqual([]);
      expect(figures.acknowledged).toBeGreaterThan(0);
    } finally {
      await server.stop();
    }
  }, TIMEOUT_MS);
});
