import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { optionLists } from '../options/option-lists.ts';
import { search } from '../query/filter.ts';
import { createRecord } from '../records/create-record.ts';
import { findRecords } from '../records/find-records.ts';
import { readRecord } from '../records/read-record.ts';
import { updateRecord } from '../records/update-record.ts';
import { addField, type NewField } from './add-field.ts';
import { createEntity } from './create-entity.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: adding a field`, () => {
    let opened: Office;
    let boss: Context;
    let entity: string;
    beforeAll(async () => {
      opened = await openOffice(engine);
      boss = contextOf(opened.boss);
    });
    beforeEach(async () => { ({ name: entity } = await createEntity(opened.crm, boss, { label: { ru: 'Склад', en: 'Store' } })); });
    afterAll(() => opened.dispose());

    const label = (ru: string) => ({ ru, en: ru });
    const add = (field: Omit<NewField, 'label'> & { readonly label?: NewField['label'] }) => addField(opened.crm, boss, entity, { label: label('Поле'), ...field });
    const faultsOf = async (field: Parameters<typeof add>[0]): Promise<unknown> => {
      const refused: unknown = await add(field).catch((error: unknown) => error);
      return refused instanceof Error && 'facts' in refused ? refused.facts : refused;
    };

    test('is refused to who is no administrator, in unknown entities, and in the product’s own', async () => {
      await expect(addField(opened.crm, contextOf(opened.manager), entity, { type: 'text', label: label('Поле') })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(addField(opened.crm, boss, 'nothing', { type: 'text', label: label('Поле') })).rejects.toMatchObject({ code: 'unknown_entity' });
      await expect(addField(opened.crm, boss, 'entity_right', { type: 'text', label: label('Поле') })).rejects.toMatchObject({ code: 'forbidden' });
    });

    test('refuses taken and impossible names', async () => {
      await expect(add({ type: 'text', name: 'name' })).rejects.toMatchObject({ code: 'duplicate', facts: { faults: [{ field: 'name', fault: 'taken' }] } });
      for (const name of ['id', 'x__fold', 'created', 'Имя']) await expect(add({ type: 'text', name })).rejects.toMatchObject({ code: 'invalid' });
    });

    const FAULTY: readonly (readonly [string, Parameters<typeof add>[0], string, string])[] = [
      ['a setting of another type', { type: 'date', settings: { maxLength: 5 } }, 'settings.maxLength', 'unknown_value'],
      ['a length out of bounds', { type: 'text', settings: { maxLength: 0 } }, 'settings.maxLength', 'out_of_range'],
      ['a link without a target', { type: 'link' }, 'settings.entity', 'required'],
      ['a link to an unknown entity', { type: 'links', settings: { entity: 'nothing' } }, 'settings.entity', 'unknown_value'],
      ['a link to what is nobody’s to see', { type: 'link', settings: { entity: 'api_key' } }, 'settings.entity', 'unknown_value'],
      ['an unknown list', { type: 'option', settings: { list: 'nothing' } }, 'settings.list', 'unknown_value'],
      ['no choices', { type: 'choice', settings: { choices: [] } }, 'settings.choices', 'required'],
      ['a choice twice', { type: 'choice', settings: { choices: ['a', 'a'] } }, 'settings.choices', 'taken'],
      ['a standard value that the type refuses', { type: 'integer', settings: { standard: 'много' } }, 'settings.standard', 'wrong_type'],
      ['no formula', { type: 'formula' }, 'settings.formula', 'required'],
      ['a formula that cannot be read', { type: 'formula', settings: { formula: '1 +' } }, 'settings.formula', 'bad_text'],
      ['a formula of unknown fields', { type: 'formula', settings: { formula: '[nothing] + 1' } }, 'settings.formula', 'unknown_value'],
      ['a formula of the id', { type: 'formula', settings: { formula: '[id] + 1' } }, 'settings.formula', 'unknown_value'],
      ['a formula of itself', { type: 'formula', name: 'loop', settings: { formula: '[loop] + 1' } }, 'settings.formula', 'out_of_range'],
      ['unique lists', { type: 'links', settings: { entity: 'user' }, unique: 'all' }, 'unique', 'wrong_type'],
      ['unique within no parent', { type: 'text', unique: 'parent' }, 'unique', 'unknown_value'],
      ['an index on long text', { type: 'text', settings: { maxLength: 5000 }, indexed: true }, 'indexed', 'wrong_type'],
      ['a heading that does not sort', { type: 'integer', heading: true }, 'heading', 'wrong_type'],
      ['a search in numbers', { type: 'integer', searched: true }, 'searched', 'wrong_type'],
    ];
    for (const [what, field, name, fault] of FAULTY) {
      test(`refuses ${what}`, async () => {
        expect(await faultsOf(field)).toMatchObject({ faults: [{ field: name, fault }] });
      });
    }

    test('lets records of before have nothing in it, and new ones its standard value', async () => {
      const before = await createRecord(opened.crm, boss, entity, { name: 'Старая' });
      const field = await add({ type: 'integer', label: label('Остаток, шт.'), required: true, settings: { standard: 5 } });
      expect(field).toMatchObject({ name: 'ostatok_sht', required: true, active: true });
      expect(await readRecord(opened.crm, boss, entity, before)).toMatchObject({ ostatok_sht: null });
      const after = await createRecord(opened.crm, boss, entity, { name: 'Новая' });
      expect(await readRecord(opened.crm, boss, entity, after)).toMatchObject({ ostatok_sht: 5 });
      await expect(updateRecord(opened.crm, boss, entity, before, { ostatok_sht: null })).rejects.toMatchObject({ code: 'invalid' });
    });

    test('of options without a list makes one of its own', async () => {
      const field = await add({ type: 'option', label: label('Цвет') });
      expect(field.settings.list).toBe(`${entity}.tsvet`);
      expect(optionLists(await opened.crm.directory()).of(field.settings.list)).toMatchObject({ own: true, title: 'Цвет', options: [] });
    });

    test('with a formula works it out for the records of before, silently, and for formulas of formulas', async () => {
      await add({ type: 'decimal', name: 'price' });
      const id = await createRecord(opened.crm, boss, entity, { name: 'Товар', price: 12.5 });
      await createRecord(opened.crm, boss, entity, { name: 'Без цены' });
      const events = await opened.store.sql('SELECT count(*) AS n FROM outbox');
      await add({ type: 'formula', name: 'double', settings: { formula: '[price] * 2' } });
      await add({ type: 'text_formula', name: 'told', settings: { formula: "CONCAT([name], ': ', [double])" } });
      expect(await readRecord(opened.crm, boss, entity, id)).toMatchObject({ double: 25, told: 'Товар: 25', updated_at: null });
      expect(await opened.store.sql('SELECT count(*) AS n FROM outbox')).toEqual(events);
      expect(await faultsOf({ type: 'formula', name: 'third', settings: { formula: '[third]' } })).toMatchObject({ faults: [{ fault: 'out_of_range' }] });
    });

    test('that is unique keeps two records apart, texts without case', async () => {
      await add({ type: 'text', name: 'article', unique: 'all' });
      await createRecord(opened.crm, boss, entity, { name: 'а', article: 'Ёлка-1' });
      await expect(createRecord(opened.crm, boss, entity, { name: 'б', article: 'ЕЛКА-1' })).rejects.toMatchObject({ code: 'duplicate', facts: { faults: [{ field: 'article', fault: 'taken' }] } });
      await createRecord(opened.crm, boss, entity, { name: 'в' });
      await createRecord(opened.crm, boss, entity, { name: 'г' });
    });

    test('that is unique within a parent keeps apart those of one parent', async () => {
      const part = await createEntity(opened.crm, boss, { label: label('Часть'), parent: entity });
      await addField(opened.crm, boss, part.name, { type: 'integer', label: label('Строка'), name: 'row', unique: 'parent' });
      const [one, two] = [await createRecord(opened.crm, boss, entity, { name: '1' }), await createRecord(opened.crm, boss, entity, { name: '2' })];
      await createRecord(opened.crm, boss, part.name, { name: 'а', parent: one, row: 1 });
      await createRecord(opened.crm, boss, part.name, { name: 'б', parent: two, row: 1 });
      await expect(createRecord(opened.crm, boss, part.name, { name: 'в', parent: one, row: 1 })).rejects.toMatchObject({ code: 'duplicate' });
    });

    test('may become the heading and be searched', async () => {
      await add({ type: 'email', name: 'mail', heading: true, searched: true });
      const id = await createRecord(opened.crm, boss, entity, { name: 'Почта', mail: 'Ivan@example.org' });
      expect((await opened.crm.directory()).catalog.entity(entity)).toMatchObject({ heading: 'mail', searched: ['name', 'mail'] });
      expect(await findRecords(opened.crm, boss, { entity, filter: search('ivan@'), sort: { field: 'mail', descending: false }, offset: 0, limit: 5 })).toMatchObject({ total: 1, records: [{ id }] });
    });

    test('and another at the same moment gives both', async () => {
      const added = await Promise.all(Array.from({ length: 4 }, () => add({ type: 'text', label: label('Разом') })));
      expect(added.map(({ name }) => name).toSorted()).toEqual(['razom', 'razom_2', 'razom_3', 'razom_4']);
    });
  });
}
