import { beforeAll, expect, test } from 'vitest';
import { onEveryEngine, type World } from '../../../test/rukovoditel/world.ts';
import { addField } from '../../core/designer/add-field.ts';
import { addOption } from '../../core/designer/add-option.ts';
import { changeFieldSettings } from '../../core/designer/change-field-settings.ts';
import { createEntity } from '../../core/designer/create-entity.ts';
import { createList } from '../../core/designer/create-list.ts';
import { createRole } from '../../core/designer/create-role.ts';
import { removeEntity } from '../../core/designer/remove-entity.ts';
import { removeField } from '../../core/designer/remove-field.ts';
import { setEntityRight } from '../../core/designer/set-entity-right.ts';
import type { FieldSettings, FieldTypeName } from '../../core/metadata/definitions.ts';

/** A field of each type that is designed: the type it is shown as, a value, how that is read, its `_db_value`. */
interface Line {
  readonly settings?: FieldSettings;
  readonly shown: string;
  readonly sent: unknown;
  readonly read: string;
  readonly stored?: string;
}

const LINES = {
  text: { shown: 'input', sent: 'Line', read: 'Line' },
  long_text: { shown: 'textarea', sent: 'a\nb', read: 'a\nb' },
  boolean: { shown: 'boolean', sent: 'true', read: 'Yes', stored: 'true' },
  integer: { shown: 'input_numeric', sent: '1 200', read: '1200' },
  money: { shown: 'input_numeric', sent: '10,5', read: '10.50' },
  decimal: { settings: { decimals: 3 }, shown: 'input_numeric', sent: 1.5, read: '1.500' },
  percent: { shown: 'progress', sent: '40%', read: '40%', stored: '40' },
  instant: { shown: 'input_datetime', sent: '2024-05-10 14:30', read: '05/10/2024 14:30', stored: String(Date.UTC(2024, 4, 10, 11, 30) / 1000) },
  date: { shown: 'input_date', sent: '10.05.2024', read: '05/10/2024', stored: String(Date.UTC(2024, 4, 9, 21) / 1000) },
  time_of_day: { shown: 'time', sent: '07:05', read: '07:05', stored: '425' },
  email: { shown: 'input_email', sent: 'a@example.test', read: 'a@example.test' },
  phone: { shown: 'phone', sent: '+7 342 254', read: '+7 342 254' },
  url: { shown: 'input_url', sent: 'example.test', read: 'http://example.test' },
  link: { settings: { entity: 'projects' }, shown: 'entity', sent: 1, read: 'Alpha', stored: '1' },
  links: { settings: { entity: 'user' }, shown: 'users', sent: '2, 3', read: 'Mia Stone, Dmitry Orlov', stored: '2,3' },
  files: { shown: 'attachments', sent: [{ name: 'a.txt', content: 'SGk=' }], read: 'a.txt' },
  counter: { settings: { prefix: 'N' }, shown: 'auto_increment', sent: '', read: 'N1' },
  formula: { settings: { formula: '[f_integer] * 2' }, shown: 'formula', sent: '', read: '2400' },
  text_formula: { settings: { formula: "CONCAT([f_text], '!')" }, shown: 'text_pattern', sent: '', read: 'Line!' },
} as const satisfies Partial<Record<FieldTypeName, Line>>;
const TYPES = Object.keys(LINES) as (keyof typeof LINES)[];
const lineOf = (type: keyof typeof LINES): Line => LINES[type];

onEveryEngine('an application that is designed while the server runs', (current) => {
  const world = (): World => current();
  const label = (text: string): { ru: string; en: string } => ({ ru: `${text} по-русски`, en: text });
  const data = async (action: string, members: object = {}): Promise<readonly Record<string, string>[]> => (await world().data(action, members)) as readonly Record<string, string>[];
  const numberOf = async (name: string): Promise<string> => (await data('get_entities')).find((entity) => entity['name'] === name)?.['id'] ?? '';
  const fieldOf = async (entity: string, name: string): Promise<Record<string, string>> => (await data('get_entity_fields', { entity_id: await numberOf(entity) })).find((field) => field['name'] === name) ?? {};

  beforeAll(async () => {
    const root = await world().context('root');
    await world().insert(21, { field_158: 'Alpha' });
    await createEntity(world().crm, root, { name: 'machines', label: label('Machines'), heading: label('Title'), parent: 'projects', commented: true });
    for (const type of TYPES) await addField(world().crm, root, 'machines', { name: `f_${type}`, type, label: label(type), settings: lineOf(type).settings ?? {}, ...(type === 'text' ? { unique: 'all' as const } : {}) });
    await createList(world().crm, root, { code: 'colours', title: 'Colours' });
    for (const title of ['Red', 'Blue']) await addOption(world().crm, root, 'colours', { title });
    await addField(world().crm, root, 'machines', { name: 'colour', type: 'option', label: label('Colour'), settings: { list: 'colours' } });
    await addField(world().crm, root, 'machines', { name: 'marks', type: 'options', label: label('Marks'), settings: { open: true } });
  });

  test('is listed with the next numbers, under its parent, with the reserved fields before its own', async () => {
    const entity = (await data('get_entities')).find(({ name }) => name === 'Machines');
    expect(entity).toMatchObject({ id: '25', parent_id: '21' });
    const fields = await data('get_entity_fields', { entity_id: 25 });
    expect(fields.map(({ type }) => type?.replace('fieldtype_', ''))).toEqual(['action', 'id', 'date_added', 'date_updated', 'created_by', 'parent_item_id', 'input', ...TYPES.map((type) => lineOf(type).shown), 'dropdown', 'tags']);
    expect(fields.map(({ id }) => Number(id)).toSorted((left, right) => left - right)).toEqual(fields.map((_field, index) => 207 + index));
    expect(fields.find(({ name }) => name === 'Title')).toMatchObject({ is_heading: '1', is_required: '1', entities_id: '25' });
    expect(JSON.parse((await fieldOf('Machines', 'link'))['configuration'] ?? '')).toMatchObject({ entity_id: '21' });
  });

  test('takes a value of each type and gives it back', async () => {
    const numbers = new Map((await data('get_entity_fields', { entity_id: 25 })).map(({ name = '', id = '' }) => [name, id]));
    const number = (name: string): string => numbers.get(name) ?? '';
    const id = await world().insert(25, { [`field_${number('Title')}`]: 'Lathe', parent_item_id: 1, ...Object.fromEntries(TYPES.map((type) => [`field_${number(type)}`, lineOf(type).sent])) });
    const [row] = await world().rows(25, { filters: { id } });
    expect(row).toMatchObject({
      parent_item_id: '1', [number('Title')]: 'Lathe',
      ...Object.fromEntries(TYPES.flatMap((type) => { const { read, stored } = lineOf(type); return [[number(type), read], ...(stored === undefined ? [] : [[`${number(type)}_db_value`, stored]])]; })),
    });
    const again = await world().call('insert', { entity_id: 25, items: { [`field_${number('text')}`]: 'LINE' } });
    expect(again.json).toEqual({ status: 'success', data: { id: '' }, unique_fields_warning: [`field_${number('text')}`] });
  });

  test('has shared lists under their numbers, and makes tags', async () => {
    const colour = await fieldOf('Machines', 'Colour');
    const [list] = await data('get_global_lists');
    expect(list).toMatchObject({ name: 'Colours' });
    expect(JSON.parse(colour['configuration'] ?? '')).toMatchObject({ use_global_list: list?.['id'] });
    const choices = await data('get_global_list_choices', { list_id: list?.['id'] });
    expect(choices).toEqual(await data('get_field_choices', { entity_id: 25, field_id: `field_${colour['id']}` }));
    expect(choices.map(({ name }) => name)).toEqual(['Red', 'Blue']);
    const marks = (await fieldOf('Machines', 'Marks'))['id'] ?? '';
    const id = await world().insert(25, { [`field_${colour['id']}`]: choices[1]?.['id'], [`field_${marks}`]: '#Old, #Loud' });
    expect(await world().rows(25, { filters: { id } })).toMatchObject([{ [colour['id'] ?? '']: 'Blue', [marks]: 'Old, Loud' }]);
  });

  test('is closed to a new group until that is given a right, and to what it may not see after that', async () => {
    const root = await world().context('root');
    const role = await createRole(world().crm, root, { title: 'Fitter' });
    const group = (await world().crm.directory()).roles.find(({ id }) => id === role)?.id ?? 0;
    await world().data('update', { entity_id: 1, update_by_field: { id: 4 }, data: { group_id: 1000 + group } });
    expect((await world().call('select', { entity_id: 25 }, 'cli')).json.error_message).toBe("You don't have access");
    await setEntityRight(world().crm, root, { role, entity: 'machines', read: 'all', create: true, hidden: ['f_money'] });
    const [row] = await world().rows(25, {}, 'cli');
    const money = (await fieldOf('Machines', 'money'))['id'] ?? '';
    expect(row).toBeDefined();
    expect(Object.keys(row ?? {})).not.toContain(money);
    const { json } = await world().call('select', { entity_id: 25, filters: { [money]: '1' } }, 'cli');
    expect(json.error_message).toBe(`field_${money} not exist in entity 25`);
    expect((await world().data('login', {}, 'cli'))).toMatchObject({ group_name: 'Fitter' });
  });

  test('changes at once: another label, a field taken away, an entity taken away; numbers are not given again', async () => {
    const root = await world().context('root');
    const phone = (await fieldOf('Machines', 'phone'))['id'] ?? '';
    await changeFieldSettings(world().crm, root, 'machines', 'f_url', { label: label('Home page') });
    expect(await fieldOf('Machines', 'Home page')).toMatchObject({ type: 'fieldtype_input_url' });
    await removeField(world().crm, root, 'machines', 'f_phone');
    expect((await world().call('select', { entity_id: 25, select_fields: phone })).json.error_message).toBe(`field_${phone} not exist in entity 25`);
    await addField(world().crm, root, 'machines', { name: 'late', type: 'text', label: label('Late') });
    expect(Number((await fieldOf('Machines', 'Late'))['id'])).toBeGreaterThan(Number((await fieldOf('Machines', 'Marks'))['id']));
    await world().data('delete', { entity_id: 25, delete_by_field: { parent_item_id: '0,1' } });
    await removeEntity(world().crm, root, 'machines');
    expect((await world().call('select', { entity_id: 25 })).json.error_message).toBe('entity 25 not exist');
    await createEntity(world().crm, root, { name: 'tools', label: label('Tools') });
    expect(await numberOf('Tools')).toBe('26');
    expect(world().faults).toEqual([]);
  });
});
