import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDraft } from '../../../src/core/changes/draft.ts';
import { createCatalog } from '../../../src/core/metadata/catalog.ts';
import { withFields } from '../../../src/core/metadata/add-fields.ts';
import { defineEntity, type EntityDefinition } from '../../../src/core/metadata/definitions.ts';
import { counter, decimal, links, phones, text } from '../../../src/core/metadata/field-drafts.ts';
import { equals, holdsAny } from '../../../src/core/query/filter.ts';
import type { Storage } from '../../../src/core/storage.ts';
import type { CrmRecord, FieldValues } from '../../../src/core/values.ts';
import type { Engine, OpenStore } from '../../engines.ts';
import { TESTER, write } from './things.ts';

const PARCEL = defineEntity({
  name: 'parcel', label: { ru: 'Посылка', en: 'Parcel' }, heading: 'name', fenced: true, searched: ['name'], unique: [['code']],
  fields: [
    text('name', 'Название', 'Name', { indexed: true }), text('code', 'Код', 'Code', { settings: { matched: true } }), decimal('weight', 'Вес', 'Weight', { indexed: true }),
    links('team', 'user', 'Команда', 'Team'), phones('phones', 'Телефоны', 'Phones'), counter('ticket', 'Номер', 'Ticket'),
  ],
});

/** The definition with fields under other names, in their places. */
function renamed(entity: EntityDefinition, names: Readonly<Record<string, string>>): EntityDefinition {
  const nameOf = (name: string): string => names[name] ?? name;
  const fields = entity.fields.map((field) => ({ ...field, name: nameOf(field.name) }));
  return { ...entity, fields, heading: nameOf(entity.heading), searched: entity.searched.map(nameOf), unique: entity.unique.map((set) => set.map(nameOf)), rearranged: (entity.rearranged ?? 0) + 1 };
}

/** Columns that change their names while records are read and written. */
export function describeRenamesContract(engine: Engine): void {
  describe('renaming fields', () => {
    let store: OpenStore;
    let storage: Storage;
    beforeAll(async () => {
      store = await engine.open();
      ({ storage } = store);
      await storage.saveEntities([PARCEL]);
    });
    afterAll(() => store.dispose());

    const add = async (values: FieldValues, at: Storage = storage): Promise<number> => {
      const outcome = await write(at, (draft) => draft.insert('parcel', values));
      return outcome.done ? Number(outcome.ids.at(-1)) : 0;
    };
    const now = async (): Promise<{ readonly entity: EntityDefinition; readonly basedOn: number }> => {
      const { entities, revision } = await storage.loadMetadata();
      return { entity: entities.find(({ name }) => name === 'parcel') ?? PARCEL, basedOn: revision };
    };
    const read = async (id: number): Promise<CrmRecord | undefined> => storage.readRecord('parcel', id);

    test('is a conflict for what was decided by the columns of before', async () => {
      const { entity, basedOn } = await now();
      const decidedBy = createCatalog((await storage.loadMetadata()).entities, basedOn);
      const id = await add({ name: 'решено раньше', weight: 3 });
      const names = { weight: 'mass' };
      expect(await storage.renameFields({ entity: renamed(entity, names), renames: [{ from: 'weight', to: 'mass' }], basedOn })).toBe('done');
      const draft = createDraft(TESTER, 0);
      draft.update('parcel', { id, version: 1, name: 'решено раньше' }, { name: 'иначе' });
      expect(await storage.commit({ ...draft.toChangeSet(), decidedBy })).toEqual({ done: false, reason: 'conflict' });
      const after = await now();
      expect(await storage.renameFields({ entity: renamed(after.entity, { mass: 'weight' }), renames: [{ from: 'mass', to: 'weight' }], basedOn: after.basedOn })).toBe('done');
    });

    test('does nothing when entities, or records, have changed since', async () => {
      const { entity, basedOn } = await now();
      const renames = [{ from: 'name', to: 'title' }];
      expect(await storage.renameFields({ entity: renamed(entity, { name: 'title' }), renames, basedOn: basedOn - 1 })).toBe('redefined');
      const { position } = await storage.changedSince('parcel');
      const id = await add({ name: 'позже' });
      expect(await storage.renameFields({ entity: renamed(entity, { name: 'title' }), renames, basedOn, since: position })).toBe('rewritten');
      expect(await storage.changedSince('parcel', position)).toMatchObject({ ids: [id] });
      expect(await storage.changedSince('parcel', position, 'test')).toMatchObject({ ids: [] });
      expect(await storage.changedSince('coupon', position)).toMatchObject({ ids: [] });
      expect(await now()).toEqual({ entity, basedOn });
    });

    test('loses nothing by records that are only touched meanwhile, of which it does not hear', async () => {
      const id = await add({ name: 'ограда', weight: 2 });
      const { entity, basedOn } = await now();
      const { position } = await storage.changedSince('parcel');
      const [seen, decidedBy] = [await read(id), createCatalog((await storage.loadMetadata()).entities, basedOn)];
      if (seen === undefined) throw new Error('no parcel');
      await write(storage, (draft) => draft.derive('parcel', seen, {}, ['weight']));
      expect(await storage.changedSince('parcel', position)).toMatchObject({ ids: [] });
      expect(await storage.renameFields({ entity: renamed(entity, { weight: 'mass' }), renames: [{ from: 'weight', to: 'mass' }], basedOn, since: position })).toBe('done');
      const late = createDraft(TESTER, 0);
      late.derive('parcel', { ...seen, version: seen.version + 1 }, {}, ['weight']);
      expect(await storage.commit({ ...late.toChangeSet(), decidedBy })).toEqual({ done: false, reason: 'conflict' });
      expect(await read(id)).toMatchObject({ name: 'ограда', mass: 2, version: seen.version + 1 });
      const after = await now();
      expect(await storage.renameFields({ entity: renamed(after.entity, { mass: 'weight' }), renames: [{ from: 'mass', to: 'weight' }], basedOn: after.basedOn })).toBe('done');
    });

    test('lets two fields change places with all they hold: values, search, lists, contacts, numbers, uniqueness', async () => {
      await write(storage, (draft) => draft.insert('parcel', { name: 'первая', ticket: draft.number('parcel.ticket') }));
      const id = await add({ name: 'Лампа', ticket: 41, code: 'Ёж-1', weight: 2.5, team: ['3', '4'], phones: ['+7 342 254-55-77'] });
      const { entity, basedOn } = await now();
      const { position } = await storage.changedSince('parcel');
      const names = { weight: 'code', code: 'code_old', team: 'people', phones: 'numbers', ticket: 'row' };
      const renames = [{ from: 'code', to: 'code_old' }, { from: 'weight', to: 'code' }, { from: 'team', to: 'people' }, { from: 'phones', to: 'numbers' }, { from: 'ticket', to: 'row' }];
      expect(await storage.renameFields({ entity: renamed(entity, names), renames, basedOn, since: position })).toBe('done');
      expect(await read(id)).toMatchObject({ name: 'Лампа', code: 2.5, code_old: 'Ёж-1', people: ['3', '4'], numbers: ['+7 342 254-55-77'] });
      expect(await storage.countRecords('parcel', holdsAny('people', [4]))).toBe(1);
      expect(await storage.countRecords('parcel', { kind: 'contact', point: 'phone', key: '3422545577' })).toBe(1);
      expect(await storage.countRecords('parcel', equals('code', 2.5))).toBe(1);
      expect(await storage.countRecords('parcel', { kind: 'same_key', field: 'code_old', key: 'еж-1' })).toBe(1);
      await expect(write(storage, (draft) => draft.insert('parcel', { name: 'двойник', code_old: 'ЕЖ-1' }))).resolves.toEqual({ done: false, reason: 'conflict' });
      const next = await write(storage, (draft) => draft.insert('parcel', { name: 'вторая', row: draft.number('parcel.row') }));
      expect(next.done && (await read(Number(next.ids.at(-1))))).toMatchObject({ row: 42 });
      expect(await storage.check()).toEqual(expect.not.arrayContaining([expect.stringContaining('missing')]));
    });

    test('keeps what a column of another type does to statements seen before from spoiling them', async () => {
      const page = async (): Promise<readonly unknown[]> => (await storage.findRecords({ entity: 'parcel', filter: equals('name', 'Смена'), sort: { field: 'id', descending: false }, offset: 0, limit: 5, fields: ['code', 'code_old'] })).map(({ code, code_old: old }) => [code, old]);
      const id = await add({ name: 'Смена', code: 7, code_old: 'семь' });
      for (let round = 0; round < 4; round++) {
        for (let times = 0; times < 4; times++) {
          const record = await read(id);
          if (record !== undefined) await write(storage, (draft) => draft.update('parcel', record, { code: record['code'] === 7 ? 8 : typeof record['code'] === 'string' ? `${record['code']}!` : 7 }));
          await page();
        }
        const { entity, basedOn } = await now();
        const before = await page();
        const renames = [{ from: 'code', to: 'aside' }, { from: 'code_old', to: 'code' }, { from: 'aside', to: 'code_old' }];
        expect(await storage.renameFields({ entity: renamed(entity, { code: 'code_old', code_old: 'code' }), renames, basedOn })).toBe('done');
        expect(await page()).toEqual(before.map((pair) => (Array.isArray(pair) ? pair.toReversed() : pair)));
      }
    });

    test('fails no reader, in whichever process, whatever he knows of it', async () => {
      const id = await add({ name: 'Чтение' });
      const readers = [storage, await store.openAnother()];
      let renaming = true;
      const reading = readers.map(async (at) => {
        for (let round = 0; renaming || round < 5; round++) {
          expect(await at.readRecord('parcel', id)).toMatchObject({ id, name: 'Чтение' });
          expect(await at.findRecords({ entity: 'parcel', filter: equals('name', 'Чтение'), sort: { field: 'id', descending: false }, offset: 0, limit: 5 })).toMatchObject([{ id }]);
          expect(await at.countRecords('parcel', equals('name', 'Чтение'))).toBe(1);
          await new Promise((resolve) => { setImmediate(resolve); });
        }
      });
      for (const [from, to] of [['people', 'helpers'], ['helpers', 'friends'], ['friends', 'people']] as const) {
        const { entity, basedOn } = await now();
        expect(await storage.renameFields({ entity: renamed(entity, { [from]: to }), renames: [{ from, to }], basedOn })).toBe('done');
        await new Promise((resolve) => { setTimeout(resolve, 50); });
      }
      renaming = false;
      await Promise.all(reading);
    });

    test('loses and misplaces nothing that two processes write meanwhile', async () => {
      const other = await store.openAnother();
      const { entity } = await now();
      await storage.saveEntities([withFields(entity, [text('left', 'Левое', 'Left'), text('right', 'Правое', 'Right')])]);
      await other.directoryEpoch('fresh');
      let swapping = true;
      const writers = [storage, other].map(async (at, process) => {
        const ids: number[] = [];
        while (swapping || ids.length < 5) {
          const { entities } = await at.loadMetadata();
          const leftIsLeft = (entities.find(({ name }) => name === 'parcel')?.fields.findIndex(({ name }) => name === 'left') ?? 0) === entity.fields.length;
          const values = leftIsLeft ? { left: 'л', right: 'п' } : { left: 'п', right: 'л' };
          const outcome = await write(at, (draft) => draft.insert('parcel', { name: `процесс ${process}`, ...values }));
          if (outcome.done) ids.push(...outcome.ids);
          else await at.directoryEpoch('fresh');
        }
        return ids;
      });
      for (let round = 0; round < 5; round++) {
        for (;;) {
          const { entity: newest, basedOn } = await now();
          const renames = [{ from: 'left', to: 'aside' }, { from: 'right', to: 'left' }, { from: 'aside', to: 'right' }];
          if ((await storage.renameFields({ entity: renamed(newest, { left: 'right', right: 'left' }), renames, basedOn })) === 'done') break;
        }
      }
      swapping = false;
      const ids = (await Promise.all(writers)).flat();
      expect(ids.length).toBeGreaterThanOrEqual(10);
      const wrong = (await Promise.all(ids.map(read))).filter((record) => record?.['left'] !== 'п' || record['right'] !== 'л');
      expect(wrong).toEqual([]);
    });
  });
}
