import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildUser, contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import type { FieldTypeName } from '../metadata/definitions.ts';
import { optionLists } from '../options/option-lists.ts';
import { equals, holdsAny } from '../query/filter.ts';
import { createRecord } from '../records/create-record.ts';
import { deleteRecord } from '../records/delete-record.ts';
import { readRecord, readShown } from '../records/read-record.ts';
import { restoreRecord } from '../records/restore-record.ts';
import { updateRecord } from '../records/update-record.ts';
import type { FieldValue } from '../values.ts';
import { addField } from './add-field.ts';
import { createEntity } from './create-entity.ts';
import { dryRetype } from './dry-retype.ts';
import { restoreField } from './restore-field.ts';
import { retypeField } from './retype-field.ts';
import { setEntityRight } from './set-entity-right.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: giving a field another type`, () => {
    let opened: Office;
    let boss: Context;
    let entity: string;
    beforeAll(async () => {
      opened = await openOffice(engine);
      boss = contextOf(opened.boss);
    });
    beforeEach(async () => {
      ({ name: entity } = await createEntity(opened.crm, boss, { label: { ru: 'Дело', en: 'Case' } }));
      await addField(opened.crm, boss, entity, { type: 'text', label: { ru: 'Поле', en: 'Field' }, name: 'field', searched: true, indexed: true });
    });
    afterAll(() => opened.dispose());

    const add = (field: unknown, more = {}) => createRecord(opened.crm, boss, entity, { name: 'Дело', field, ...more });
    const retype = (type: FieldTypeName, settings = {}, onFailure: 'refuse' | 'clear' = 'refuse') => retypeField(opened.crm, boss, entity, 'field', type, settings, { onFailure, heardMs: 0 });
    const valueOf = async (id: number): Promise<FieldValue | undefined> => (await readRecord(opened.crm, boss, entity, id))['field'];

    test('is refused to who is no administrator, for what is needed as it is, and for types that nothing becomes', async () => {
      await expect(dryRetype(opened.crm, contextOf(opened.manager), entity, 'field', 'integer')).rejects.toMatchObject({ code: 'forbidden' });
      await expect(retypeField(opened.crm, contextOf(opened.manager), entity, 'field', 'integer', {}, { onFailure: 'clear' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(dryRetype(opened.crm, boss, 'client', 'note', 'integer')).rejects.toMatchObject({ code: 'in_use' });
      await expect(dryRetype(opened.crm, boss, entity, 'name', 'integer')).rejects.toMatchObject({ code: 'in_use', facts: { reason: 'the heading' } });
      await expect(retype('formula', { formula: '1' })).rejects.toMatchObject({ code: 'invalid' });
      await expect(retype('link', { entity: 'nothing' })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'settings.entity' }] } });
    });

    test('is reported before anything is written: what converts, what is empty, what fails', async () => {
      await add('12');
      await add('');
      const wrong = await add('дюжина');
      await add('1 000');
      expect(await dryRetype(opened.crm, boss, entity, 'field', 'integer')).toEqual({ records: 4, converts: 2, empty: 1, fails: 1, examples: [{ id: wrong, value: 'дюжина', fault: 'wrong_type' }] });
      await expect(retype('integer')).rejects.toMatchObject({ code: 'invalid', facts: { id: wrong, faults: [{ field: 'field', fault: 'wrong_type' }] } });
      const definition = (await opened.crm.directory()).catalog.entity(entity);
      expect(definition.fields.map(({ name, type }) => [name, type])).toEqual([['name', 'text'], ['field', 'text']]);
    });

    test('keeps the old field with its values, clears what does not convert, and converts deleted records too', async () => {
      const [good, wrong, deleted] = [await add('12'), await add('дюжина'), await add('7')];
      await deleteRecord(opened.crm, boss, entity, deleted);
      expect(await retype('integer', {}, 'clear')).toMatchObject({ name: 'field', type: 'integer', indexed: true });
      await restoreRecord(opened.crm, boss, entity, deleted);
      expect([await valueOf(good), await valueOf(wrong), await valueOf(deleted)]).toEqual([12, null, 7]);
      expect(await opened.crm.storage.countRecords(entity, equals('field', 12))).toBe(1);
      const definition = (await opened.crm.directory()).catalog.entity(entity);
      expect(definition.searched).toEqual(['name']);
      expect(definition).not.toHaveProperty('fenced');
      await restoreField(opened.crm, boss, entity, 'field_old');
      expect(await readRecord(opened.crm, boss, entity, wrong)).toMatchObject({ field: null, field_old: 'дюжина' });
      expect(await opened.crm.storage.check()).toEqual(expect.not.arrayContaining([expect.stringContaining('missing')]));
    });

    test('makes options of texts, one for each, and texts of options', async () => {
      const [open, again] = [await add('Открыто'), await add(' открыто')];
      expect(await dryRetype(opened.crm, boss, entity, 'field', 'option')).toMatchObject({ converts: 2, fails: 0 });
      const { settings: { list } } = await retype('option');
      const { options } = optionLists(await opened.crm.directory()).of(list);
      expect(options.map(({ title }) => title)).toEqual(['Открыто']);
      expect([await valueOf(open), await valueOf(again)]).toEqual([options[0]?.id, options[0]?.id]);
      await retype('options', { list });
      expect(await valueOf(again)).toEqual([String(options[0]?.id)]);
      expect(await opened.crm.storage.countRecords(entity, holdsAny('field', [options[0]?.id ?? 0]))).toBe(2);
      await retype('text');
      expect(await valueOf(again)).toBe('Открыто');
    });

    test('turns links into headings, and headings into links', async () => {
      const target = await createEntity(opened.crm, boss, { label: { ru: 'Город', en: 'City' } });
      const city = await createRecord(opened.crm, boss, target.name, { name: 'Пермь' });
      const [known, unknown] = [await add('Пермь'), await add('Атлантида')];
      await retype('link', { entity: target.name }, 'clear');
      expect([await valueOf(known), await valueOf(unknown)]).toEqual([city, null]);
      await retype('links', { entity: target.name });
      expect(await valueOf(known)).toEqual([String(city)]);
      await retype('long_text');
      expect(await valueOf(known)).toBe('Пермь');
    });

    test('reads days, moments, amounts and yes and no', async () => {
      const id = await add('15.03.2024');
      await retype('date');
      expect(await valueOf(id)).toBe('2024-03-15');
      await retype('instant');
      expect(await valueOf(id)).toBe(Date.UTC(2024, 2, 15));
      await updateRecord(opened.crm, boss, entity, id, { field: null });
      await retype('money');
      await updateRecord(opened.crm, boss, entity, id, { field: 1250 });
      await retype('decimal');
      expect(await valueOf(id)).toBe(12.5);
    });

    test('keeps values apart that were unique, and refuses where they would be the same', async () => {
      const { name } = await addField(opened.crm, boss, entity, { type: 'text', label: { ru: 'Код', en: 'Code' }, unique: 'all' });
      const change = (type: FieldTypeName) => retypeField(opened.crm, boss, entity, name, type, {}, { onFailure: 'clear', heardMs: 0 });
      await createRecord(opened.crm, boss, entity, { name: 'а', [name]: '1' });
      const second = await createRecord(opened.crm, boss, entity, { name: 'б', [name]: '01' });
      await expect(change('integer')).rejects.toMatchObject({ code: 'duplicate' });
      expect((await opened.crm.directory()).catalog.entity(entity)).not.toHaveProperty('fenced');
      await updateRecord(opened.crm, boss, entity, second, { [name]: '2' });
      await change('integer');
      await expect(createRecord(opened.crm, boss, entity, { name: 'в', [name]: 2 })).rejects.toMatchObject({ code: 'duplicate' });
      expect(await createRecord(opened.crm, boss, entity, { name: 'в', [name]: 3 })).toBeGreaterThan(second);
    });

    test('works formulas of the field out anew, and hides the old field from whom the field is hidden', async () => {
      const role = opened.manager.role.id;
      await addField(opened.crm, boss, entity, { type: 'text_formula', label: { ru: 'Вид', en: 'View' }, name: 'view', settings: { formula: "CONCAT('<', [field], '>')" } });
      await setEntityRight(opened.crm, boss, { role, entity, read: 'all', hidden: ['field'] });
      const id = await add('7,5');
      await retype('decimal');
      expect(await readRecord(opened.crm, boss, entity, id)).toMatchObject({ field: 7.5, view: '<7.5>' });
      const seen = await readShown(opened.crm, contextOf(await buildUser(opened.crm, { administrator: false, role: 'sales_manager' })), entity, id);
      expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['field_old']));
      expect((await opened.crm.directory()).entityRights.find((right) => right['entity'] === entity)?.['hidden']).toEqual(['field', 'field_old']);
    });

    test('loses nothing that is written in two processes meanwhile', async () => {
      const elsewhere = await opened.openAnother();
      const ids = await Promise.all(Array.from({ length: 30 }, (_, index) => add(String(index))));
      let running = true;
      const last = new Map<number, number>();
      const writers = [opened.crm, elsewhere].map(async (crm, process) => {
        for (let round = 0; running; round++) {
          const id = ids[(round * 2 + process) % ids.length] ?? 0;
          await updateRecord(crm, boss, entity, id, { field: round });
          last.set(id, round);
        }
      });
      await retypeField(opened.crm, boss, entity, 'field', 'integer', {}, { onFailure: 'refuse' });
      running = false;
      await Promise.all(writers);
      const found = await Promise.all(ids.map(valueOf));
      expect(found).toEqual(ids.map((id, index) => last.get(id) ?? index));
    });
  });
}
