import { expect, test } from 'vitest';
import { MANAGER, MANAGER_KEY, onEveryEngine, type Asked } from '../../../../test/native/world.ts';

const CAR = { label: { ru: 'Машина', en: 'Car' }, name: 'car' };

onEveryEngine('the native API, an application designed at run time', (given) => {
  const refused = async (method: string, path: string, asked: Asked = {}): Promise<object> => {
    const { status, json } = await given().ask(method, path, asked);
    const { code, fields } = Object(json);
    return { status, code: code as unknown, fields: (fields as { field: string; fault: string }[]).map(({ field, fault }) => `${field}: ${fault}`) };
  };
  const done = async (method: string, path: string, body?: object): Promise<unknown> => {
    const { status, json, text } = await given().ask(method, path, body === undefined ? {} : { body });
    if (status >= 300) throw new Error(`${method} ${path} was refused: ${text}`);
    return json;
  };

  test('who is no administrator designs nothing', async () => {
    const asManager = (body: object): Asked => ({ key: MANAGER_KEY, body });
    const forbidden = { status: 403, code: 'forbidden', fields: [] };
    expect(await refused('POST', '/meta/entities', asManager(CAR))).toEqual(forbidden);
    expect(await refused('PATCH', '/meta/entities/client', asManager({ label: { ru: 'x' } }))).toEqual(forbidden);
    expect(await refused('DELETE', '/meta/entities/client', { key: MANAGER_KEY })).toEqual(forbidden);
    expect(await refused('POST', '/meta/entities/client/restore', { key: MANAGER_KEY })).toEqual(forbidden);
    expect(await refused('POST', '/meta/entities/client/fields', asManager({ type: 'text', label: { ru: 'x' } }))).toEqual(forbidden);
    expect(await refused('PATCH', '/meta/entities/client/fields/note', asManager({ active: false }))).toEqual(forbidden);
    expect(await refused('DELETE', '/meta/entities/client/fields/note', { key: MANAGER_KEY })).toEqual(forbidden);
    expect(await refused('POST', '/meta/lists', asManager({ title: 'x' }))).toEqual(forbidden);
    expect(await refused('POST', '/meta/lists/x/options', asManager({ title: 'x' }))).toEqual(forbidden);
    expect(await refused('PATCH', '/meta/lists/x/options/1', asManager({ title: 'x' }))).toEqual(forbidden);
    expect(await refused('POST', '/meta/roles', asManager({ title: 'x' }))).toEqual(forbidden);
    expect(await refused('PATCH', '/meta/roles/1', asManager({ visibility: 'all' }))).toEqual(forbidden);
    expect(await refused('PUT', '/meta/rights', asManager({ entity: 'user', role: 1, update: 'all' }))).toEqual(forbidden);
  });

  test('a body of the wrong shape is refused with every fault', async () => {
    expect(await refused('POST', '/meta/entities', { body: { name: 5, colour: 'red' } })).toEqual({ status: 422, code: 'invalid', fields: ['label: required', 'name: wrong_type', 'colour: unknown_field'] });
    expect(await refused('POST', '/meta/entities')).toEqual({ status: 422, code: 'invalid', fields: [': required'] });
    expect(await refused('POST', '/meta/entities/client/fields', { body: { type: 'colour', label: {}, settings: { maxLength: 5 } } })).toEqual({ status: 422, code: 'invalid', fields: ['type: unknown_value', 'settings.maxLength: unknown_field'] });
    expect(await refused('PUT', '/meta/rights', { body: { entity: 'car', role: 'boss', read: 'some' } })).toEqual({ status: 422, code: 'invalid', fields: ['role: wrong_type', 'read: unknown_value'] });
  });

  test('an entity takes records from the moment it is defined', async () => {
    const { status, headers, json } = await given().ask('POST', '/meta/entities', { body: { ...CAR, heading: { ru: 'Номер', en: 'Plate' } } });
    expect({ status, location: headers['location'] }).toEqual({ status: 201, location: '/api/v1/meta/entities/car' });
    expect(json).toMatchObject({ name: 'car', kind: 'records', granted: true, heading: 'name', fields: [{ name: 'name', type: 'text', label: { ru: 'Номер', en: 'Plate' }, required: true, heading: true }] });
    await given().add('car', { name: 'А 123 ВС 77' });
    expect(await done('PATCH', '/meta/entities/car', { label: { ru: 'Автомобиль', en: 'Motor car' }, commented: true })).toMatchObject({ name: 'car', label: { ru: 'Автомобиль', en: 'Motor car' }, commented: true });
    expect(await refused('PATCH', '/meta/entities/car', { body: { name: 'bike' } })).toEqual({ status: 422, code: 'invalid', fields: ['name: unknown_field'] });
    expect(await refused('POST', '/meta/entities', { body: CAR })).toEqual({ status: 409, code: 'duplicate', fields: ['name: taken'] });
    expect(await refused('DELETE', '/meta/entities/car')).toEqual({ status: 409, code: 'in_use', fields: [] });
    expect(await refused('DELETE', '/meta/entities/client')).toMatchObject({ status: 409, code: 'in_use' });
    expect(await refused('POST', '/meta/entities', { body: { ...CAR, name: 'x y' } })).toEqual({ status: 422, code: 'invalid', fields: ['name: bad_text'] });
  });

  test('a field is added, written, changed, taken away and brought back with its values', async () => {
    const added = await given().ask('POST', '/meta/entities/car/fields', { body: { type: 'text', label: { ru: 'Цвет' }, name: 'colour', settings: { max_length: 20 }, searched: true } });
    expect({ status: added.status, location: added.headers['location'] }).toEqual({ status: 201, location: '/api/v1/meta/entities/car/fields/colour' });
    expect(added.json).toMatchObject({ name: 'colour', label: { ru: 'Цвет', en: 'Цвет' }, settings: { max_length: 20 }, searched: true, unique: 'none' });
    const id = await given().add('car', { name: 'В 001 ОР 77', colour: 'синий' });
    expect(await done('PATCH', '/meta/entities/car/fields/colour', { label: { ru: 'Окраска', en: 'Colour' }, settings: { max_length: 30 }, unique: 'all' })).toMatchObject({ label: { ru: 'Окраска', en: 'Colour' }, settings: { max_length: 30 }, unique: 'all' });
    expect(await refused('POST', '/records/car', { body: { name: 'Г 002', colour: 'СИНИЙ' } })).toEqual({ status: 409, code: 'duplicate', fields: ['colour: taken'] });
    expect(await done('PATCH', '/meta/entities/car/fields/colour', { settings: { max_length: null }, unique: 'none' })).toMatchObject({ settings: {}, unique: 'none' });
    await done('DELETE', '/meta/entities/car/fields/colour');
    expect(await done('GET', `/records/car/${id}`)).not.toHaveProperty('colour');
    expect(await refused('POST', '/records/car', { body: { name: 'Д 003', colour: 'x' } })).toEqual({ status: 400, code: 'unknown_field', fields: ['colour: unknown_field'] });
    expect(await done('POST', '/meta/entities/car/fields/colour/restore')).toMatchObject({ name: 'colour', removed: false });
    expect(await done('GET', `/records/car/${id}`)).toMatchObject({ colour: 'синий' });
    expect(await refused('DELETE', '/meta/entities/car/fields/name')).toMatchObject({ status: 409, code: 'in_use' });
    expect(await refused('POST', '/meta/entities/car/fields', { body: { type: 'link', label: { ru: 'x' }, settings: { entity: 'strange', decimals: 2 } } })).toMatchObject({ status: 422, code: 'invalid', fields: expect.arrayContaining(['settings.entity: unknown_value']) });
  });

  test('a list gives a field its options', async () => {
    expect(await done('POST', '/meta/lists', { title: 'Топливо', code: 'fuel' })).toMatchObject({ code: 'fuel', title: 'Топливо', own: false });
    expect(await done('PATCH', '/meta/lists/fuel', { note: 'Виды топлива' })).toMatchObject({ code: 'fuel', title: 'Топливо', note: 'Виды топлива' });
    const added = await given().ask('POST', '/meta/lists/fuel/options', { body: { title: 'Бензин', standard: true } });
    const petrol = Number(Object(added.json).id);
    expect({ status: added.status, location: added.headers['location'], json: added.json }).toEqual({
      status: 201, location: `/api/v1/meta/lists/fuel/options/${petrol}`,
      json: { id: petrol, number: petrol, title: 'Бензин', parent: null, position: 1, color: '', standard: true, disabled: false, value: null, users: [] },
    });
    expect(await refused('POST', '/meta/lists/fuel/options', { body: { title: 'бензин' } })).toEqual({ status: 409, code: 'duplicate', fields: ['title: taken'] });
    expect(await refused('PATCH', '/meta/lists/fuel/options/999', { body: { title: 'x' } })).toEqual({ status: 404, code: 'not_found', fields: [] });
    expect(await refused('POST', '/meta/lists/strange/options', { body: { title: 'x' } })).toEqual({ status: 404, code: 'not_found', fields: [] });
    await done('POST', '/meta/entities/car/fields', { type: 'option', label: { ru: 'Топливо' }, name: 'fuel', settings: { list: 'fuel' } });
    const car = await given().add('car', { name: 'Е 004' });
    expect(await done('GET', `/records/car/${car}?expand=links`)).toMatchObject({ fuel: petrol, _titles: { fuel: { [String(petrol)]: 'Бензин' } } });
    expect(await done('PATCH', `/meta/lists/fuel/options/${petrol}`, { title: 'АИ-95', color: '#ff0000', users: [given().ids.manager] })).toMatchObject({ title: 'АИ-95', color: '#ff0000', users: [given().ids.manager] });
    expect(await done('GET', `/records/car/${car}?expand=links`)).toMatchObject({ _titles: { fuel: { [String(petrol)]: 'АИ-95' } } });
    expect(await refused('DELETE', '/meta/lists/fuel')).toEqual({ status: 409, code: 'in_use', fields: [] });
    await done('POST', '/meta/lists', { title: 'Лишний', code: 'spare' });
    await done('DELETE', '/meta/lists/spare');
    expect(await refused('GET', '/meta/lists/spare')).toEqual({ status: 404, code: 'not_found', fields: [] });
  });

  test('a role sees what it is given, from the moment it is given', async () => {
    const role = given().manager.account.role.id;
    expect(await refused('GET', '/records/car', { key: MANAGER_KEY })).toEqual({ status: 403, code: 'forbidden', fields: [] });
    expect(await refused('PUT', '/meta/rights', { body: { entity: 'client', role, read: 'all' } })).toEqual({ status: 422, code: 'invalid', fields: ['entity: unknown_value'] });
    expect(await refused('PUT', '/meta/rights', { body: { entity: 'car', role, hidden: ['name', 'strange'] } })).toEqual({ status: 422, code: 'invalid', fields: ['hidden: unknown_value'] });
    const right = { entity: 'car', role, read: 'all', create: true, update: 'none', delete: 'none', comment: 'none', hidden: ['colour'], fixed: [] };
    expect(await done('PUT', '/meta/rights', { entity: 'car', role, read: 'all', create: true, hidden: ['colour'] })).toEqual(right);
    expect(await done('GET', `/meta/rights?entity=car&role=${role}`)).toEqual({ data: [right] });
    const page = await given().ask('GET', '/records/car?sort=id&limit=1', { key: MANAGER_KEY });
    expect(Object(page.json).data).toMatchObject([{ name: 'А 123 ВС 77' }]);
    expect(page.text).not.toContain('colour');
  });

  test('a role is made and changed', async () => {
    const { status, json } = await given().ask('POST', '/meta/roles', { body: { title: 'Механик', code: 'mechanic' } });
    const id = Number(Object(json).id);
    expect({ status, json }).toEqual({ status: 201, json: { id, code: 'mechanic', title: 'Механик', visibility: 'own', manages_users: false, closed_faces: [] } });
    expect(await done('PATCH', `/meta/roles/${id}`, { visibility: 'reports', manages_users: true, closed_faces: ['alfacrm'] })).toEqual({ id, code: 'mechanic', title: 'Механик', visibility: 'reports', manages_users: true, closed_faces: ['alfacrm'] });
    expect(await refused('POST', '/meta/roles', { body: { title: 'x', code: 'mechanic' } })).toEqual({ status: 409, code: 'duplicate', fields: ['code: taken'] });
    expect(await refused('PATCH', '/meta/roles/999', { body: { title: 'x' } })).toEqual({ status: 404, code: 'not_found', fields: [] });
  });

  test('an entity without records is taken away and brought back', async () => {
    await done('POST', '/meta/entities', { label: { ru: 'Гараж' }, name: 'garage' });
    await done('DELETE', '/meta/entities/garage');
    expect(await refused('GET', '/records/garage')).toEqual({ status: 404, code: 'unknown_entity', fields: [] });
    expect(await refused('GET', '/meta/entities/garage', { headers: { 'tolmach-user': MANAGER } })).toEqual({ status: 404, code: 'unknown_entity', fields: [] });
    expect(await done('POST', '/meta/entities/garage/restore')).toMatchObject({ name: 'garage', removed: false });
    expect((await given().ask('GET', '/records/garage')).json).toMatchObject({ data: [], total: 0 });
  });
});
