import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { changeEntity } from './change-entity.ts';
import { createEntity } from './create-entity.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: changing an entity`, () => {
    let opened: Office;
    let boss: Context;
    beforeAll(async () => {
      opened = await openOffice(engine);
      boss = contextOf(opened.boss);
      await createEntity(opened.crm, boss, { label: { ru: 'Заказ', en: 'Order' }, name: 'order' });
    });
    afterAll(() => opened.dispose());

    test('is refused to who is no administrator, for what is not there, and for the product’s own', async () => {
      await expect(changeEntity(opened.crm, contextOf(opened.manager), 'order', { commented: true })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(changeEntity(opened.crm, boss, 'nothing', { commented: true })).rejects.toMatchObject({ code: 'unknown_entity' });
      await expect(changeEntity(opened.crm, boss, 'api_key', { label: { ru: 'Ключ', en: '' } })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(changeEntity(opened.crm, boss, 'client', { commented: true })).rejects.toMatchObject({ code: 'in_use' });
      await expect(changeEntity(opened.crm, boss, 'order', { label: { ru: ' ', en: '' } })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'label', fault: 'required' }] } });
      expect((await opened.crm.directory()).catalog.entity('order')).toMatchObject({ label: { ru: 'Заказ', en: 'Order' } });
    });

    test('calls it otherwise for people and opens it for comments, and leaves the rest', async () => {
      const before = (await opened.crm.directory()).catalog.entity('order');
      const changed = await changeEntity(opened.crm, boss, 'order', { label: { ru: 'Заявка', en: '' }, commented: true });
      expect(changed).toMatchObject({ ...before, label: { ru: 'Заявка', en: 'Заявка' }, commented: true });
      expect((await opened.crm.directory()).catalog.entity('order')).toMatchObject({ label: changed.label, commented: true });
      expect(await changeEntity(opened.crm, boss, 'order', { commented: false })).toMatchObject({ label: changed.label, commented: false });
    });

    test('calls an entity of the product otherwise, too', async () => {
      expect(await changeEntity(opened.crm, boss, 'client', { label: { ru: 'Покупатель', en: 'Customer' } })).toMatchObject({ name: 'client', label: { ru: 'Покупатель', en: 'Customer' } });
    });
  });
}
