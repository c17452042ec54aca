import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { duplicateFilter } from '../../core/clients/find-duplicate.ts';
import { defineEntity, type EntityDefinition } from '../../core/metadata/definitions.ts';
import { email, instant, options, text } from '../../core/metadata/field-drafts.ts';
import { SCHOOL_RECORDS } from '../../core/presets/school-records.ts';
import { allOf, equals, EVERYTHING, holdsAny, search, type Filter } from '../../core/query/filter.ts';
import { testedEngines } from '../../../test/engines.ts';
import { openCrm, type TestCrm } from '../../../test/factories.ts';
import { compileLogCount, compileLogPage } from '../sql/change-log.ts';
import { compileCount, compilePage, type Plan } from '../sql/compile-query.ts';
import { compileDeliveryPage, compileDue, compileEvents, compileFeed, compileReplay, FIGURES } from '../sql/delivery-queries.ts';
import { oldEvents } from '../sql/delivery-upkeep.ts';
import { createRowCodec } from '../sql/row-codec.ts';
import type { Statement } from '../sql/statement.ts';
import { NEW_EVENTS, ROUTED } from './deliveries.ts';
import { CLAIMABLE, MISSED } from './delivery-writer.ts';
import { sqliteFlavour } from './sql-flavour.ts';

const DESIGNED = defineEntity({
  name: 'designed', label: { ru: 'Новое', en: 'Designed' }, heading: 'name', granted: true, searched: ['name'],
  fields: [text('name', 'Название', 'Name'), text('code', 'Код', 'Code', { indexed: true }), email('email', 'Почта', 'E-mail'), options('labels', 'labels', 'Метки', 'Labels')],
});
const sqlite = testedEngines().find(({ name }) => name === 'sqlite');

describe.skipIf(sqlite === undefined)('SQLite reads by the index that is there for it', () => {
  let base: TestCrm;
  let entity: (name: string) => EntityDefinition;

  beforeAll(async () => {
    if (sqlite === undefined) return;
    base = await openCrm(sqlite);
    await base.store.storage.saveEntities([DESIGNED, ...SCHOOL_RECORDS.filter(({ name }) => name === 'lesson')]);
    entity = (await base.crm.directory()).catalog.entity;
  });
  afterAll(() => base.dispose());

  const planOf = async (statement: Statement): Promise<string> => (await base.store.sql(`EXPLAIN QUERY PLAN ${statement.sql}`, statement.params)).map((row) => row['detail']).join('\n');
  const page = (name: string, filter: Filter, field: string, { descending = true, limit = 50, offset = 0, plan }: { descending?: boolean; limit?: number; offset?: number; plan?: Plan } = {}): Statement =>
    compilePage(sqliteFlavour, entity(name), { entity: name, filter, sort: { field, descending }, offset, limit }, plan);

  test('a record by its id', async () => {
    expect(await planOf({ sql: createRowCodec(entity('client')).selectById, params: [5] })).toBe('SEARCH e_client USING INTEGER PRIMARY KEY (rowid=?)');
  });

  for (const [title, field, descending, index, plan] of [
    ['the newest clients', 'created_at', true, 'ix_client__created', 'walk'],
    ['the oldest clients', 'created_at', false, 'ix_client__created', 'walk'],
    ['the clients changed last', 'updated_at', true, 'ix_client__updated', 'planner'],
    ['clients by name', 'name', false, 'ix_client__heading', 'planner'],
  ] as const) {
    test(`${title}, without sorting`, async () => {
      expect(await planOf(page('client', EVERYTHING, field, { descending, plan }))).toBe(`SCAN e_client USING INDEX ${index}`);
    });
  }

  test('a deep page of the usual list, over ids alone', async () => {
    const school = defineEntity({ name: 'pupil', label: { ru: 'Ученик', en: 'Pupil' }, heading: 'name', listed: ['archived_at', 'stage'], fields: [text('name', 'Имя', 'Name'), instant('archived_at', 'В архиве', 'Archived'), text('stage', 'Этап', 'Stage', { existing: 'client' })] });
    await base.store.storage.saveEntities([school]);
    const usual = allOf(equals('archived_at', null), equals('stage', 'client'));
    const plan = await planOf(compilePage(sqliteFlavour, school, { entity: 'pupil', filter: usual, sort: { field: 'id', descending: true }, offset: 50_000, limit: 50 }, 'walk'));
    expect(plan).toContain('USING COVERING INDEX ix_pupil__listed (archived_at=? AND stage=?)');
    expect(plan.match(/TEMP B-TREE/gu)?.length ?? 0).toBeLessThan(2);
  });

  test('the newest clients of an owner, without sorting', async () => {
    expect(await planOf(page('client', equals('owner', 7), 'created_at'))).toBe('SEARCH e_client USING INDEX ix_client__owner (owner=?)');
  });

  test('a client of the same name', async () => {
    const filter = duplicateFilter({ name: 'ООО «Ромашка»', phones: ['+7 342 2545577'], emails: [] });
    expect(await planOf(page('client', filter, 'id', { descending: false, limit: 1 }))).toBe('SEARCH e_client USING INDEX ix_client__name_key (name__key=?)');
  });

  test('the requisites of a client', async () => {
    expect(await planOf(page('requisites', equals('client', 9), 'id', { descending: false, limit: 1 }))).toBe('SEARCH e_requisites USING INDEX ux_requisites__client (client=?)');
  });

  test('the clients that a rare word is found in', async () => {
    const plan = await planOf(page('client', search('ромашка'), 'created_at', { plan: 'select' }));
    expect(plan).toContain('e_client USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).toContain('SCAN e_client_fts VIRTUAL TABLE INDEX');
  });

  test('lessons of a state along their beginnings, sorting those alone that begin together', async () => {
    expect(await planOf(page('lesson', equals('state', 'conducted'), 'starts_at'))).toBe('SCAN e_lesson USING INDEX ix_lesson__starts_at\nUSE TEMP B-TREE FOR LAST TERM OF ORDER BY');
  });

  test('the planned lessons of a day', async () => {
    const day = { value: '2026-04-02', inclusive: true };
    const planned = allOf(equals('state', 'planned'), { kind: 'range', field: 'date', from: day }, { kind: 'range', field: 'date', to: day });
    expect(await planOf(page('lesson', planned, 'starts_at'))).toContain('SEARCH e_lesson USING INDEX ix_lesson__date (date>? AND date<?)');
  });

  test('the planned lessons of a client by who comes, not by their state', async () => {
    const plan = await planOf(page('lesson', allOf(equals('state', 'planned'), holdsAny('clients', [7])), 'id', { descending: false, limit: 1000 }));
    expect(plan).toContain('SEARCH e_lesson USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).toContain('SEARCH list_item USING PRIMARY KEY (entity=? AND field=? AND item_id=?)');
  });

  test('a designed record by a text in other letters', async () => {
    expect(await planOf(page('designed', { kind: 'same_text', field: 'code', needle: 'c-1' }, 'id', { descending: false }))).toBe('SEARCH e_designed USING INDEX ix_designed__code__fold (code__fold=?)');
  });

  test('a designed record by its address, through the contact points', async () => {
    const plan = await planOf(page('designed', { kind: 'same_text', field: 'email', needle: 'a@b.c' }, 'id', { descending: false }));
    expect(plan).toContain('SEARCH contact_point USING COVERING INDEX ix_contact_point__value (kind=? AND value=? AND entity=?)');
    expect(plan).toContain('SEARCH e_designed USING INTEGER PRIMARY KEY (rowid=?)');
  });

  test('designed records by an option, one after the other', async () => {
    const plan = await planOf(page('designed', holdsAny('labels', [1]), 'id', { descending: false, plan: 'walk' }));
    expect(plan).toContain('SCAN e_designed');
    expect(plan).toContain('SEARCH list_item USING COVERING INDEX ix_list_item__record (entity=? AND record_id=? AND field=? AND item_id=?)');
    expect(plan).not.toContain('SORT');
  });

  test('a deep page of designed records, of those passed over the ids alone', async () => {
    expect(await planOf(page('designed', EVERYTHING, 'id', { descending: false, offset: 50_000, plan: 'walk' }))).toContain('SCAN e_designed USING INDEX ix_designed___ids');
  });

  test('the number of clients of an owner, from the index alone', async () => {
    expect(await planOf(compileCount(sqliteFlavour, entity('client'), equals('owner', 7), 200, sql`0`))).toMatch(/^SEARCH e_client USING (COVERING )?INDEX ix_client__owner/u);
  });

  test('a page of the change log, newest first, without sorting more than the page', async () => {
    const asked = { entities: ['client', 'task'], from: 5, to: 9, offset: 100, limit: 50 };
    const plan = await planOf(compileLogPage(sqliteFlavour, asked));
    expect(plan.match(/SEARCH change_log USING COVERING INDEX ix_change_log__newest \(entity=\? AND at>\? AND at<\?\)/gu)).toHaveLength(2);
    expect(plan).toContain('SEARCH log USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).not.toMatch(/SCAN (?:change_log|log)/u);
    expect(await planOf(compileLogCount(sqliteFlavour, asked))).toBe('SEARCH change_log USING COVERING INDEX ix_change_log__newest (entity=? AND at>? AND at<?)');
  });

  test('the changes of one record by its number', async () => {
    const asked = { entities: ['client', 'task'], recordId: 7, offset: 0, limit: 50 };
    expect(await planOf(compileLogPage(sqliteFlavour, asked))).toContain('USING INDEX ix_change_log__record (entity=? AND record_id=?)');
    expect(await planOf(compileLogCount(sqliteFlavour, asked))).toContain('ix_change_log__record (entity=? AND record_id=?)');
  });

  test('new events by their ids', async () => {
    expect(await planOf({ sql: NEW_EVENTS, params: [5, 100] })).toBe('SEARCH o USING INTEGER PRIMARY KEY (rowid>?)');
  });

  test('deliveries that are due in their order, and of each record only the first that waits', async () => {
    const first = 'SEARCH e USING COVERING INDEX ix_delivery__order (subscription=? AND entity=? AND record_id=?)';
    expect(await planOf({ sql: CLAIMABLE, params: [1, 5, 5, 10] })).toBe(`SEARCH d USING INDEX ix_delivery__due (subscription=? AND next_at<?)\nCORRELATED SCALAR SUBQUERY 1\n${first}`);
    const due = await planOf(compileDue([1, 2]));
    expect(due).toContain('SEARCH d USING INDEX ix_delivery__due (subscription=?)');
    expect(due).toContain(first);
    expect(due).not.toContain('TEMP B-TREE');
  });

  test('deliveries by their numbers, and those of a state by its own index', async () => {
    expect(await planOf(compileFeed(1, 5, 10))).toBe('SEARCH d USING INDEX ux_delivery__sequence (subscription=? AND sequence>?)\nSEARCH o USING INTEGER PRIMARY KEY (rowid=?)');
    expect(await planOf(compileDeliveryPage({ subscription: 1, limit: 50 }))).toBe('SEARCH d USING INDEX ux_delivery__sequence (subscription=?)');
    expect(await planOf(compileDeliveryPage({ subscription: 1, states: ['dead'], limit: 50 }))).toContain('SEARCH d USING INDEX ix_delivery__dead (subscription=?)');
    expect(await planOf(compileDeliveryPage({ subscription: 1, states: ['waiting'], limit: 50 }))).toMatch(/USING INDEX ix_delivery__(due|order) \(subscription=\?\)/u);
    expect(await planOf(compileReplay({ subscription: 1, states: ['dead'] }, 5))).toBe('SEARCH d USING INDEX ix_delivery__dead (subscription=?)');
  });

  test('figures of deliveries without those that are over', async () => {
    const plan = await planOf({ sql: FIGURES, params: [] });
    expect(plan).toContain('SCAN delivery USING COVERING INDEX ix_delivery__due');
    expect(plan).toContain('SCAN delivery USING COVERING INDEX ix_delivery__dead');
  });

  test('deliveries of an event by its time, whether it is old or was missed', async () => {
    const theirs = 'SEARCH d USING INDEX ix_delivery__happened (happened_at=? AND event_id=?)';
    const old = await planOf({ sql: oldEvents(ROUTED), params: [5, 5, 5, 10] });
    expect(old).toContain('SEARCH o USING INTEGER PRIMARY KEY (rowid<?)');
    for (const plan of [old, await planOf({ sql: MISSED, params: [1, 5, 1, 1] })]) expect(plan).toContain(theirs);
  });

  test('events that are kept a stretch after the other', async () => {
    const plan = await planOf(compileEvents({ from: 5, to: 9, after: 3, limit: 10 }, ROUTED));
    expect(plan).toMatch(/SEARCH outbox USING (INTEGER PRIMARY KEY|COVERING INDEX \w+) \(rowid>\?\)/u);
    expect(plan).toContain('SEARCH o USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).not.toContain('TEMP B-TREE');
  });
});
