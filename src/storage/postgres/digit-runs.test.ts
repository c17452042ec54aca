import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { COUPON, openThings, THING, thingsOf, type Things } from '../../../test/contracts/storage/things.ts';
import { testedEngines } from '../../../test/engines.ts';
import { createDatabase } from '../../../test/postgres/create-database.ts';
import { dropDatabase } from '../../../test/postgres/template-database.ts';
import { randomOf } from '../../../test/support/random.ts';
import { fold } from '../../core/text/fold.ts';
import { openSession } from './connection.ts';
import { openPostgres } from './index.ts';
import { PACKED_SAMPLE, packedParts, storedText } from './digit-runs.ts';

const postgres = testedEngines().find(({ name }) => name === 'postgres');
const mixed = fc.array(fc.oneof(fc.stringMatching(/^[0-9]{1,12}$/u), fc.stringMatching(/^[a-zа-я ,\n]{1,6}$/u)), { maxLength: 8 }).map((parts) => parts.join(''));

test('a text without a number of three digits is stored as it is', () => {
  expect(storedText('дом 12, ооо')).toBe('дом 12, ооо');
  expect(packedParts('дом 12, ооо')).toEqual([]);
});

test('a short number that the needle goes on beside is asked for as a whole, and is not found in longer ones', () => {
  const [part = ''] = packedParts('тверь 613, ооо');
  expect(part).toHaveLength(3);
  expect(storedText('тверь 613, ооо')).toContain(part);
  expect(storedText('тверь 6130, ооо\n79056131122')).not.toContain(part);
});

test('a longer one is asked for with its ends', () => {
  const [part = ''] = packedParts('тел 3422545577, доб');
  expect(storedText('тел 3422545577, доб')).toContain(part);
  expect(storedText('тел 73422545577, доб')).not.toContain(part);
});

test('a number at the edge of a needle is found in longer ones; one of three digits is too short for the index there', () => {
  const [part = ''] = packedParts('6131');
  expect(storedText('79056131122')).toContain(part);
  expect(packedParts('613')).toEqual([]);
  expect(packedParts('613, ооо')).toHaveLength(1);
});

test('whatever part of a text is looked for, all that the index is asked for is in what is stored', () => {
  fc.assert(fc.property(mixed, fc.nat(60), fc.nat(60), (text, from, length) => {
    const stored = storedText(text);
    expect(packedParts(text.slice(from, from + length)).filter((part) => !stored.includes(part))).toEqual([]);
  }));
});

test('no folded text has a sign that packed digits are made of', () => {
  const signs = new Set(Array.from({ length: 100 }, (_, pair) => storedText(String(pair).padStart(2, '0').repeat(3)).split('\n').slice(1).join('')).join(''));
  expect(signs.size).toBe(200);
  for (const sign of signs) for (const text of [sign, `${sign} и ${sign}\u0301`, sign.repeat(3)]) expect(fold(text)).not.toContain(sign);
});

describe.skipIf(postgres === undefined)('packed digits in a store', () => {
  let things: Things;
  beforeAll(async () => { if (postgres !== undefined) things = await openThings(postgres); });
  afterAll(() => things.store.dispose());

  test('make trigrams, which the index has', async () => {
    const [row] = await things.store.sql(`SELECT show_trgm('${PACKED_SAMPLE}') AS trigrams`);
    expect(row?.['trigrams']).not.toHaveLength(0);
  });

  test('find what the texts hold, wherever in a number a needle begins and ends', async () => {
    const random = randomOf(5);
    const digits = (): string => String(Math.floor(random() * 10 ** (1 + Math.floor(random() * 7))));
    const names = Array.from({ length: 300 }, () => `дом ${digits()}, ${random() < 0.5 ? 'склад' : 'офис'}${digits()} ${digits()}`);
    const ids = await things.add(...names.map((name) => ({ name })));
    for (let turn = 0; turn < 150; turn++) {
      const name = names[turn] ?? '';
      const from = Math.floor(random() * (name.length - 3));
      const needle = fold(name.slice(from, from + 3 + Math.floor(random() * 12)));
      expect({ needle, ids: await things.ids({ kind: 'search', needles: [needle] }) }).toEqual({ needle, ids: ids.filter((_, at) => names[at]?.includes(needle)) });
    }
    await things.store.sql('DELETE FROM e_thing');
  });

  test('come to what was stored without them, as they come to what is stored now', async () => {
    await things.add(
      { name: 'Склад 20417, корпус 0007' }, { name: 'Без чисел', note: 'дом 12, офис 345' }, { name: 'Пустая' },
      { name: 'Телефоны', phones: ['+7 (342) 254-55-77', '8 800 2000 600'] }, { name: '٣٤٥٦٧ и 1234' }, { name: 'Номер 100% \\1234567\\', note: 'строка\n98765\n4321' },
    );
    const texts = () => things.store.sql('SELECT id, search FROM e_thing ORDER BY id');
    const written = await texts();
    expect(written.filter(({ search }) => /[\uf900-\uf9c7]/u.test(String(search)))).toHaveLength(5);
    await things.store.sql(`UPDATE e_thing SET search = regexp_replace(search, '(\\n[\\uF900-\\uF9C7]+)+\\n$', '')`);
    expect(await things.ids({ kind: 'search', needles: ['20417, корпус'] })).toHaveLength(0);
    await things.store.sql(await readFile(new URL('migrations/0005_packed_digits.sql', import.meta.url), 'utf8'));
    expect(await texts()).toEqual(written);
    expect(await things.ids({ kind: 'search', needles: ['20417, корпус'] })).toHaveLength(1);
  });
});

test.skipIf(postgres === undefined)('a database that knows no letters is asked for numbers as they are, and its operator is told', async () => {
  const server = inject('postgresUrl') ?? '';
  const name = `letterless_${process.pid}`;
  const storage = await openPostgres(await createDatabase(server, name, ['C']));
  try {
    await storage.saveEntities([THING, COUPON]);
    const things = thingsOf(storage);
    await things.add({ name: 'Склад 20417, ооо' }, { name: 'Склад 204170, ооо' });
    expect(await things.ids({ kind: 'search', needles: ['склад 20417, ооо'] })).toHaveLength(1);
    expect(await things.ids({ kind: 'search', needles: ['20417'] })).toHaveLength(2);
    expect((await storage.check()).join()).toContain('LC_CTYPE');
  } finally {
    await storage.close();
    await dropDatabase(server, name);
  }
});

test.skipIf(postgres === undefined)('a store opens, and finds numbers, where the extension lives in a schema with an odd name', async () => {
  const server = inject('postgresUrl') ?? '';
  const name = `odd_schema_${process.pid}`;
  const url = await createDatabase(server, name);
  const admin = await openSession({ url }, { purpose: 'test', statementMs: 30_000, lockMs: 10_000 });
  await admin.script('CREATE SCHEMA "Odd one"; CREATE EXTENSION pg_trgm SCHEMA "Odd one"');
  await admin.close();
  const storage = await openPostgres(url);
  try {
    await storage.saveEntities([THING, COUPON]);
    const things = thingsOf(storage);
    await things.add({ name: 'Склад 20417, ооо' });
    expect(await things.ids({ kind: 'search', needles: ['склад 20417, ооо'] })).toHaveLength(1);
    expect(await storage.check()).toEqual([]);
  } finally {
    await storage.close();
    await dropDatabase(server, name);
  }
});
