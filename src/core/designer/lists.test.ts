import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { optionLists, type OptionList } from '../options/option-lists.ts';
import { createRecord } from '../records/create-record.ts';
import { readRecord } from '../records/read-record.ts';
import { addField } from './add-field.ts';
import { addOption } from './add-option.ts';
import { changeList } from './change-list.ts';
import { changeOption } from './change-option.ts';
import { createEntity } from './create-entity.ts';
import { createList } from './create-list.ts';
import { ensureOption } from './ensure-option.ts';
import { removeField } from './remove-field.ts';
import { removeList } from './remove-list.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: lists of options`, () => {
    let opened: Office;
    let boss: Context;
    let manager: Context;
    let list: string;
    beforeAll(async () => {
      opened = await openOffice(engine);
      [boss, manager] = [contextOf(opened.boss), contextOf(opened.manager)];
    });
    beforeEach(async () => { list = await createList(opened.crm, boss, { title: 'Состояние' }); });
    afterAll(() => opened.dispose());
    const listNow = async (): Promise<OptionList> => optionLists(await opened.crm.directory()).of(list);
    const titles = async (): Promise<readonly string[]> => (await listNow()).options.map(({ title }) => title);

    test('are for administrators to design', async () => {
      await expect(createList(opened.crm, manager, { title: 'Чужой' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(changeList(opened.crm, manager, list, { title: 'Чужой' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(removeList(opened.crm, manager, list)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(addOption(opened.crm, manager, list, { title: 'Чужой' })).rejects.toMatchObject({ code: 'forbidden' });
      const id = await addOption(opened.crm, boss, list, { title: 'Наш' });
      await expect(changeOption(opened.crm, manager, id, { title: 'Чужой' })).rejects.toMatchObject({ code: 'forbidden' });
    });

    test('that are not there, and taken codes, are refused', async () => {
      await expect(createList(opened.crm, boss, { title: 'Второй', code: list.toUpperCase() })).rejects.toMatchObject({ code: 'duplicate' });
      await expect(createList(opened.crm, boss, { title: '' })).rejects.toMatchObject({ code: 'invalid' });
      for (const refused of [changeList(opened.crm, boss, 'nothing', { title: 'x' }), removeList(opened.crm, boss, 'nothing'), addOption(opened.crm, boss, 'nothing', { title: 'x' }), changeOption(opened.crm, boss, 999_999, { title: 'x' })]) {
        await expect(refused).rejects.toMatchObject({ code: 'not_found' });
      }
    });

    test('that a field takes its options from stay', async () => {
      const { name } = await createEntity(opened.crm, boss, { label: { ru: 'Дело', en: 'Case' } });
      await addField(opened.crm, boss, name, { type: 'option', label: { ru: 'Состояние', en: 'State' }, name: 'state', settings: { list } });
      await expect(removeList(opened.crm, boss, list)).rejects.toMatchObject({ code: 'in_use', facts: { reason: `the field ${name}.state` } });
      await removeField(opened.crm, boss, name, 'state');
      await addOption(opened.crm, boss, list, { title: 'Открыто' });
      await removeList(opened.crm, boss, list);
      expect(await listNow()).toMatchObject({ record: undefined, options: [] });
    });

    test('are called anew under the code that fields know', async () => {
      expect(await changeList(opened.crm, boss, list, { title: 'Стадия', note: 'для всех' })).toBe(true);
      expect(await changeList(opened.crm, boss, list, { title: 'Стадия' })).toBe(false);
      expect(await listNow()).toMatchObject({ code: list, title: 'Стадия', record: { note: 'для всех' } });
    });

    test('have a title once, in whatever letters', async () => {
      const first = await addOption(opened.crm, boss, list, { title: 'Отчёт' });
      await expect(addOption(opened.crm, boss, list, { title: ' «отчет» ' })).rejects.toMatchObject({ code: 'duplicate', facts: { id: first, faults: [{ field: 'title', fault: 'taken' }] } });
      const second = await addOption(opened.crm, boss, list, { title: 'Другое' });
      await expect(changeOption(opened.crm, boss, second, { title: 'ОТЧЕТ' })).rejects.toMatchObject({ code: 'duplicate' });
      expect(await changeOption(opened.crm, boss, first, { title: 'ОТЧЁТ' })).toBe(true);
      const elsewhere = await createList(opened.crm, boss, { title: 'Еще один' });
      expect(await addOption(opened.crm, boss, elsewhere, { title: 'Отчёт' })).toBeGreaterThan(second);
    });

    test('refuse numbers of others, strangers, and parents that go in a circle or elsewhere', async () => {
      const first = await addOption(opened.crm, boss, list, { title: 'Верх', number: 7 });
      const second = await addOption(opened.crm, boss, list, { title: 'Низ', parent: first });
      await expect(addOption(opened.crm, boss, list, { title: 'Семь', number: 7 })).rejects.toMatchObject({ code: 'duplicate', facts: { faults: [{ field: 'number' }] } });
      await expect(addOption(opened.crm, boss, list, { title: 'Люди', users: [999_999] })).rejects.toMatchObject({ code: 'invalid' });
      await expect(changeOption(opened.crm, boss, first, { parent: second })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'parent', fault: 'unknown_value' }] } });
      const other = await addOption(opened.crm, boss, await createList(opened.crm, boss, { title: 'Чужой' }), { title: 'Там' });
      await expect(addOption(opened.crm, boss, list, { title: 'Тут', parent: other })).rejects.toMatchObject({ code: 'invalid' });
    });

    test('keep their order, colours, values and people', async () => {
      await addOption(opened.crm, boss, list, { title: 'Второе' });
      await addOption(opened.crm, boss, list, { title: 'Третье', color: '#00ff00', value: 2.5, users: [boss.account.id] });
      await addOption(opened.crm, boss, list, { title: 'Первое', position: 0 });
      expect(await titles()).toEqual(['Первое', 'Второе', 'Третье']);
      expect((await listNow()).byTitle('третье')).toMatchObject({ color: '#00ff00', value: 2.5, users: [boss.account.id], position: 2 });
    });

    test('have one standard at most, whoever sets it at the same moment', async () => {
      const ids = await Promise.all(['а', 'б', 'в', 'г'].map((title) => addOption(opened.crm, boss, list, { title, standard: true })));
      expect((await listNow()).options.filter(({ standard }) => standard)).toHaveLength(1);
      await Promise.all(ids.map((id) => changeOption(opened.crm, boss, id, { standard: true })));
      expect((await listNow()).options.filter(({ standard }) => standard)).toHaveLength(1);
    });

    test('stop offering an option, and records that have it keep it', async () => {
      const { name } = await createEntity(opened.crm, boss, { label: { ru: 'Дело', en: 'Case' } });
      await addField(opened.crm, boss, name, { type: 'option', label: { ru: 'Состояние', en: 'State' }, name: 'state', settings: { list } });
      const option = await addOption(opened.crm, boss, list, { title: 'Открыто', standard: true });
      const id = await createRecord(opened.crm, boss, name, { name: 'Первое' });
      await changeOption(opened.crm, boss, option, { disabled: true });
      expect(await readRecord(opened.crm, boss, name, id)).toMatchObject({ state: option });
      expect(await readRecord(opened.crm, boss, name, await createRecord(opened.crm, boss, name, { name: 'Второе' }))).toMatchObject({ state: null });
    });

    test('that are open grow by a new title once, however many write it, in two processes', async () => {
      const elsewhere = await opened.openAnother();
      await elsewhere.storage.directoryEpoch('fresh');
      const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => ensureOption(index % 2 === 0 ? opened.crm : elsewhere, manager, list, index % 3 === 0 ? 'Срочно' : ' «срочно»')));
      expect(new Set(ids).size).toBe(1);
      expect(await titles()).toHaveLength(1);
      await expect(ensureOption(opened.crm, manager, list, ' ')).rejects.toMatchObject({ code: 'invalid' });
      await expect(ensureOption(opened.crm, manager, 'nothing', 'x')).rejects.toMatchObject({ code: 'not_found' });
    });
  });
}
