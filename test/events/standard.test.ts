import { expect, test } from 'vitest';
import { parametersFormat, renderParameters } from '../../src/delivery/parameters.ts';
import { standardEvents } from '../../src/dialects/native/events/format.ts';
import { addField } from '../../src/core/designer/add-field.ts';
import { removeField } from '../../src/core/designer/remove-field.ts';
import { createUser } from '../../src/core/accounts/create-user.ts';
import { SETUP } from '../factories.ts';
import { eventsOf, nativeCall, partsOf, salesmanCall, toldBy, withAllFaces } from './told.ts';

withAllFaces('events in the product’s own words', (world) => {
  test('a password is in none of them', async () => {
    const told = await toldBy(world(), standardEvents, () => createUser(world().crm, SETUP, { values: { login: 'new@mail.ru', name: 'Новая' }, role: 'specialist', password: 'secret-of-new' }));
    expect(told).toMatchObject([{ name: 'user.created', body: { data: { actor: null, after: { login: 'new@mail.ru' } } } }]);
    expect(JSON.stringify(told)).not.toContain('secret');
    expect(JSON.stringify(told)).not.toContain('hash');
  });

  test('a field that was taken away is not there', async () => {
    const context = await world().context();
    await addField(world().crm, context, 'deal', { name: 'place', type: 'text', label: { ru: 'Место', en: 'Place' } });
    const write = () => nativeCall(world(), 'POST', 'deal', { name: 'С местом', place: 'Пермь' });
    const events = await eventsOf(world(), write);
    const bodies = async () => Promise.all(events.map(async (event) => standardEvents.present(event, await partsOf(world()))));
    expect(await bodies()).toMatchObject([{ data: { after: { place: 'Пермь' } } }]);
    await removeField(world().crm, context, 'deal', 'place');
    expect(JSON.stringify(await bodies())).not.toContain('Пермь');
  });

  test('type, timestamp and data: values travel as records have them', async () => {
    const [created] = await toldBy(world(), standardEvents, () => nativeCall(world(), 'POST', 'task', { name: 'Позвонить', owner: 2, due_at: '2024-03-12T10:00:00+03:00' }));
    const record = Number(Object(Object(created?.body).data).record);
    expect(created).toEqual({
      name: 'task.created',
      body: {
        type: 'task.created', timestamp: '2024-03-11T09:00:00.000Z',
        data: {
          id: expect.any(Number) as number, entity: 'task', record, actor: 1, face: 'native', facts: {}, before: null,
          after: expect.objectContaining({ created_at: '2024-03-11T09:00:00.000Z', created_by: 1, name: 'Позвонить', owner: 2, due_at: '2024-03-12T07:00:00.000Z' }) as unknown,
        },
      },
    });
    expect(await toldBy(world(), standardEvents, () => nativeCall(world(), 'PATCH', `task/${record}`, { due_at: null }))).toMatchObject([
      { name: 'task.updated', body: { data: { before: { due_at: '2024-03-12T07:00:00.000Z' }, after: { due_at: null, updated_by: 1 } } } },
    ]);
    expect(await toldBy(world(), standardEvents, () => nativeCall(world(), 'DELETE', `task/${record}`))).toMatchObject([
      { name: 'task.deleted', body: { data: { before: { name: 'Позвонить' }, after: { deleted_at: '2024-03-11T09:00:00.000Z' } } } },
    ]);
  });

  test('what an operation says of a change is among the facts', async () => {
    const clid = Number((await salesmanCall(world(), 'client/add', { title: 'Роза' }))['data']);
    const told = await toldBy(world(), standardEvents, () => salesmanCall(world(), 'client/change.user', { clid, newuser: 2, reason: 'отпуск' }));
    expect(told).toMatchObject([{ name: 'client.owner_changed', body: { data: { face: 'salesman', facts: { from: 1, to: 2, reason: 'отпуск' }, before: { owner: 1 }, after: { owner: 2 } } } }]);
  });
});

withAllFaces('a rule with parameters', (world) => {
  test('fills a URL and a form out of the change and the whole record', async () => {
    const format = parametersFormat(standardEvents);
    const id = await nativeCall(world(), 'POST', 'deal', { name: 'Поставка & монтаж', amount: 150_000 });
    const [told] = await toldBy(world(), format, () => nativeCall(world(), 'PATCH', `deal/${id}`, { stage: 3 }));
    expect(told).toMatchObject({ name: 'deal.updated', body: { type: 'deal.updated', event: 'deal.updated', entity: 'deal', id, record: { name: 'Поставка & монтаж', stage: 3 }, data: { after: { stage: 3 } } } });
    const parameters = { text: '{record.name}: {data.after.stage}', sum: '{record.amount}' };
    expect(renderParameters({ url: 'http://127.0.0.1/{entity}/{id}', method: 'GET', parameters }, Object(told?.body)).url)
      .toBe(`http://127.0.0.1/deal/${id}?text=%D0%9F%D0%BE%D1%81%D1%82%D0%B0%D0%B2%D0%BA%D0%B0+%26+%D0%BC%D0%BE%D0%BD%D1%82%D0%B0%D0%B6%3A+3&sum=150000`);
  });
});
