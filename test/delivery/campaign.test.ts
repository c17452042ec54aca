import { describe, expect, inject, test } from 'vitest';
import { createDatabase } from '../postgres/create-database.ts';
import { randomOf } from '../support/random.ts';
import { runCampaign, type CampaignOptions } from './campaign.ts';

const OPTIONS = { entry: 'source', events: 400, kills: 2, writers: 8, lotWriters: 0, tell: () => undefined } satisfies Partial<CampaignOptions>;

describe('a server that is killed while it delivers to a bad receiver', () => {
  test('loses no event and keeps the order of each record on SQLite', async () => {
    const figures = await runCampaign({ ...OPTIONS, random: randomOf(1), database: undefined });
    expect(figures.faults).toEqual([]);
    expect(figures.requests).toBeGreaterThan(figures.events);
  });

  test.skipIf(inject('postgresUrl') === null)('loses no event and keeps the order of each record on PostgreSQL', async () => {
    const figures = await runCampaign({ ...OPTIONS, random: randomOf(2), database: await createDatabase(inject('postgresUrl') ?? '', 'delivery') });
    expect(figures.faults).toEqual([]);
    expect(figures.requests).toBeGreaterThan(figures.events);
  });
});
