import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { duplicateFilter } from '../../core/clients/find-duplicate.ts';
import { defineEntity, type EntityDefinition } from '../../core/metadata/definitions.ts';
import { instant, text } from '../../core/metadata/field-drafts.ts';
import { SCHOOL_RECORDS } from '../../core/presets/school-records.ts';
import { allOf, equals, EVERYTHING, holdsAny, search, type Filter } from '../../core/query/filter.ts';
import type { RecordQuery } from '../../core/query/record-query.ts';
import { testedEngines } from '../../../test/engines.ts';
import { openCrm, type TestCrm } from '../../../test/factories.ts';
import { compileLogCount, compileLogPage } from '../sql/change-log.ts';
import { compileExists, compilePage } from '../sql/compile-query.ts';
import { compileDeliveryPage, compileDue, compileEvents, compileFeed, FIGURES } from '../sql/delivery-queries.ts';
import { createRowCodec } from '../sql/row-codec.ts';
import type { Statement } from '../sql/statement.ts';
import { askTogether } from './absences.ts';
import { REST, ROUTED, UNSEEN } from './delivery-place.ts';
import { ACKNOWLEDGE, CLAIM, ENQUEUE, prune, ROUTE, SETTLE } from './delivery-statements.ts';
import { openFlavour, postgresFlavour } from './sql-flavour.ts';
import { SOME_CHANGED_SINCE } from './tables.ts';

const CLIENTS = 20_000;
const LESSONS = 10_000;
const EVENTS = 50_000;
const PUPIL = defineEntity({
  name: 'pupil', label: { ru: 'Ученик', en: 'Pupil' }, heading: 'name', listed: ['archived_at', 'stage'],
  fields: [text('name', 'Имя', 'Name'), instant('archived_at', 'В архиве', 'Archived'), text('stage', 'Этап', 'Stage', { existing: 'client' })],
});
const postgres = testedEngines().find(({ name }) => name === 'postgres');

describe.skipIf(postgres === undefined)('PostgreSQL reads by the index that is there for it', () => {
  let base: TestCrm;
  let entity: (name: string) => EntityDefinition;

  beforeAll(async () => {
    if (postgres === undefined) return;
    base = await openCrm(postgres);
    await base.store.storage.saveEntities([PUPIL]);
    await base.store.storage.saveEntities(SCHOOL_RECORDS.filter(({ name }) => name === 'lesson'));
    const { catalog } = await base.crm.directory();
    entity = catalog.entity;
    await base.store.sql(`INSERT INTO e_client (id, version, created_at, updated_at, owner, name, name__fold, name__sort, name__key, search)
      SELECT i, 1, i * 7919 % 100000, nullif(i % 3, 0) * i, i % 50, w, w, w, w, w || ' ' || md5((i * 3)::text) FROM generate_series(1, ${CLIENTS}) AS i, LATERAL (SELECT md5(i::text) AS w) AS word`);
    await base.store.sql(`INSERT INTO e_requisites (id, version, created_at, client) SELECT i, 1, 0, i FROM generate_series(1, ${CLIENTS}) AS i`);
    await base.store.sql(`INSERT INTO change_log (txid, at, face, entity, record_id, action) SELECT i::text::xid8, 0, 'test', 'client', i, 'update' FROM generate_series(1, ${CLIENTS}) AS i`);
    await base.store.sql(`INSERT INTO e_lesson (id, version, created_at, starts_at, date, state) SELECT i, 1, 0, i, (date '2026-01-01' + i / 50)::text, CASE WHEN i % 4 = 0 THEN 'planned' ELSE 'conducted' END FROM generate_series(1, ${LESSONS}) AS i`);
    await base.store.sql(`INSERT INTO list_item (entity, field, item_id, record_id) SELECT 'lesson', 'clients', i % 500, i FROM generate_series(1, ${LESSONS}) AS i`);
    await base.store.sql(`INSERT INTO e_pupil (id, version, created_at, name, stage) SELECT i, 1, 0, repeat(md5(i::text), 20), CASE WHEN i % 5 = 0 THEN 'lead' ELSE 'client' END FROM generate_series(1, ${CLIENTS}) AS i`);
    await base.store.sql(`INSERT INTO outbox (txid, at, name, entity, record_id, face, data) SELECT i::text::xid8, i, 'x', 'thing', i % 500, 'test', '{}' FROM generate_series(1, ${EVENTS}) AS i`);
    await base.store.sql(`INSERT INTO delivery (subscription, sequence, event_id, name, entity, record_id, state, created_at, happened_at, next_at)
      SELECT 1, i, i, 'x', 'thing', i % 500, CASE WHEN i % 20 = 0 THEN 'waiting' WHEN i % 101 = 0 THEN 'dead' ELSE 'delivered' END, i, i, i FROM generate_series(1, ${EVENTS}) AS i`);
    await base.store.sql('VACUUM ANALYZE');
  });
  afterAll(() => base.dispose());

  const planOf = async ({ sql, params }: Statement): Promise<string> => (await base.store.sql(`EXPLAIN ${sql}`, params)).map((row) => row['QUERY PLAN']).join('\n');
  const page = (name: string, filter: Filter, field: string, descending = true, limit = 50): Statement =>
    compilePage(postgresFlavour, entity(name), { entity: name, filter, sort: { field, descending }, offset: 0, limit });

  test('a deep page of the usual list, over ids alone', async () => {
    const usual = allOf(equals('archived_at', null), equals('stage', 'client'));
    const plan = await planOf(compilePage(postgresFlavour, PUPIL, { entity: 'pupil', filter: usual, sort: { field: 'id', descending: true }, offset: 10_000, limit: 50 }));
    expect(plan).toMatch(/Index Only Scan Backward using ix_pupil__listed/u);
  });

  test('a record by its id', async () => {
    expect(await planOf({ sql: createRowCodec(entity('client')).selectById, params: [5] })).toContain('e_client_pkey');
  });

  test('whether records were changed since a moment, by the transactions after it', async () => {
    expect(await planOf({ sql: SOME_CHANGED_SINCE, params: ['client', '19900:19900:', 'designer'] })).toContain('ix_change_log__txid');
  });

  test('records of a turn by their ids', async () => {
    expect(await planOf({ sql: `${createRowCodec(entity('client')).selectAll} WHERE id = ANY($1::bigint[])`, params: ['{5,6,7}'] })).toContain('e_client_pkey');
  });

  for (const [title, field, descending, index] of [
    ['the newest clients', 'created_at', true, 'ix_client__created'],
    ['the oldest clients', 'created_at', false, 'ix_client__created'],
    ['the clients changed last', 'updated_at', true, 'ix_client__updated'],
    ['clients by name', 'name', false, 'ix_client__heading'],
  ] as const) {
    test(`${title}, without sorting`, async () => {
      const plan = await planOf(page('client', EVERYTHING, field, descending));
      expect(plan).toContain(index);
      expect(plan).not.toMatch(/\bSort\b/u);
    });
  }

  test('the newest clients of an owner, without sorting', async () => {
    const plan = await planOf(page('client', equals('owner', 7), 'created_at'));
    expect(plan).toContain('ix_client__owner');
    expect(plan).not.toContain('Sort');
  });

  test('a client of the same name', async () => {
    const filter = duplicateFilter({ name: 'ООО «Ромашка»', phones: ['+7 342 2545577'], emails: [] });
    expect(await planOf(page('client', filter, 'id', false, 1))).toContain('ix_client__name_key');
    // A group of new clients asks once, and each of them by the index.
    const one = compileExists(postgresFlavour, entity('client'), filter);
    const together = await planOf({ sql: askTogether(one), params: one.params.map((value) => `{${JSON.stringify(value)},${JSON.stringify(value)}}`) });
    expect(together).toContain('Index Scan using ix_client__name_key');
    expect(together).not.toContain('Seq Scan');
  });

  test('the requisites of a client', async () => {
    expect(await planOf(page('requisites', equals('client', 9), 'id', false, 1))).toContain('ux_requisites__client');
  });

  // In Latin letters, because the locale of a database may know no others.
  test('the clients that a word is found in', async () => {
    expect(await planOf(page('client', search('cafe12'), 'created_at'))).toContain('ix_client__search');
  });

  test('the clients that a number is found in, by its packed digits alone', async () => {
    const flavour = openFlavour({ shareOf: (_, part) => (part === 'ооо' || part === 'склад' ? 0.3 : 0.0005), packs: true });
    const plan = await planOf(compilePage(flavour, entity('client'), { entity: 'client', filter: search('склад 20417, ооо'), sort: { field: 'created_at', descending: true }, offset: 0, limit: 50 }));
    expect(plan).toContain('ix_client__search');
    expect(plan).toMatch(/Index Cond: \(search ~~ '%[\uf964-\uf9c7]{3}%'/u);
    expect(plan).toContain('strpos');
  });

  test('a page of many found clients along the order, when it is told so', async () => {
    const query: RecordQuery = { entity: 'client', filter: search('cafe'), sort: { field: 'created_at', descending: true }, offset: 0, limit: 200 };
    const told = await planOf(compilePage(postgresFlavour, entity('client'), query, 'walk'));
    expect(told).toContain('Index Scan Backward using ix_client__created');
    expect(told).toContain('strpos');
    expect(told).not.toMatch(/~~|Sort/u);
  });

  test('a page of a few found clients without walking along all of them, when it is told so', async () => {
    // Several words, so that the planner thinks to meet one of them soon.
    const needles = Array.from({ length: 6 }, (_, at) => (0xa00 + at).toString(16));
    const query: RecordQuery = { entity: 'client', filter: { kind: 'search', needles }, sort: { field: 'created_at', descending: true }, offset: 0, limit: 1 };
    expect(await planOf(compilePage(postgresFlavour, entity('client'), query))).toContain('ix_client__created');
    const told = await planOf(compilePage(postgresFlavour, entity('client'), query, 'select'));
    expect(told).toContain('ix_client__search');
    expect(told).not.toContain('ix_client__created');
  });

  test('lessons of a state along their beginnings, sorting those alone that begin together', async () => {
    const plan = await planOf(page('lesson', equals('state', 'conducted'), 'starts_at'));
    expect(plan).toContain('Incremental Sort');
    expect(plan).toContain('Index Scan Backward using ix_lesson__starts_at');
  });

  test('the planned lessons of a day', async () => {
    const day = { value: '2026-04-02', inclusive: true };
    const planned = allOf(equals('state', 'planned'), { kind: 'range', field: 'date', from: day }, { kind: 'range', field: 'date', to: day });
    expect(await planOf(page('lesson', planned, 'starts_at'))).toContain('ix_lesson__date');
  });

  test('the planned lessons of a client by who comes, not by their state', async () => {
    const plan = await planOf(page('lesson', allOf(equals('state', 'planned'), holdsAny('clients', [7])), 'id', false, 1000));
    expect(plan).toContain('list_item_pkey');
    expect(plan).toContain('e_lesson_pkey');
  });

  test('the changes since a snapshot', async () => {
    expect(await planOf({ sql: 'SELECT id FROM change_log WHERE entity = $1 AND txid >= pg_snapshot_xmin($2::pg_snapshot)', params: ['client', `${CLIENTS - 9}:${CLIENTS}:`] })).toContain('ix_change_log__txid');
  });

  test('a page of the change log, newest first, without sorting more than the page', async () => {
    const plan = await planOf(compileLogPage(postgresFlavour, { entities: ['client', 'task'], offset: 100, limit: 50 }));
    expect(plan.match(/Index (?:Only )?Scan Backward using ix_change_log__newest/gu)).toHaveLength(2);
    expect(plan).toContain('change_log_pkey');
    expect(plan).not.toContain('Seq Scan');
  });

  test('the changes of one record by its number', async () => {
    for (const compile of [compileLogPage, compileLogCount]) {
      expect(await planOf(compile(postgresFlavour, { entities: ['client', 'task'], recordId: 7, offset: 0, limit: 50 }))).toContain('ix_change_log__record');
    }
  });

  test('the events that a snapshot has not seen, and the rest of a stretch', async () => {
    expect(await planOf({ sql: UNSEEN, params: [`${EVENTS - 9}:${EVENTS}:`, 100] })).toContain('ix_outbox__txid');
    const rest = await planOf({ sql: REST, params: [EVENTS / 2, '9:9:', `${EVENTS}:${EVENTS}:`, 100] });
    expect(rest).toContain('outbox_pkey');
    expect(rest).not.toMatch(/Sort|Seq Scan/u);
  });

  test('deliveries that are due in their order, and of each record only the first that waits', async () => {
    const claim = await planOf({ sql: CLAIM, params: [JSON.stringify([{ subscription: 1, limit: 50 }]), EVENTS, 'w', EVENTS] });
    const due = compileDue([1, 2]);
    for (const plan of [claim, await planOf(due)]) {
      expect(plan).toMatch(/Index Scan using ix_delivery__due on delivery d/u);
      expect(plan).toMatch(/Index (Only )?Scan using ix_delivery__order on delivery e/u);
      expect(plan).not.toMatch(/Seq Scan/u);
    }
    expect(claim).toContain('outbox_pkey');
  });

  test('what becomes of deliveries by the index, however many there are', async () => {
    const results = JSON.stringify(Array.from({ length: 200 }, (_, at) => ({ id: at, subscription: 1, state: 'waiting', nextAt: 5, at: 1 })));
    const settle = await planOf({ sql: SETTLE, params: [results, 'w'] });
    expect(settle).toContain('delivery_pkey');
    expect(settle).toContain('ix_delivery__order');
    const given = JSON.stringify([{ subscription: 1, event_id: 1, name: 'x', entity: 'thing', record_id: 1, happened_at: 1 }]);
    expect(await planOf({ sql: ROUTE, params: [given, 'a', 'b', 5] })).toContain('ix_delivery__order');
    for (const plan of [settle, await planOf({ sql: ACKNOWLEDGE, params: [1, 100, 5] })]) expect(plan).not.toMatch(/Seq Scan on delivery /u);
  });

  test('deliveries by their numbers, and those of a state by its own index', async () => {
    expect(await planOf(compileFeed(1, 5, 10))).toContain('ux_delivery__sequence');
    const newest = await planOf(compileDeliveryPage({ subscription: 1, limit: 50 }));
    expect(newest).toContain('Index Scan Backward using ux_delivery__sequence');
    expect(newest).not.toContain('Sort');
    expect(await planOf(compileDeliveryPage({ subscription: 1, states: ['dead'], limit: 50 }))).toContain('ix_delivery__dead');
    expect(await planOf({ sql: FIGURES, params: [] })).not.toContain('Seq Scan');
  });

  test('events of before by their ids, and who had them by their time', async () => {
    const given = JSON.stringify(Array.from({ length: 2000 }, (_, at) => ({ subscription: 1, event_id: at, name: 'x', entity: 'thing', record_id: 1, happened_at: at })));
    const enqueue = await planOf({ sql: ENQUEUE, params: [given, 5] });
    const remove = await planOf({ sql: prune(ROUTED), params: [EVENTS / 2, EVENTS / 2, EVENTS / 2, 2000] });
    const stretch = await planOf(compileEvents({ from: 5, to: EVENTS, after: EVENTS / 2, limit: 2000 }, ROUTED));
    for (const plan of [enqueue, remove, stretch]) {
      expect(plan).toMatch(/Index Cond: .*\bid\b/u);
      expect(plan).not.toMatch(/Seq Scan on (outbox|delivery) /u);
    }
    for (const plan of [enqueue, remove]) expect(plan).toMatch(/ix_delivery__happened on delivery /u);
  });
});
