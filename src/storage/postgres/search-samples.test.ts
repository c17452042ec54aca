import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { defineEntity } from '../../core/metadata/definitions.ts';
import { text } from '../../core/metadata/field-drafts.ts';
import { compileFilter } from '../sql/compile-filter.ts';
import { testedEngines } from '../../../test/engines.ts';
import { openSession, type Session } from './connection.ts';
import { createSearchSamples } from './search-samples.ts';
import { openFlavour, postgresFlavour } from './sql-flavour.ts';

const LIMITS = { purpose: 'test', statementMs: 30_000, lockMs: 10_000 };
const MANY = 30_000;
const PAPER = defineEntity({ name: 'paper', label: { ru: 'Бумага', en: 'Paper' }, heading: 'name', searched: ['name'], fields: [text('name', 'Имя', 'Name')] });

describe.skipIf(!testedEngines().some(({ name }) => name === 'postgres'))('samples of search texts', () => {
  let session: Session;
  beforeAll(async () => {
    session = await openSession({ url: inject('postgresUrl') ?? '' }, LIMITS);
    for (const table of ['e_paper', 'e_small']) await session.script(`CREATE TEMPORARY TABLE ${table} (id bigint PRIMARY KEY, deleted_at bigint, search text COLLATE "C")`);
    await session.run(`INSERT INTO e_paper SELECT n, CASE WHEN n % 7 = 0 THEN 1 END, 'лист ' || n || CASE WHEN n % 3 = 0 THEN ', ооо' ELSE ', ип' END || E'\\n' || 'дом_' || n % 100 FROM generate_series(1, ${MANY}) AS n`, []);
    await session.run('INSERT INTO e_small VALUES (1, NULL, $1)', ['лист 1, ооо']);
    await session.script('ANALYZE e_paper; ANALYZE e_small; CREATE TEMPORARY TABLE e_fresh (id bigint PRIMARY KEY)');
  });
  afterAll(() => session.close());

  const open = (now?: () => number) => createSearchSamples({ query: (sql, params) => session.run(sql, params) }, now);

  test('tell nothing before they were read, of a small table, and of one that is not there', async () => {
    const samples = open();
    expect(['paper', 'small', 'nowhere'].map((entity) => samples.shareOf(entity, 'лист'))).toEqual([undefined, undefined, undefined]);
    await vi.waitFor(() => expect(samples.shareOf('paper', 'лист')).toBe(1));
    expect(['small', 'nowhere'].map((entity) => samples.shareOf(entity, 'лист'))).toEqual([undefined, undefined]);
  });

  test('tell about how many records there are, of a small table too', async () => {
    const samples = open();
    expect(samples.recordsOf('paper')).toBeUndefined();
    await vi.waitFor(() => expect(samples.recordsOf('paper')).toBe(MANY));
    const unknown = (): readonly unknown[] => ['fresh', 'nowhere'].map(samples.recordsOf);
    expect([samples.recordsOf('small'), ...unknown()]).toEqual([undefined, undefined, undefined]);
    await vi.waitFor(() => expect(samples.recordsOf('small')).toBe(1));
    expect(unknown()).toEqual([undefined, undefined]);
  });

  test('tell how common a text is, and of what is in none of them that it is rare', async () => {
    const samples = open();
    await vi.waitFor(() => expect(samples.shareOf('paper', 'ооо')).toBeDefined());
    expect(samples.shareOf('paper', 'ооо')).toBeGreaterThan(0.15);
    expect(samples.shareOf('paper', 'ооо')).toBeLessThan(0.5);
    expect(samples.shareOf('paper', 'нигде')).toBeGreaterThan(0);
    expect(samples.shareOf('paper', 'нигде')).toBeLessThan(0.002);
  });

  test('are read once for all who ask, and again when they are old', async () => {
    let [clock, asked] = [1_000_000_000_000, 0];
    const samples = createSearchSamples({ query: (sql, params) => { asked++; return session.run(sql, params); } }, () => clock);
    for (let times = 0; times < 5; times++) samples.shareOf('paper', 'ооо');
    await vi.waitFor(() => expect(samples.shareOf('paper', 'ооо')).toBeDefined());
    expect(asked).toBe(2);
    clock += 11 * 60_000;
    expect(samples.shareOf('paper', 'ооо')).toBeDefined();
    await vi.waitFor(() => expect(asked).toBe(4));
  });

  test('change how is searched, and nothing of what is found', async () => {
    const samples = open();
    await vi.waitFor(() => expect(samples.shareOf('paper', 'лист')).toBeDefined());
    const flavour = openFlavour({ shareOf: samples.shareOf, packs: false });
    const find = async (by: typeof flavour, needle: string) => {
      const { sql, parameters } = by.compiler.selectFrom('e_paper').select('id').where(compileFilter(by, PAPER, { kind: 'search', needles: [needle] }) as never).orderBy('id').compile();
      return { sql, ids: (await session.run(sql, parameters as readonly string[])).rows.map(({ id }) => Number(id)) };
    };
    const needles = ['лист 12345, ооо', 'лист 12345, ип', '45, ооо', 'лист 7', 'дом_7', 'лист%ооо', 'лист 100, ип\nдом_0', 'ооо лист'];
    for (const needle of needles) {
      const { rows } = await session.run('SELECT id FROM e_paper WHERE strpos(search, $1) > 0 ORDER BY id', [needle]);
      expect((await find(flavour, needle)).ids).toEqual(rows.map(({ id }) => Number(id)));
    }
    expect((await find(flavour, 'лист 12345, ооо')).sql).toContain('strpos');
    expect((await find(postgresFlavour, 'лист 12345, ооо')).sql).not.toContain('strpos');
  });
});
