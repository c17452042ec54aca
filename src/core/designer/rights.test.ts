import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildUser, contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { rightsOn } from '../permissions/rights.ts';
import { createRecord } from '../records/create-record.ts';
import { deleteRecord } from '../records/delete-record.ts';
import { readShown } from '../records/read-record.ts';
import { updateRecord } from '../records/update-record.ts';
import { addField } from './add-field.ts';
import { addOption } from './add-option.ts';
import { changeRole } from './change-role.ts';
import { createEntity } from './create-entity.ts';
import { createList } from './create-list.ts';
import { createRole } from './create-role.ts';
import { removeField } from './remove-field.ts';
import { removeStateRule } from './remove-state-rule.ts';
import { setEntityRight } from './set-entity-right.ts';
import { setStateRule } from './set-state-rule.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: roles and their rights`, () => {
    let opened: Office;
    let boss: Context;
    let entity: string;
    let role: number;
    let member: Context;
    beforeAll(async () => {
      opened = await openOffice(engine);
      boss = contextOf(opened.boss);
    });
    beforeEach(async () => {
      ({ name: entity } = await createEntity(opened.crm, boss, { label: { ru: 'Дело', en: 'Case' } }));
      await addField(opened.crm, boss, entity, { type: 'integer', label: { ru: 'Цена', en: 'Price' }, name: 'price' });
      role = await createRole(opened.crm, boss, { title: 'Кладовщик' });
      const code = (await opened.crm.directory()).roles.find(({ id }) => id === role)?.code ?? '';
      member = contextOf(await buildUser(opened.crm, { administrator: false, role: code }));
    });
    afterAll(() => opened.dispose());

    test('are for administrators to give', async () => {
      await expect(createRole(opened.crm, member, { title: 'Своя' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(changeRole(opened.crm, member, role, { visibility: 'all' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(setEntityRight(opened.crm, member, { role, entity, read: 'all' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(setStateRule(opened.crm, member, { entity, field: 'price', options: [], roles: [], update: true, delete: true })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(removeStateRule(opened.crm, member, 1)).rejects.toMatchObject({ code: 'forbidden' });
    });

    test('refuse taken codes, unknown roles, entities, fields and words', async () => {
      await expect(createRole(opened.crm, boss, { title: 'x', code: 'Director' })).rejects.toMatchObject({ code: 'duplicate' });
      await expect(changeRole(opened.crm, boss, 999_999, { title: 'x' })).rejects.toMatchObject({ code: 'not_found' });
      await expect(setEntityRight(opened.crm, boss, { role: 999_999, entity, read: 'all' })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'role', fault: 'unknown_value' }] } });
      await expect(setEntityRight(opened.crm, boss, { role, entity: 'nothing', read: 'all' })).rejects.toMatchObject({ code: 'unknown_entity' });
      await expect(setEntityRight(opened.crm, boss, { role, entity: 'client', hidden: ['nothing'], fixed: ['nothing'] })).rejects.toMatchObject({
        code: 'invalid', facts: { faults: [{ field: 'entity', fault: 'unknown_value' }, { field: 'hidden', fault: 'unknown_value' }, { field: 'fixed', fault: 'unknown_value' }] },
      });
      await expect(setEntityRight(opened.crm, boss, { role, entity, hidden: ['name'] })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'hidden', fault: 'unknown_value' }] } });
    });

    test('hold at once, keep what a change does not name, and are taken again', async () => {
      const id = await createRecord(opened.crm, boss, entity, { name: 'Первое', price: 5 });
      await expect(readShown(opened.crm, member, entity, id)).rejects.toMatchObject({ code: 'not_found' });
      await setEntityRight(opened.crm, boss, { role, entity, read: 'all', update: 'all', hidden: ['price'] });
      expect(await readShown(opened.crm, member, entity, id)).not.toHaveProperty('price');
      await setEntityRight(opened.crm, boss, { role, entity, fixed: ['name'], hidden: [] });
      expect(await readShown(opened.crm, member, entity, id)).toMatchObject({ price: 5 });
      await expect(updateRecord(opened.crm, member, entity, id, { name: 'Иначе' })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'name', fault: 'read_only' }] } });
      await setEntityRight(opened.crm, boss, { role, entity, read: 'none' });
      await expect(readShown(opened.crm, member, entity, id)).rejects.toMatchObject({ code: 'not_found' });
      const directory = await opened.crm.directory();
      expect(rightsOn(directory, member.account, directory.catalog.entity(entity))).toMatchObject({ read: 'none', update: 'all', create: false });
    });

    test('are given once, whoever gives them at the same moment', async () => {
      await Promise.all(Array.from({ length: 6 }, () => setEntityRight(opened.crm, boss, { role, entity, read: 'all' })));
      expect(await opened.store.sql('SELECT count(*) AS n FROM e_entity_right WHERE entity = $1 AND role = $2', [entity, role])).toEqual([{ n: 1 }]);
      await setEntityRight(opened.crm, boss, { role, entity: 'user', read: 'assigned' });
    });

    test('a role is called anew and numbered after one of its title', async () => {
      const second = await createRole(opened.crm, boss, { title: 'Кладовщик', visibility: 'all', managesUsers: true });
      expect(await changeRole(opened.crm, boss, second, { title: 'Старший', visibility: 'reports' })).toBe(true);
      const found = (await opened.crm.directory()).roles.find(({ id }) => id === second);
      expect(found).toMatchObject({ title: 'Старший', visibility: 'reports', managesUsers: true });
      expect(found?.code).toMatch(/^kladovschik_\d+$/u);
    });

    test('a rule by state takes rights away while the record is in it', async () => {
      const list = await createList(opened.crm, boss, { title: 'Состояние' });
      const [open, closed] = [await addOption(opened.crm, boss, list, { title: 'Открыто' }), await addOption(opened.crm, boss, list, { title: 'Закрыто' })];
      await addField(opened.crm, boss, entity, { type: 'option', label: { ru: 'Состояние', en: 'State' }, name: 'state', settings: { list } });
      await setEntityRight(opened.crm, boss, { role, entity, read: 'all', update: 'all', delete: 'all', create: true });
      const rule = { entity, field: 'state', options: [closed], roles: [role], update: true, delete: false, fixed: ['price'] };
      await expect(setStateRule(opened.crm, boss, { ...rule, field: 'price' })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'field', fault: 'wrong_type' }] } });
      await expect(setStateRule(opened.crm, boss, { ...rule, options: [999_999], fixed: ['nothing'] })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'options' }, { field: 'fixed' }] } });
      await expect(setStateRule(opened.crm, boss, { ...rule, roles: [999_999] })).rejects.toMatchObject({ code: 'invalid' });
      await expect(setStateRule(opened.crm, boss, rule, 999_999)).rejects.toMatchObject({ code: 'not_found' });

      const id = await setStateRule(opened.crm, boss, rule);
      await expect(removeField(opened.crm, boss, entity, 'state')).rejects.toMatchObject({ code: 'in_use' });
      const record = await createRecord(opened.crm, boss, entity, { name: 'Дело', state: open, price: 1 });
      await updateRecord(opened.crm, member, entity, record, { price: 2 });
      await updateRecord(opened.crm, member, entity, record, { state: closed });
      await expect(updateRecord(opened.crm, member, entity, record, { price: 3 })).rejects.toMatchObject({ code: 'invalid' });
      await expect(deleteRecord(opened.crm, member, entity, record)).rejects.toMatchObject({ code: 'forbidden' });
      expect(await setStateRule(opened.crm, boss, { ...rule, update: false }, id)).toBe(id);
      await expect(updateRecord(opened.crm, member, entity, record, { name: 'Иначе' })).rejects.toMatchObject({ code: 'forbidden' });
      await removeStateRule(opened.crm, boss, id);
      await deleteRecord(opened.crm, member, entity, record);
    });
  });
}
