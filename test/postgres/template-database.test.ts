import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { StoreTemplate } from '../support/store-template.ts';
import { dropTemplates, templateDatabase } from './template-database.ts';

const url = inject('postgresUrl') ?? '';
const runs = [`a${randomBytes(4).toString('hex')}`, `b${randomBytes(4).toString('hex')}`] as const;

async function databases(run: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database WHERE datname LIKE $1 AND NOT datallowconn', [`%_${run}_%`]);
  await client.end();
  return rows.map(({ name }) => name);
}

describe.skipIf(url === '')('the database of a template', () => {
  const [run, other] = runs;
  afterAll(async () => { for (const each of runs) await dropTemplates(url, each); });

  test('is not there to be copied while its filling has failed, and is made anew', async () => {
    let failing = true;
    const template: StoreTemplate = { key: 'breaks', fill: async () => { if (failing) throw new Error('no presets today'); } };
    await expect(templateDatabase(url, run, template)).rejects.toThrow('no presets today');
    expect(await databases(run)).toEqual([]);
    failing = false;
    const name = await templateDatabase(url, run, template);
    expect(await databases(run)).toEqual([name]);
  });

  test('is filled once, whoever asks for it at the same moment', async () => {
    let fillings = 0;
    const template: StoreTemplate = { key: 'once', fill: async () => { fillings += 1; } };
    const names = await Promise.all([1, 2, 3].map(() => templateDatabase(url, run, template)));
    expect({ names: new Set(names).size, fillings }).toEqual({ names: 1, fillings: 1 });
  });

  test('goes with its run, and with no other', async () => {
    const kept = await templateDatabase(url, other, { key: 'kept', fill: async () => undefined });
    await dropTemplates(url, run);
    expect(await databases(run)).toEqual([]);
    expect(await databases(other)).toEqual([kept]);
  });
});
