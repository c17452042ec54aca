import { expect, test } from 'vitest';
import { changeField } from '../../../core/metadata/change-field.ts';
import { MANAGER, onEveryEngine } from '../../../../test/salesman/world.ts';

const FIELDS = [
  'clid', 'uid', 'type', 'date_create', 'date_edit', 'title', 'iduser', 'idcategory', 'head_clid', 'pid', 'address', 'phone', 'fax', 'site_url', 'mail_url', 'territory', 'des', 'scheme', 'tip_cmr', 'recv',
  'clientpath', ...Array.from({ length: 10 }, (_, index) => `input${index + 1}`),
];

onEveryEngine('client/fields', (given) => {
  const fields = async (login?: string): Promise<Record<string, unknown>> => Object(Object(await given().call('client/fields', {}, login)).data) as Record<string, unknown>;

  test('names every documented field and ten extra ones, to every user alike', async () => {
    const said = await fields();
    expect(Object.keys(said)).toEqual(FIELDS);
    expect(said).toMatchObject({ input1: 'доп.поле', recv: 'Реквизиты', type: 'Тип записи - client,person,concurent,contractor,partner' });
    expect(await fields(MANAGER)).toEqual(said);
  });

  test('leaves out a switched-off field; lists do not show it, filter by it or sort by it', async () => {
    await given().add({ title: 'Первый', input2: 'а', territory: 'Пермь' });
    await given().add({ title: 'Второй', input2: 'б', territory: 'Москва' });
    await changeField(given().crm, 'client', 'input2', { active: false });
    await changeField(given().crm, 'client', 'territory', { active: false });
    expect(Object.keys(await fields())).toEqual(FIELDS.filter((name) => name !== 'input2' && name !== 'territory'));

    const { data } = Object(await given().call('client/list')) as { data: Record<string, unknown>[] };
    for (const row of data) expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['input2', 'territory', 'territoryTitle']));
    expect(await given().call('client/list', { fields: 'clid,input2,territory', order: 'clid', first: 'old' })).toMatchObject({ data: [{ clid: 1 }, { clid: 2 }] });
    expect(await given().call('client/list', { filter: { input2: 'а' } })).toMatchObject({ count: 2 });
    expect(await given().call('client/list', { filter: { territory: 'Пермь' } })).toMatchObject({ count: 2 });
    expect(await given().call('client/list', { filter: { territory: 'такой нет' } })).toMatchObject({ count: 2 });
    expect(await given().call('client/list', { order: 'input2' })).toMatchObject({ params: { ord: 'date_create' } });
  });

  test('leaves a switched-off field out of what add writes, and creates no dictionary value for it', async () => {
    const before = await given().sizes();
    const clid = await given().add({ title: 'Третий', input2: 'в', territory: 'Новая территория' });
    expect((await given().sizes())['e_territory']).toBe(before['e_territory']);
    await changeField(given().crm, 'client', 'input2', { active: true });
    await changeField(given().crm, 'client', 'territory', { active: true });
    expect(await given().call('client/info', { clid })).toMatchObject({ data: { input2: null, territory: 0 } });
    expect(await given().call('client/list', { filter: { input2: 'а' }, fields: 'title' })).toMatchObject({ data: [{ title: 'Первый' }], count: 1 });
  });

  test('shows the name that an administrator gave a field', async () => {
    await changeField(given().crm, 'client', 'input1', { label: { ru: 'Число сотрудников', en: 'Employees' } });
    expect(await fields()).toMatchObject({ input1: 'Число сотрудников' });
  });
});
