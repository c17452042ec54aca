import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { search } from '../query/filter.ts';
import { createRecord } from '../records/create-record.ts';
import { findRecords } from '../records/find-records.ts';
import { readRecord } from '../records/read-record.ts';
import { addField } from './add-field.ts';
import { changeFieldSettings, type FieldSettingsChange } from './change-field-settings.ts';
import { createEntity } from './create-entity.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: changing a field`, () => {
    let opened: Office;
    let boss: Context;
    let entity: string;
    beforeAll(async () => {
      opened = await openOffice(engine);
      boss = contextOf(opened.boss);
    });
    beforeEach(async () => {
      ({ name: entity } = await createEntity(opened.crm, boss, { label: { ru: 'Склад', en: 'Store' } }));
      await addField(opened.crm, boss, entity, { type: 'text', label: { ru: 'Артикул', en: 'Article' }, name: 'article' });
    });
    afterAll(() => opened.dispose());

    const change = (name: string, changes: FieldSettingsChange) => changeFieldSettings(opened.crm, boss, entity, name, changes);
    const add = (values: Record<string, unknown>) => createRecord(opened.crm, boss, entity, { name: 'Товар', ...values });
    const found = async (word: string): Promise<number> => (await findRecords(opened.crm, boss, { entity, filter: search(word), sort: { field: 'id', descending: false }, offset: 0, limit: 5 })).total;

    test('is refused to who is no administrator, for unknown fields, and where the product relies on it', async () => {
      await expect(changeFieldSettings(opened.crm, contextOf(opened.manager), entity, 'article', { required: true })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(change('nothing', { required: true })).rejects.toMatchObject({ code: 'unknown_field' });
      await expect(changeFieldSettings(opened.crm, boss, 'user', 'login', { unique: 'none' })).rejects.toMatchObject({ code: 'in_use' });
      await expect(change('name', { active: false })).rejects.toMatchObject({ code: 'in_use' });
    });

    test('refuses faulty settings and another target', async () => {
      await addField(opened.crm, boss, entity, { type: 'link', label: { ru: 'Кто', en: 'Who' }, name: 'who', settings: { entity: 'user' } });
      await expect(change('who', { settings: { entity: 'client' } })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'settings.entity', fault: 'read_only' }] } });
      await expect(change('article', { settings: { maxLength: -1 } })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'settings.maxLength' }] } });
    });

    test('refuses uniqueness where values collide, and names the record', async () => {
      await add({ article: 'ёж' });
      const second = await add({ name: 'Второй', article: '«Еж»' });
      await expect(change('article', { unique: 'all' })).rejects.toMatchObject({ code: 'duplicate', facts: { id: second, title: 'Второй' } });
      expect((await opened.crm.directory()).catalog.entity(entity).unique).toEqual([]);
    });

    test('makes values unique, those of before included, and lets them repeat again', async () => {
      await add({ article: 'Ёж' });
      await change('article', { unique: 'all' });
      await expect(add({ article: 'еж' })).rejects.toMatchObject({ code: 'duplicate' });
      await change('article', { unique: 'none' });
      expect(await add({ article: 'еж' })).toBeGreaterThan(0);
    });

    test('renames it for people, asks for a value, and takes a setting away', async () => {
      await change('article', { label: { ru: 'Код', en: '' }, required: true, settings: { standard: 'нет', maxLength: 20 } });
      const field = await change('article', { settings: { standard: null } });
      expect(field).toMatchObject({ name: 'article', label: { ru: 'Код', en: 'Код' }, required: true, settings: { maxLength: 20 } });
      expect(field.settings).not.toHaveProperty('standard');
      await expect(add({})).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'article', fault: 'required' }] } });
    });

    test('works a changed formula out anew', async () => {
      await addField(opened.crm, boss, entity, { type: 'formula', label: { ru: 'Длина', en: 'Length' }, name: 'size', settings: { formula: '1' } });
      const id = await add({});
      await change('size', { settings: { formula: '1 + 1' } });
      expect(await readRecord(opened.crm, boss, entity, id)).toMatchObject({ size: 2 });
    });

    test('lets the search find what was written before, and forget it', async () => {
      await add({ article: 'Уникум-17' });
      expect(await found('уникум')).toBe(0);
      await change('article', { searched: true });
      expect(await found('уникум')).toBe(1);
      await change('article', { searched: false });
      expect(await found('уникум')).toBe(0);
      expect(await found('товар')).toBe(1);
    });

    test('makes it the heading and an order of lists', async () => {
      await change('article', { heading: true, indexed: true });
      expect((await opened.crm.directory()).catalog.entity(entity)).toMatchObject({ heading: 'article', fields: [{ name: 'name' }, { name: 'article', indexed: true }] });
      expect(await opened.crm.storage.check()).toEqual(expect.not.arrayContaining([expect.stringContaining('missing')]));
    });
  });
}
