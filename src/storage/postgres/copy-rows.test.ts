import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isStorableText } from '../../core/fields/field-type.ts';
import { testedEngines } from '../../../test/engines.ts';
import { openSession, type Session } from './connection.ts';
import { toChunks } from './copy-rows.ts';

const LIMITS = { purpose: 'test', statementMs: 10_000, lockMs: 10_000 };
const COPY = 'COPY "copied" ("id", "word", "share") FROM STDIN';

describe.skipIf(!testedEngines().some(({ name }) => name === 'postgres'))('rows that are copied', () => {
  let session: Session;
  beforeAll(async () => {
    session = await openSession({ url: inject('postgresUrl') ?? '' }, LIMITS);
    await session.script('CREATE TEMPORARY TABLE copied (id bigint PRIMARY KEY, word text COLLATE "C", share double precision, made bigint NOT NULL DEFAULT 7)');
  });
  afterAll(() => session.close());

  const all = async () => (await session.run('SELECT id, word, share, made FROM copied ORDER BY id', [])).rows;

  test('that the server refuses leave nothing, and the statements behind them are answered', async () => {
    await session.script('TRUNCATE copied');
    const rows = [[1, 'один', null], [1, 'снова один', null]];
    const [copied, after] = await Promise.allSettled([session.copy(COPY, toChunks(rows)), session.run('SELECT 1 AS one', [])]);
    expect(copied).toMatchObject({ status: 'rejected', reason: { code: '23505' } });
    expect(after).toMatchObject({ status: 'fulfilled', value: { rows: [{ one: 1 }] } });
    expect(await all()).toEqual([]);
  });

  test('by a statement that the server refuses are passed over', async () => {
    const long = Array.from({ length: 3 }, (_, id) => [id, 'я'.repeat(300_000), null]);
    const [copied, after] = await Promise.allSettled([session.copy('COPY "nowhere" ("id") FROM STDIN', toChunks(long)), session.run('SELECT 1 AS one', [])]);
    expect(copied).toMatchObject({ status: 'rejected', reason: { code: '42P01' } });
    expect(after).toMatchObject({ status: 'fulfilled', value: { rows: [{ one: 1 }] } });
  });

  test('in a transaction that has failed are passed over, and its commit undoes it', async () => {
    await session.script('TRUNCATE copied');
    const answers = await Promise.allSettled([session.script('BEGIN'), session.copy(COPY, toChunks([[1, 'до', 0.5]])), session.run('SELECT 1 / 0', []), session.copy(COPY, toChunks([[2, 'после', 0.5]])), session.run('COMMIT', [])]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(answers[3]).toMatchObject({ reason: { code: '25P02' } });
    expect(answers[4]).toMatchObject({ value: { command: 'ROLLBACK' } });
    expect(await all()).toEqual([]);
  });

  test('are read back as they were, whatever their texts and numbers are', async () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\\', '\t', '\n', '\r', 'N', '.', 'b', 'x', '0', 'ё', ' ') }), fc.constantFrom('\\N', '\\.', '', '\b\f\v', 'null')).filter(isStorableText);
    const row = fc.tuple(fc.option(word), fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((share) => share + 0)));
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      await session.script('TRUNCATE copied');
      expect(await session.copy(COPY, toChunks(rows.map(([text, share], id) => [id, text, share])))).toBe(rows.length);
      expect(await all()).toEqual(rows.map(([text, share], id) => ({ id, word: text, share, made: 7 })));
    }), { numRuns: 200 });
  });

  test('of many megabytes go out in several messages', async () => {
    await session.script('TRUNCATE copied');
    const rows = Array.from({ length: 40 }, (_, id) => [id, 'строка\n'.repeat(20_000), null]);
    expect(toChunks(rows).length).toBeGreaterThan(10);
    expect(await session.copy(COPY, toChunks(rows))).toBe(40);
    expect((await session.run('SELECT sum(length(word)) AS letters FROM copied', [])).rows).toEqual([{ letters: 40 * 7 * 20_000 }]);
  });
});
