import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { openSession, type Session } from './connection.ts';
import { createLines, type Lines } from './lines.ts';

const url = inject('postgresUrl') ?? '';
const engine = testedEngines().find(({ name }) => name === 'postgres');
const LIMITS = { purpose: 'test of lines', statementMs: 10_000, lockMs: 1000 };

describe.skipIf(engine === undefined)('statements that are run together', () => {
  let lines: Lines;
  let other: Session;
  beforeAll(async () => {
    if (engine === undefined) return;
    lines = createLines(() => openSession({ url }, LIMITS), 1, 1);
    other = await openSession({ url }, { ...LIMITS, purpose: 'beside' });
    await lines.query('CREATE TEMPORARY TABLE noted (number int)', []);
  });
  afterAll(async () => {
    await lines.close();
    await other.close();
  });
  const noted = async () => (await lines.query('SELECT number FROM noted ORDER BY number', [])).rows.map(({ number }) => number);
  const note = (number: number) => ({ sql: 'INSERT INTO noted VALUES ($1) RETURNING number', params: [number] });

  test('are done all or not at all, and what comes after them is done', async () => {
    await expect(lines.together([note(1), { sql: 'SELECT 1 / 0', params: [] }])).rejects.toMatchObject({ code: 'unavailable' });
    expect(await noted()).toEqual([]);
    expect((await lines.together([note(1), note(2)])).rows).toEqual([{ number: 2 }]);
    expect(await noted()).toEqual([1, 2]);
  });

  test('have the connection to themselves', async () => {
    const [first, between] = await Promise.all([lines.together([note(3), { sql: 'SELECT count(*) AS number FROM noted', params: [] }]), lines.query('SELECT pg_current_xact_id_if_assigned()::text AS id', [])]);
    expect([first.rows, between.rows]).toEqual([[{ number: 3 }], [{ id: null }]]);
  });

  test('are not sent again when the connection is lost; who asks anew gets another', async () => {
    const before = await lines.query('SELECT pg_backend_pid() AS pid', []);
    const [{ pid = null } = {}] = before.rows;
    const cut = lines.together([{ sql: 'SELECT pg_sleep(5)', params: [] }, { sql: 'SELECT 1 AS one', params: [] }]);
    await Promise.all([expect(cut).rejects.toMatchObject({ code: 'unavailable' }), other.run("SELECT pg_terminate_backend($1) FROM pg_sleep(0.2)", [pid])]);
    const after = await lines.together([{ sql: 'SELECT pg_backend_pid() AS pid', params: [] }]);
    expect(after.rows).toEqual([{ pid: expect.any(Number) }]);
    expect(after.rows).not.toEqual(before.rows);
  });
});
