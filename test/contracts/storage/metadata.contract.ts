import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withFields } from '../../../src/core/metadata/add-fields.ts';
import { defineEntity } from '../../../src/core/metadata/definitions.ts';
import { integer, text } from '../../../src/core/metadata/field-drafts.ts';
import { BASE_PRESET } from '../../../src/core/presets/base.ts';
import { changeEntities } from '../../../src/core/metadata/change-entities.ts';
import { loadPreset } from '../../../src/core/presets/load-preset.ts';
import { createCrm } from '../../../src/core/crm.ts';
import type { Engine } from '../../engines.ts';
import { SETUP } from '../../factories.ts';
import { openThings, THING, thingsOf, write, type Things } from './things.ts';

/** Definitions: kept, extended while there are rows, known to every process. */
export function describeMetadataContract(engine: Engine): void {
  describe('metadata', () => {
    let things: Things;
    beforeAll(async () => { things = await openThings(engine); });
    afterAll(() => things.store.dispose());

    test('comes back as it was saved', async () => {
      const { entities } = await things.storage.loadMetadata();
      expect(entities.map((entity) => entity.name)).toEqual(['coupon', 'thing']);
      expect(entities.find((entity) => entity.name === 'thing')).toEqual(THING);
    });

    test('grows by a field while there are records; they have no value in it until they are given one', async () => {
      const [id = 0] = await things.add({ name: 'старая запись' });
      const { revision } = await things.storage.loadMetadata();
      await things.storage.saveEntities([withFields(THING, [integer('input1', 'Этаж', 'Floor', { indexed: true }), text('input2', 'Код', 'Code', { settings: { matched: true } })])]);
      expect((await things.storage.loadMetadata()).revision).toBeGreaterThan(revision);
      expect(await things.read(id)).toMatchObject({ name: 'старая запись', input1: null, input2: null });
      await things.update(id, { input1: 5, input2: 'Ёж' });
      expect(await things.ids({ kind: 'contains', field: 'input2', needle: 'еж' })).toEqual([id]);
      expect(await things.storage.countRecords('thing', { kind: 'equals', field: 'input1', value: 5 })).toBe(1);
    });

    test('that is saved again as it is changes nothing but its revision', async () => {
      const { entities } = await things.storage.loadMetadata();
      await things.storage.saveEntities(entities);
      expect((await things.storage.loadMetadata()).entities).toEqual(entities);
      expect(await things.storage.check()).toEqual(expect.not.arrayContaining([expect.stringContaining('missing')]));
    });

    for (const name of ['a"; DROP TABLE entity; --', 'Имя', 'id', 'x y', 'name__fold', '']) {
      test(`refuses the name ${JSON.stringify(name)} and changes nothing`, async () => {
        const before = await things.storage.loadMetadata();
        const field = { ...text('fine', 'Поле', 'Field'), name };
        await expect(things.storage.saveEntities([{ ...THING, fields: [...THING.fields, field] }])).rejects.toMatchObject({ code: 'invalid' });
        await expect(things.storage.saveEntities([{ ...THING, name: `${name} ` }])).rejects.toMatchObject({ code: 'invalid' });
        expect(await things.storage.loadMetadata()).toEqual(before);
      });
    }

    test('with the longest names has each of its indexes', async () => {
      const long = 'a'.repeat(38);
      await things.storage.saveEntities([defineEntity({
        name: `${long}_x`, label: { ru: 'Длинное', en: 'Long' }, heading: `${long}_1`,
        fields: [1, 2].map((number) => text(`${long}_${number}`, 'Имя', 'Name', { indexed: true, settings: { matched: true } })),
      })]);
      expect(await things.storage.check()).toEqual(expect.not.arrayContaining([expect.stringContaining('missing')]));
    });

    test('saved in one process is known in another that was open before', async () => {
      const other = thingsOf(await things.store.openAnother());
      await other.ids({ kind: 'all' });
      const before = await other.storage.directoryEpoch();
      const { entities } = await things.storage.loadMetadata();
      const thing = entities.find((entity) => entity.name === 'thing') ?? THING;
      await things.storage.saveEntities([withFields(thing, [text('later', 'Позже', 'Later')])]);
      const [id = 0] = await things.add({ name: 'новая', later: 'да' });
      await vi.waitFor(async () => expect(await other.storage.directoryEpoch()).toBeGreaterThan(before), { timeout: 5000 });
      expect(await other.read(id)).toMatchObject({ later: 'да' });
    });

    test('and the directory epoch is seen by its own process at once', async () => {
      for (let round = 0; round < 5; round++) {
        const before = await things.storage.directoryEpoch();
        await write(things.storage, (draft) => draft.insert('coupon', { code: `эпоха ${round}` }));
        expect(await things.storage.directoryEpoch()).toBeGreaterThan(before);
      }
    });

    test('lose no field when two processes change one entity at the same moment', async () => {
      const store = await engine.open();
      try {
        const crms = [store.storage, await store.openAnother()].map((storage) => createCrm({ storage, clock: () => 0 }));
        const [first] = crms;
        if (first === undefined) throw new Error('no crm');
        await loadPreset(first, SETUP, BASE_PRESET);
        const names = Array.from({ length: 6 }, (_, index) => `extra${index}`);
        await Promise.all(names.map((name, index) => changeEntities(crms[index % 2] ?? first, (catalog) => [withFields(catalog.entity('client'), [text(name, 'Еще', 'More')])])));
        const { entities } = await store.storage.loadMetadata();
        expect(entities.find((entity) => entity.name === 'client')?.fields.map((field) => field.name)).toEqual(expect.arrayContaining(names));
      } finally {
        await store.dispose();
      }
    });

    test('of a preset that two processes bring in at the same moment is there once', async () => {
      const store = await engine.open();
      try {
        const crms = [store.storage, await store.openAnother()].map((storage) => createCrm({ storage, clock: () => 0 }));
        await Promise.all(crms.map((crm) => loadPreset(crm, SETUP, BASE_PRESET)));
        expect(await store.sql('SELECT (SELECT count(*) FROM e_role) AS roles, (SELECT count(*) FROM e_territory) AS territories')).toEqual([{ roles: 8, territories: 4 }]);
      } finally {
        await store.dispose();
      }
    });
  });
}
