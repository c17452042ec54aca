import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absence } from '../../../src/core/changes/draft.ts';
import { CrmError } from '../../../src/core/errors.ts';
import type { Filter } from '../../../src/core/query/filter.ts';
import type { Engine } from '../../engines.ts';
import { buildClient, buildUser, contextOf, openCrm, type TestCrm } from '../../factories.ts';
import { openThings, write, type Things } from './things.ts';

const PARALLEL = 64;

/** Change sets: all or nothing, each for itself, whoever writes beside them. */
export function describeTransactionsContract(engine: Engine): void {
  describe('transactions', () => {
    let things: Things;
    beforeAll(async () => { things = await openThings(engine); });
    afterAll(() => things.store.dispose());

    test('that fail leave nothing behind and do not harm those written with them', async () => {
      const rows = (): Promise<readonly unknown[]> => things.store.sql(`SELECT (SELECT count(*) FROM outbox) AS events, (SELECT count(*) FROM change_log) AS changes, (SELECT count(*) FROM contact_point) AS contacts, (SELECT value FROM epoch) AS epoch`);
      const before = await rows();
      const good = Array.from({ length: 10 }, (_, at) => write(things.storage, (draft) => draft.insert('thing', { name: `цел ${at}`, kind: 'red' })));
      // A record must say when it came to be: the table itself refuses this one.
      const bad = write(things.storage, (draft) => {
        const id = draft.insert('thing', { name: 'первая половина', kind: 'green', phones: ['123'] });
        draft.event({ name: 'thing.created', entity: 'thing', id, data: {} });
        draft.insert('coupon', { code: 'ПОЛОВИНА' });
        draft.insert('thing', { name: 'вторая половина', kind: 'green', created_at: null });
      });
      await expect(bad).rejects.toMatchObject({ code: 'unavailable' });
      expect((await Promise.all(good)).every((outcome) => outcome.done)).toBe(true);
      expect(await things.ids({ kind: 'equals', field: 'kind', value: 'green' })).toEqual([]);
      expect(await things.ids({ kind: 'equals', field: 'kind', value: 'red' })).toHaveLength(10);
      const [first, second] = [before[0], (await rows())[0]] as Record<string, number>[];
      expect(second).toEqual({ ...first, changes: Number(first?.['changes']) + 10 });
    });

    test('with one stale change write none of their changes', async () => {
      const [id = 0] = await things.add({ name: 'цель', kind: 'blue' });
      const stale = await things.read(id);
      await things.update(id, { note: 'опередил' });
      const outcome = await write(things.storage, (draft) => {
        draft.insert('thing', { name: 'спутник', count: 77 });
        draft.update('thing', stale, { note: 'опоздал' });
      });
      expect(outcome).toEqual({ done: false, reason: 'conflict' });
      expect(await things.ids({ kind: 'equals', field: 'count', value: 77 })).toEqual([]);
    });

    test('give each new record its id, wherever the change set names it', async () => {
      const outcome = await write(things.storage, (draft) => {
        const first = draft.insert('thing', { name: 'родитель' });
        const second = draft.insert('thing', { name: 'дитя', owner: first });
        draft.event({ name: 'thing.linked', entity: 'thing', id: second, data: { parent: first, text: '{"slot":0}' } });
      });
      const [parent = 0, child = 0] = outcome.done ? outcome.ids : [];
      expect(await things.read(child)).toMatchObject({ owner: parent });
      const [event] = await things.store.sql(`SELECT record_id, data FROM outbox WHERE name = 'thing.linked'`);
      expect(event?.['record_id']).toBe(child);
      expect(JSON.parse(String(event?.['data']))).toMatchObject({ facts: { parent, text: '{"slot":0}' }, before: null, after: { name: 'дитя', owner: parent }, owner: parent });
    });

    test('that claim an absence exclude each other, and let the others of the same key pass', async () => {
      const claim = (count: number) => write(things.storage, (draft) => {
        draft.claimAbsence(absence('thing', { kind: 'equals', field: 'count', value: count }, 'заявка'));
        draft.insert('thing', { name: 'заявка', count });
      });
      const outcomes = await Promise.all(Array.from({ length: 40 }, (_, at) => claim(1000 + (at % 20))));
      expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(20);
      expect(await things.ids({ kind: 'range', field: 'count', from: { value: 1000, inclusive: true } })).toHaveLength(20);
    });

    test('that claim an absence of different values are each judged by their own, whatever its kind', async () => {
      await things.add({ name: 'есть %_ "такой"', count: 41, price: 0.5 });
      const kinds: readonly (readonly [taken: Filter, free: (at: number) => Filter])[] = [
        [{ kind: 'equals', field: 'count', value: 41 }, (at) => ({ kind: 'equals', field: 'count', value: 4_100_000 + at })],
        [{ kind: 'same_key', field: 'name', key: 'есть %_ такой' }, (at) => ({ kind: 'same_key', field: 'name', key: `нет ${at}` })],
        [{ kind: 'contains', field: 'name', needle: '%_ "так' }, (at) => ({ kind: 'contains', field: 'name', needle: `%${at}_` })],
        [{ kind: 'equals', field: 'price', value: 0.5 }, (at) => ({ kind: 'equals', field: 'price', value: at + 0.25 })],
        [{ kind: 'in', field: 'count', values: [40, 41] }, (at) => ({ kind: 'in', field: 'count', values: [at + 4_200_000, at + 4_300_000] })],
      ];
      for (const [kind, [taken, free]] of kinds.entries()) {
        const outcomes = await Promise.all(Array.from({ length: 9 }, (_, at) => write(things.storage, (draft) => {
          draft.claimAbsence(absence('thing', at % 3 === 1 ? taken : free(at), `заявка ${kind} ${at}`));
          draft.insert('thing', { name: `по заявке ${kind} ${at}` });
        })));
        expect(outcomes.map(({ done }) => done)).toEqual(outcomes.map((_, at) => at % 3 !== 1));
      }
    });

    test('of two records with one unique value write one, and again once it is free', async () => {
      const add = () => write(things.storage, (draft) => draft.insert('coupon', { code: '«Весна»' }));
      const outcomes = await Promise.all(Array.from({ length: 12 }, add));
      expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(1);
      expect(await write(things.storage, (draft) => draft.insert('coupon', { code: 'ВЕСНА' }))).toEqual({ done: false, reason: 'conflict' });
      const [coupon] = await things.storage.findRecords({ entity: 'coupon', filter: { kind: 'same_key', field: 'code', key: 'весна' }, sort: { field: 'id', descending: false }, offset: 0, limit: 2 });
      expect(coupon).toBeDefined();
      if (coupon !== undefined) await write(things.storage, (draft) => draft.remove('coupon', coupon));
      expect(await add()).toMatchObject({ done: true });
    });

    test('of two openings of the store exclude each other too', async () => {
      const other = await things.store.openAnother();
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_, at) => write(at % 2 === 0 ? things.storage : other, (draft) => {
        draft.claimAbsence(absence('thing', { kind: 'equals', field: 'count', value: 5000 }, 'вдвоём'));
        draft.insert('thing', { name: 'вдвоём', count: 5000 });
        draft.insert('coupon', { code: 'вдвоём' });
      })));
      expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(1);
      expect(await things.ids({ kind: 'equals', field: 'count', value: 5000 })).toHaveLength(1);
    });
  });

  describe('transactions of many at the same moment', () => {
    let base: TestCrm;
    beforeAll(async () => { base = await openCrm(engine); });
    afterAll(() => base.dispose());

    test(`${PARALLEL} identical new clients become one; the others hear which`, async () => {
      const context = contextOf(await buildUser(base.crm));
      const adds = await Promise.allSettled(Array.from({ length: PARALLEL }, () => buildClient(base.crm, context, { name: 'ООО «Двойник»', phones: ['+7 342 254-55-77'] })));
      const [id] = adds.filter((one) => one.status === 'fulfilled').map((one) => one.value);
      const refusals = adds.filter((one) => one.status === 'rejected').map((one): unknown => one.reason);
      expect(refusals).toHaveLength(PARALLEL - 1);
      for (const refusal of refusals) {
        expect(refusal).toBeInstanceOf(CrmError);
        expect(refusal).toMatchObject({ code: 'duplicate', facts: { id, title: 'ООО «Двойник»' } });
      }
      expect(await base.crm.storage.countRecords('client', { kind: 'same_key', field: 'name', key: 'ооо двойник' })).toBe(1);
    });

    test(`${PARALLEL} clients of one name that are not the same are all added`, async () => {
      const context = contextOf(await buildUser(base.crm));
      const adds = await Promise.all(Array.from({ length: PARALLEL }, (_, at) => buildClient(base.crm, context, { name: 'Иванов Иван', phones: [`+7 912 000-${String(at).padStart(4, '0')}`] })));
      expect(new Set(adds).size).toBe(PARALLEL);
    });

    test(`${PARALLEL} clients of one new territory make one territory`, async () => {
      const context = contextOf(await buildUser(base.crm));
      const other = await base.openAnother();
      const ids = await Promise.all(Array.from({ length: PARALLEL }, (_, at) => buildClient(at % 2 === 0 ? base.crm : other, context, {}, { territory: { title: at % 3 === 0 ? 'Новая земля' : '«новая ЗЕМЛЯ»' } })));
      const records = await Promise.all(ids.map((id) => base.crm.storage.readRecord('client', id)));
      expect(new Set(records.map((record) => record?.['territory'])).size).toBe(1);
      expect(await base.store.sql(`SELECT count(*) AS number FROM e_territory WHERE title__key = 'новая земля'`)).toEqual([{ number: 1 }]);
    });
  });
}
