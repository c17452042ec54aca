import { expect, test } from 'vitest';
import { defineEntity } from '../../../core/metadata/definitions.ts';
import { formula, option, text } from '../../../core/metadata/field-drafts.ts';
import { MANAGER_KEY, onEveryEngine } from '../../../../test/native/world.ts';

const AS_MANAGER = { key: MANAGER_KEY };
const ORDER = defineEntity({
  name: 'order', label: { ru: 'Заказ', en: 'Order' }, heading: 'name', granted: true, searched: ['name'], unique: [['name']],
  fields: [
    text('name', 'Номер', 'Number', { required: true }),
    text('secret_note', 'Тайное', 'Hidden'),
    text('gone', 'Прежнее', 'Former', { active: false, removed: true }),
    text('unused', 'Вне работы', 'Out of use', { active: false }),
    formula('sum', '[secret_note] + 1', 'Сумма', 'Sum'),
    option('stage', 'order.stages', 'Этап', 'Stage'),
  ],
});
const REMOVED = defineEntity({ name: 'bygone', label: { ru: 'Былое', en: 'Bygone' }, heading: 'name', removed: true, fields: [text('name', 'Имя', 'Name')] });

onEveryEngine('the native API, what is known of entities', (given) => {
  const names = async (path: string, asked: object = {}): Promise<readonly unknown[]> =>
    (Object((await given().ask('GET', path, asked)).json).data as Record<string, unknown>[]).map((one) => one['name'] ?? one['code'] ?? one['title'] ?? one['type']);

  test('removed things and the rights of others are refused to who is no administrator', async () => {
    await given().define(ORDER, REMOVED);
    const forbidden = { status: 403, code: 'forbidden' };
    expect((await given().ask('GET', '/meta/entities?removed=true', AS_MANAGER)).json).toMatchObject(forbidden);
    expect((await given().ask('GET', '/meta/rights', AS_MANAGER)).json).toMatchObject(forbidden);
    expect((await given().ask('GET', '/meta/entities/order', AS_MANAGER)).json).toMatchObject(forbidden);
    expect((await given().ask('GET', '/meta/entities/bygone', AS_MANAGER)).json).toMatchObject({ status: 404, code: 'unknown_entity' });
    expect((await given().ask('GET', '/meta/entities?removed=yes')).json).toMatchObject({ status: 400, code: 'malformed' });
  });

  test('the product’s own entities, unknown fields and unknown lists are refused', async () => {
    for (const entity of ['api_key', 'credential', 'comment', 'strange']) expect((await given().ask('GET', `/meta/entities/${entity}`)).json, `of ${entity}`).toMatchObject({ status: 404, code: 'unknown_entity' });
    expect((await given().ask('GET', '/meta/entities/order/fields/strange')).json).toMatchObject({ status: 404, code: 'unknown_field' });
    expect((await given().ask('GET', '/meta/lists/strange')).json).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('a role learns nothing of hidden fields and of their lists', async () => {
    const list = await given().plant('list', { code: 'order.stages', title: 'Этапы', own: true });
    await given().plant('option', { list, title: 'Новый', position: 1, standard: true });
    expect(await names('/meta/lists', AS_MANAGER)).toEqual([]);
    const role = given().manager.account.role.id;
    await given().plant('entity_right', { entity: 'order', role, read: 'all', create: true, update: 'all', delete: 'none', comment: 'none', hidden: ['secret_note', 'stage'], fixed: ['name'] });
    const { text: said, json } = await given().ask('GET', '/meta/entities/order', AS_MANAGER);
    expect(said).not.toMatch(/secret_note|stage|gone|unused/u);
    expect(json).toMatchObject({ rights: { read: 'all', create: true, update: 'all', delete: 'none' }, fields: [{ name: 'name', read_only: true }, { name: 'sum', read_only: true, settings: {} }] });
    expect(await names('/meta/lists', AS_MANAGER)).toEqual([]);
    expect((await given().ask('GET', '/meta/lists/order.stages', AS_MANAGER)).status).toBe(404);
  });

  test('an administrator sees all fields, and removed ones when he asks', async () => {
    expect((await given().ask('GET', '/meta/entities/order/fields/name')).json).toEqual({
      name: 'name', type: 'text', label: { ru: 'Номер', en: 'Number' }, settings: {}, required: true, active: true, indexed: false, searched: true, heading: true, unique: 'all', read_only: false, removed: false,
    });
    expect(await names('/meta/entities/order/fields')).toEqual(['name', 'secret_note', 'unused', 'sum', 'stage']);
    expect(await names('/meta/entities/order/fields?removed=true')).toEqual(['name', 'secret_note', 'gone', 'unused', 'sum', 'stage']);
    expect(await names('/meta/entities')).not.toContain('bygone');
    expect(await names('/meta/entities?removed=true')).toEqual(expect.arrayContaining(['client', 'order', 'bygone']));
    expect((await given().ask('GET', '/meta/entities/bygone')).json).toMatchObject({ name: 'bygone', removed: true });
  });

  test('lists, roles and rights are told as they are', async () => {
    const option = { id: 1, number: 1, title: 'Новый', parent: null, position: 1, color: '', standard: true, disabled: false, value: null, users: [] };
    expect((await given().ask('GET', '/meta/lists/order.stages')).json).toMatchObject({ code: 'order.stages', title: 'Этапы', note: '', own: true, options: [option] });
    expect((await given().ask('GET', '/meta/lists/order.stages/options')).json).toEqual({ data: [option] });
    expect(await names('/meta/roles')).toEqual(expect.arrayContaining(['director', 'sales_manager']));
    const role = given().manager.account.role.id;
    const right = { entity: 'order', role, read: 'all', create: true, update: 'all', delete: 'none', comment: 'none', hidden: ['secret_note', 'stage'], fixed: ['name'] };
    expect((await given().ask('GET', `/meta/rights?entity=order&role=${role}`)).json).toEqual({ data: [right] });
    expect((await given().ask('GET', '/meta/rights?entity=client')).json).toEqual({ data: [] });
  });

  test('every type of field is described with its operators and the schema of a value', async () => {
    const { json } = await given().ask('GET', '/meta/field-types', AS_MANAGER);
    expect(Object(json).data).toHaveLength(27);
    expect(Object(json).data).toContainEqual({ type: 'boolean', read_only: false, sortable: true, operators: ['eq', 'ne', 'in', 'not_in', 'empty'], schema: { type: ['boolean', 'null'] } });
    expect(Object(json).data).toContainEqual({ type: 'formula', read_only: true, sortable: true, operators: expect.arrayContaining(['from', 'to']), schema: { type: ['number', 'null'] } });
  });
});
