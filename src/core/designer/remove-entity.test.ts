import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { createRecord } from '../records/create-record.ts';
import { deleteRecord } from '../records/delete-record.ts';
import { restoreRecord } from '../records/restore-record.ts';
import { addField } from './add-field.ts';
import { createEntity } from './create-entity.ts';
import { removeEntity } from './remove-entity.ts';
import { removeField } from './remove-field.ts';
import { restoreEntity } from './restore-entity.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: removing and restoring an entity`, () => {
    let opened: Office;
    let boss: Context;
    beforeAll(async () => {
      opened = await openOffice(engine);
      boss = contextOf(opened.boss);
    });
    afterAll(() => opened.dispose());
    const make = async (ru: string, parent?: string): Promise<string> => (await createEntity(opened.crm, boss, { label: { ru, en: ru }, ...(parent === undefined ? {} : { parent }) })).name;

    test('is refused to who is no administrator, and for the product’s own', async () => {
      const name = await make('Своя');
      await expect(removeEntity(opened.crm, contextOf(opened.manager), name)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(restoreEntity(opened.crm, contextOf(opened.manager), name)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(removeEntity(opened.crm, boss, 'client')).rejects.toMatchObject({ code: 'in_use', facts: { reason: 'the product itself' } });
      await expect(removeEntity(opened.crm, boss, 'nothing')).rejects.toMatchObject({ code: 'unknown_entity' });
      await expect(restoreEntity(opened.crm, boss, name)).rejects.toMatchObject({ code: 'unknown_entity' });
    });

    test('refuses one that has records, that others lie in, that a field points at', async () => {
      const top = await make('Целое');
      const part = await make('Часть', top);
      await expect(removeEntity(opened.crm, boss, top)).rejects.toMatchObject({ code: 'in_use', facts: { reason: `the entity ${part} lies in it` } });
      const other = await make('Другая');
      const { name } = await addField(opened.crm, boss, other, { type: 'links', label: { ru: 'Части', en: 'Parts' }, settings: { entity: part } });
      await expect(removeEntity(opened.crm, boss, part)).rejects.toMatchObject({ code: 'in_use', facts: { reason: `the field ${other}.${name} points at it` } });
      await removeField(opened.crm, boss, other, name);
      const id = await createRecord(opened.crm, boss, part, { name: 'Кусок' });
      await expect(removeEntity(opened.crm, boss, part)).rejects.toMatchObject({ code: 'in_use', facts: { reason: '1 records' } });
      await deleteRecord(opened.crm, boss, part, id);
      await removeEntity(opened.crm, boss, part);
      await removeEntity(opened.crm, boss, top);
      await expect(restoreEntity(opened.crm, boss, part)).rejects.toMatchObject({ code: 'in_use' });
    });

    test('closes it to everybody until it is restored with its deleted records', async () => {
      const name = await make('Временная');
      const id = await createRecord(opened.crm, boss, name, { name: 'Запись' });
      await deleteRecord(opened.crm, boss, name, id);
      await removeEntity(opened.crm, boss, name);
      await expect(createRecord(opened.crm, boss, name, { name: 'Еще' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(addField(opened.crm, boss, name, { type: 'text', label: { ru: 'Поле', en: 'Field' } })).rejects.toMatchObject({ code: 'unknown_entity' });
      expect(await make('Временная')).toBe(`${name}_2`);
      expect(await restoreEntity(opened.crm, boss, name)).not.toHaveProperty('removed');
      await restoreRecord(opened.crm, boss, name, id);
    });
  });
}
