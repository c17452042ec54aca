import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { search } from '../query/filter.ts';
import { createRecord } from '../records/create-record.ts';
import { findRecords } from '../records/find-records.ts';
import { readRecord } from '../records/read-record.ts';
import { addField } from './add-field.ts';
import { createEntity } from './create-entity.ts';
import { removeField } from './remove-field.ts';
import { restoreField } from './restore-field.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: removing and restoring a field`, () => {
    let opened: Office;
    let boss: Context;
    let entity: string;
    beforeAll(async () => {
      opened = await openOffice(engine);
      boss = contextOf(opened.boss);
    });
    beforeEach(async () => {
      const top = await createEntity(opened.crm, boss, { label: { ru: 'Склад', en: 'Store' } });
      ({ name: entity } = await createEntity(opened.crm, boss, { label: { ru: 'Место', en: 'Place' }, parent: top.name }));
      await addField(opened.crm, boss, entity, { type: 'text', label: { ru: 'Код', en: 'Code' }, name: 'code', searched: true, required: true });
    });
    afterAll(() => opened.dispose());
    const total = async (word: string): Promise<number> => (await findRecords(opened.crm, boss, { entity, filter: search(word), sort: { field: 'id', descending: false }, offset: 0, limit: 5 })).total;

    test('is refused to who is no administrator, and for what is not there', async () => {
      await expect(removeField(opened.crm, contextOf(opened.manager), entity, 'code')).rejects.toMatchObject({ code: 'forbidden' });
      await expect(restoreField(opened.crm, contextOf(opened.manager), entity, 'code')).rejects.toMatchObject({ code: 'forbidden' });
      await expect(removeField(opened.crm, boss, entity, 'nothing')).rejects.toMatchObject({ code: 'unknown_field' });
      await expect(restoreField(opened.crm, boss, entity, 'code')).rejects.toMatchObject({ code: 'unknown_field' });
    });

    test('refuses what the entity, a formula or the product uses, and says what', async () => {
      await addField(opened.crm, boss, entity, { type: 'text_formula', label: { ru: 'Вид', en: 'View' }, name: 'view', settings: { formula: '[code]' } });
      await expect(removeField(opened.crm, boss, entity, 'name')).rejects.toMatchObject({ code: 'in_use', facts: { reason: 'the heading' } });
      await expect(removeField(opened.crm, boss, entity, 'parent')).rejects.toMatchObject({ code: 'in_use', facts: { reason: 'the parent' } });
      await expect(removeField(opened.crm, boss, entity, 'code')).rejects.toMatchObject({ code: 'in_use', facts: { reason: 'the formula of view' } });
      await expect(removeField(opened.crm, boss, 'client', 'note')).rejects.toMatchObject({ code: 'in_use', facts: { reason: 'the product itself' } });
    });

    test('hides it from writes and the search, keeps its values and its name, and brings all back', async () => {
      const id = await createRecord(opened.crm, boss, entity, { name: 'Полка', code: 'Зеленый-7' });
      expect(await total('зеленый')).toBe(1);
      await removeField(opened.crm, boss, entity, 'code');
      await expect(removeField(opened.crm, boss, entity, 'code')).rejects.toMatchObject({ code: 'unknown_field' });
      await expect(addField(opened.crm, boss, entity, { type: 'text', label: { ru: 'Код', en: 'Code' }, name: 'code' })).rejects.toMatchObject({ code: 'duplicate' });
      expect(await total('зеленый')).toBe(0);
      const later = await createRecord(opened.crm, boss, entity, { name: 'Без кода', code: 'не пишется' });
      const field = await restoreField(opened.crm, boss, entity, 'code');
      expect(field).toMatchObject({ active: true, annotations: {} });
      expect(field).not.toHaveProperty('removed');
      expect(await total('зеленый')).toBe(1);
      expect(await readRecord(opened.crm, boss, entity, id)).toMatchObject({ code: 'Зеленый-7' });
      expect(await readRecord(opened.crm, boss, entity, later)).toMatchObject({ code: null });
    });

    test('does not bring back a formula whose fields are gone', async () => {
      await addField(opened.crm, boss, entity, { type: 'text_formula', label: { ru: 'Вид', en: 'View' }, name: 'view', settings: { formula: '[code]' } });
      await removeField(opened.crm, boss, entity, 'view');
      await removeField(opened.crm, boss, entity, 'code');
      await expect(restoreField(opened.crm, boss, entity, 'view')).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'settings.formula', fault: 'unknown_value' }] } });
    });
  });
}
