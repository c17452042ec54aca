import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { EVERYTHING, search } from '../query/filter.ts';
import { createRecord } from '../records/create-record.ts';
import { findRecords } from '../records/find-records.ts';
import { createEntity } from './create-entity.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: defining an entity`, () => {
    let opened: Office;
    let boss: Context;
    let manager: Context;
    beforeAll(async () => {
      opened = await openOffice(engine);
      [boss, manager] = [contextOf(opened.boss), contextOf(opened.manager)];
    });
    afterAll(() => opened.dispose());
    const label = (ru: string) => ({ ru, en: '' });

    test('is refused to who is no administrator', async () => {
      await expect(createEntity(opened.crm, manager, { label: label('Заказ') })).rejects.toMatchObject({ code: 'forbidden' });
    });

    test('refuses an empty label, a bad name, a taken name, and parents that hold no records', async () => {
      await expect(createEntity(opened.crm, boss, { label: label(' ') })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'label', fault: 'required' }] } });
      for (const name of ['Имя', 'a__b', 'client_fts', 'x'.repeat(41)]) await expect(createEntity(opened.crm, boss, { label: label('Заказ'), name })).rejects.toMatchObject({ code: 'invalid' });
      await expect(createEntity(opened.crm, boss, { label: label('Клиент'), name: 'client' })).rejects.toMatchObject({ code: 'duplicate' });
      await expect(createEntity(opened.crm, boss, { label: label('Часть'), parent: 'nothing' })).rejects.toMatchObject({ code: 'unknown_entity' });
      await expect(createEntity(opened.crm, boss, { label: label('Часть'), parent: 'role' })).rejects.toMatchObject({ code: 'invalid' });
      await expect(createEntity(opened.crm, boss, { label: label('Часть'), parent: 'api_key' })).rejects.toMatchObject({ code: 'forbidden' });
    });

    test('names it by its label, and numbers the second of one label', async () => {
      const names = [];
      for (let round = 0; round < 3; round++) names.push((await createEntity(opened.crm, boss, { label: label('Складской остаток') })).name);
      expect(names).toEqual(['skladskoy_ostatok', 'skladskoy_ostatok_2', 'skladskoy_ostatok_3']);
      expect(new Set(await Promise.all([1, 2, 3].map(async () => (await createEntity(opened.crm, boss, { label: label('Разом') })).name))).size).toBe(3);
    });

    test('lets records be added and found at once, by administrators alone', async () => {
      const { name, heading } = await createEntity(opened.crm, boss, { label: { ru: 'Проект', en: 'Project' }, heading: label('Тема'), commented: true, note: 'О деле' });
      const id = await createRecord(opened.crm, boss, name, { [heading]: 'Мост через реку' });
      const found = await findRecords(opened.crm, boss, { entity: name, filter: search('мост'), sort: { field: heading, descending: false }, offset: 0, limit: 10 });
      expect(found).toMatchObject({ total: 1, records: [{ id, name: 'Мост через реку' }] });
      expect(await findRecords(opened.crm, manager, { entity: name, filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 10 })).toEqual({ records: [], total: 0 });
      await expect(createRecord(opened.crm, manager, name, { name: 'Чужой' })).rejects.toMatchObject({ code: 'forbidden' });
      const { catalog } = await opened.crm.directory();
      expect(catalog.entity(name)).toMatchObject({ commented: true, granted: true, label: { ru: 'Проект', en: 'Project' }, annotations: { note: 'О деле' }, fields: [{ label: { ru: 'Тема', en: 'Тема' } }] });
    });

    test('puts its records into those of the parent', async () => {
      const order = await createEntity(opened.crm, boss, { label: label('Заказ') });
      const line = await createEntity(opened.crm, boss, { label: label('Строка'), parent: order.name });
      expect(line).toMatchObject({ parent: 'parent', fields: [{ name: 'name' }, { name: 'parent', type: 'link', settings: { entity: order.name }, required: false, indexed: true }] });
      await expect(createRecord(opened.crm, boss, line.name, { name: 'Гвозди', parent: 999 })).rejects.toMatchObject({ code: 'not_found', facts: { entity: order.name, id: 999 } });
      const parent = await createRecord(opened.crm, boss, order.name, { name: 'Первый' });
      expect(await createRecord(opened.crm, boss, line.name, { name: 'Гвозди', parent })).toBeGreaterThan(0);
    });
  });
}
