import { expect, test } from 'vitest';
import { createCatalog } from '../../../core/metadata/catalog.ts';
import { ACCOUNT_ENTITIES } from '../../../core/presets/accounts.ts';
import type { VendorEntity, VendorField, VendorModel } from './model.ts';
import { planApplication, type Plan } from './plan.ts';
import { createTally, type Tally } from './tally.ts';

const entity = (number: number, name: string, parent = 0): VendorEntity => ({ number, parent, name, sort: 0, commented: false });
const field = (number: number, of: number, type: string, name: string, configuration: VendorField['configuration'] = {}): VendorField =>
  ({ number, entity: of, tab: 1, type, name, heading: false, required: false, commentForm: false, configuration });

function planOf(entities: readonly VendorEntity[], fields: readonly VendorField[], tally: Tally = createTally()): Plan {
  const model: VendorModel = { entities, fields, choices: [], lists: [], listChoices: [], groups: [], configuration: new Map(), rows: () => [] };
  return planApplication(createCatalog(ACCOUNT_ENTITIES, 1), model, new Set(), tally);
}

test('entities and fields that are called alike, or as something here, get names of their own', () => {
  const plan = planOf([entity(30, 'Роль'), entity(31, 'Role'), entity(32, 'ROLE')], [field(300, 31, 'input', 'Имя'), field(301, 31, 'input', 'имя!'), field(302, 31, 'input', '№'), field(303, 31, 'input', 'Parent'), field(304, 31, 'input', 'id')]);
  expect(plan.entities.map(({ definition }) => definition.name)).toEqual(['rol', 'role_2', 'role_3']);
  expect(plan.entity(31)?.fields.map(({ core }) => core.name)).toEqual(['imya', 'imya_2', 'field', 'parent', 'id_2']);
});

test('an entity without a field that is carried has a name to be known by', () => {
  const tally = createTally();
  const plan = planOf([entity(30, 'Пусто')], [field(300, 30, 'section', 'Раздел')], tally);
  expect(plan.entity(30)?.definition).toMatchObject({ heading: 'name', fields: [{ name: 'name' }] });
  expect(tally.findings()).toEqual([{ what: 'fields of the type section are not carried', count: 1, examples: ['field_300 Раздел'] }]);
});

test('a formula may name fields that come after it, and none of another entity', () => {
  const plan = planOf([entity(30, 'А'), entity(31, 'Б')], [field(300, 30, 'formula', 'Сумма', { formula: '[301] * 2' }), field(301, 30, 'input_numeric', 'Цена'), field(310, 31, 'formula', 'Чужая', { formula: '[301] * 2' })]);
  expect(plan.field(300)?.core).toMatchObject({ type: 'formula', settings: { formula: '[tsena] * 2' } });
  expect(plan.field(310)?.core).toMatchObject({ type: 'text_formula', settings: { formula: '' } });
});

test('a part of users is a part of them, and a list that is shared is one', () => {
  const plan = planOf([entity(1, 'Пользователи'), entity(30, 'Отпуска', 1)], [field(300, 30, 'dropdown', 'Вид', { use_global_list: '5' }), field(301, 30, 'dropdown', 'Вид', {}), field(302, 30, 'input', 'Текст', { default_value: 'нет' })]);
  expect(plan.entity(30)?.definition).toMatchObject({ parent: 'parent', heading: 'tekst' });
  expect(plan.entity(30)?.definition.fields[0]).toMatchObject({ name: 'parent', type: 'link', settings: { entity: 'user' } });
  expect([300, 301].map((number) => plan.field(number)?.core.settings.list)).toEqual(['global_list_5', 'otpuska.vid_2']);
  expect(plan.field(302)?.core.settings.standard).toBe('нет');
});
