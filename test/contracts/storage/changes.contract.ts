import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDraft } from '../../../src/core/changes/draft.ts';
import { CHANGE_ACTIONS, type ChangeAction, type ChangeQuery, type LoggedChange, type LoggedPage } from '../../../src/core/changes/logged-change.ts';
import type { CrmRecord } from '../../../src/core/values.ts';
import type { Engine } from '../../engines.ts';
import { openThings, type Things } from './things.ts';

type Deed = 'add' | 'change' | 'remove' | 'restore' | 'purge';
const DEEDS: Readonly<Record<Deed, ChangeAction>> = { add: 'created', change: 'changed', remove: 'deleted', restore: 'restored', purge: 'purged' };
const ENTITIES = ['thing', 'coupon'] as const;
const FACES = ['native', 'cli'] as const;
const START = 1_700_000_000_000;

interface Doing {
  readonly deed: Deed;
  readonly entity: (typeof ENTITIES)[number];
  /** Which of the records there are, counted around. */
  readonly which: number;
  readonly actorId: number | null;
  readonly face: (typeof FACES)[number];
  /** How much later than the one before. */
  readonly later: number;
}

const anyDoing: fc.Arbitrary<Doing> = fc.record({
  deed: fc.constantFrom<Deed>('add', 'add', 'change', 'change', 'remove', 'restore', 'purge'),
  entity: fc.constantFrom(...ENTITIES), which: fc.nat({ max: 9 }), actorId: fc.constantFrom(1, 2, null), face: fc.constantFrom(...FACES), later: fc.nat({ max: 3 }),
});
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const anyQuery = fc.record({
  entities: fc.subarray([...ENTITIES, 'nothing']), recordIndex: optional(fc.nat({ max: 9 })), actorId: optional(fc.constantFrom(1, 2, 3)), actions: optional(fc.subarray([...CHANGE_ACTIONS])),
  face: optional(fc.constantFrom(...FACES, 'other')), from: optional(fc.nat({ max: 40 })), to: optional(fc.nat({ max: 40 })), offset: fc.nat({ max: 6 }), limit: fc.nat({ max: 12 }),
});

/** The change log as a reader: any question about any history is answered as a plain list would answer it. */
export function describeChangesContract(engine: Engine): void {
  describe('reading the change log', () => {
    let things: Things;
    /** What was done, oldest first; without the values. */
    const done: Omit<LoggedChange, 'id' | 'before' | 'after'>[] = [];
    const records: { readonly entity: string; readonly id: number }[] = [];
    let now = START;
    beforeAll(async () => { things = await openThings(engine); });
    afterAll(() => things.store.dispose());

    const newest = (asked: Partial<ChangeQuery>): Promise<LoggedPage> => things.storage.readChanges({ entities: ['thing'], offset: 0, limit: 50, ...asked });

    /** Does it where it can be done. */
    async function live(doing: Doing): Promise<void> {
      now += doing.later;
      const draft = createDraft({ userId: doing.actorId, face: doing.face, keyId: null }, now);
      const target = records.length === 0 ? undefined : records[doing.which % records.length];
      const record = target === undefined ? undefined : await things.storage.readRecord(target.entity, target.id);
      const entity = doing.deed === 'add' ? doing.entity : target?.entity;
      if (entity === undefined) return;
      if (doing.deed === 'add') draft.insert(entity, { [entity === 'thing' ? 'name' : 'code']: `№${done.length}` });
      else if (record !== undefined && isPossible(doing.deed, record)) draftDeed(doing.deed, entity, record);
      else return;
      const outcome = await things.storage.commit(draft.toChangeSet());
      const id = doing.deed === 'add' && outcome.done ? outcome.ids[0] : record?.id;
      if (!outcome.done || id === undefined) throw new Error('nobody else writes here');
      if (doing.deed === 'add') records.push({ entity, id });
      done.push({ at: now, actorId: doing.actorId, face: doing.face, keyId: null, entity, recordId: id, action: DEEDS[doing.deed] });

      function draftDeed(deed: Deed, name: string, before: CrmRecord): void {
        if (deed === 'change') draft.update(name, before, { [name === 'thing' ? 'note' : 'code']: `"deleted_at":${done.length}` });
        if (deed === 'remove') draft.remove(name, before);
        if (deed === 'restore') draft.update(name, before, { deleted_at: null });
        if (deed === 'purge') draft.purge(name, before);
      }
    }

    function isPossible(deed: Deed, record: CrmRecord): boolean {
      return deed === 'purge' || (deed === 'restore') === (typeof record['deleted_at'] === 'number');
    }

    function expected(query: ChangeQuery): readonly unknown[] {
      return done.toReversed().filter((row) => query.entities.includes(row.entity)
        && (query.recordId === undefined || row.recordId === query.recordId) && (query.actorId === undefined || row.actorId === query.actorId)
        && (query.actions === undefined || query.actions.includes(row.action)) && (query.face === undefined || row.face === query.face)
        && (query.from === undefined || row.at >= query.from) && (query.to === undefined || row.at < query.to));
    }

    test('of no entity, of an unknown one, of no action gives nothing', async () => {
      await things.add({ name: 'первая' });
      done.push({ at: START, actorId: 7, face: 'test', keyId: null, entity: 'thing', recordId: 1, action: 'created' });
      expect(await newest({ entities: [] })).toEqual({ rows: [], total: 0 });
      expect(await newest({ entities: ['нет такой', "'; DROP TABLE change_log; --"] })).toEqual({ rows: [], total: 0 });
      expect(await newest({ actions: [] })).toEqual({ rows: [], total: 0 });
      expect(await newest({ limit: 0 })).toEqual({ rows: [], total: 1 });
      expect(await newest({ face: "' OR 1 = 1 --" })).toEqual({ rows: [], total: 0 });
    });

    test('answers as a list of what was done, whatever was done and is asked', async () => {
      await fc.assert(fc.asyncProperty(fc.array(anyDoing, { minLength: 1, maxLength: 6 }), fc.array(anyQuery, { minLength: 4, maxLength: 8 }), async (doings, queries) => {
        for (const doing of doings) await live(doing);
        for (const { entities, recordIndex, actorId, actions, face, from, to, offset, limit } of queries) {
          const query: ChangeQuery = {
            entities, offset, limit,
            ...(recordIndex === undefined ? {} : { recordId: records[recordIndex]?.id ?? 0 }),
            ...(actorId === undefined ? {} : { actorId }), ...(actions === undefined ? {} : { actions }), ...(face === undefined ? {} : { face }),
            ...(from === undefined ? {} : { from: START + from }), ...(to === undefined ? {} : { to: START + to }),
          };
          const { rows, total } = await things.storage.readChanges(query);
          const all = expected(query);
          expect({ query, total, rows: rows.map(({ id: _, before: __, after: ___, ...row }) => row) }).toEqual({ query, total: all.length, rows: all.slice(offset, offset + limit) });
        }
      }), { numRuns: 40 });
    });

    test('gives the values as they were and are, secrets left out', async () => {
      const [id = 0] = await things.add({ name: 'ключ', phones: ['1', '2'], active: true, secret: 'сезам' });
      await things.update(id, { phones: null, secret: 'другой', count: 3 });
      await things.remove(id);
      const { rows } = await newest({ recordId: id });
      expect(rows.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
        { action: 'deleted', before: { deleted_at: null, updated_by: 7 }, after: { deleted_at: START, updated_by: 7 } },
        { action: 'changed', before: { phones: ['1', '2'], count: null, updated_at: null, updated_by: null }, after: { phones: null, count: 3, updated_at: START, updated_by: 7 } },
        { action: 'created', before: null, after: { name: 'ключ', phones: ['1', '2'], active: true, created_at: START, created_by: 7 } },
      ]);
      await things.purge(id);
      const { rows: [purged] } = await newest({ recordId: id });
      expect(purged).toMatchObject({ action: 'purged', before: { id, name: 'ключ' }, after: null });
    });

    test('of more entities than are merged gives the same rows', async () => {
      const many = [...ENTITIES, ...Array.from({ length: 700 }, (_, index) => `other_${index}`)];
      expect(await newest({ entities: many, limit: 7, offset: 3 })).toEqual(await newest({ entities: [...ENTITIES], limit: 7, offset: 3 }));
    });

    test('goes on while others write, and misses nothing that was committed', async () => {
      const before = (await newest({ limit: 0 })).total;
      const ids = await Promise.all(Array.from({ length: 12 }, async (_, index) => {
        const [id = 0] = await things.add({ name: `рядом ${index}` });
        const { rows } = await newest({ recordId: id });
        return rows.map(({ action }) => action).join() === 'created' ? id : 0;
      }));
      expect(ids).not.toContain(0);
      expect((await newest({ limit: 0 })).total).toBe(before + 12);
    });
  });
}
