import { expect, test } from 'vitest';
import { addField } from '../../../core/designer/add-field.ts';
import { createRecord } from '../../../core/records/create-record.ts';
import { findRecords } from '../../../core/records/find-records.ts';
import { EVERYTHING } from '../../../core/query/filter.ts';
import type { CrmRecord } from '../../../core/values.ts';
import { onEveryEngine, type Reply } from '../../../../test/alfacrm/world.ts';

const MINUTE_MS = 60_000;
const NOT_FOUND = { success: false, message: 'Форма не найдена.', errors: { id: ['Форма не найдена.'] } };
const SAVED = { success: true, message: 'Спасибо! Заявка принята.' };

onEveryEngine('lead forms', (world) => {
  let addresses = 0;
  const save = (path: string, body: object, address = `10.0.0.${++addresses}`): Promise<Reply> =>
    world().request({ method: 'POST', url: `/v2api/${path}`, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body), remoteAddress: address });
  const form = async (fields: object, settings: object = {}): Promise<number> => createRecord(world().crm, await world().context(), 'lead_form', { title: 'Сайт', fields: JSON.stringify(fields), ...settings });
  const leads = async (): Promise<readonly CrmRecord[]> => (await findRecords(world().crm, await world().context(), { entity: 'client', filter: EVERYTHING, sort: { field: 'id', descending: true }, offset: 0, limit: 50 })).records;

  test('unknown and disabled forms save nothing', async () => {
    const off = await form({}, { disabled: true });
    for (const path of ['1/lead-form/save', '1/lead-form/save?id=999', `1/lead-form/save?id=${off}`]) expect((await save(path, { LeadFormForm: { name: 'A' } })).json).toEqual(NOT_FOUND);
    expect(await leads()).toEqual([]);
  });

  test('an unknown branch is 404, another verb 405, what is no JSON 400', async () => {
    const id = await form({});
    expect((await save(`77/lead-form/save?id=${id}`, { LeadFormForm: { name: 'A' } })).status).toBe(404);
    expect((await world().request({ method: 'GET', url: `/v2api/1/lead-form/save?id=${id}` })).status).toBe(405);
    expect((await world().request({ method: 'POST', url: `/v2api/1/lead-form/save?id=${id}`, headers: { 'content-type': 'application/json' }, payload: '{', remoteAddress: '10.1.1.1' })).status).toBe(400);
  });

  test('what cannot be kept is refused by the names of the API', async () => {
    const id = await form({ field1: 'dob', field2: 'phone' });
    expect((await save(`1/lead-form/save?id=${id}`, { LeadFormForm: {} })).json).toEqual({ success: false, message: 'Проверьте поля формы.', errors: { name: ['Необходимо заполнить «Имя».'] } });
    expect((await save(`1/lead-form/save?id=${id}`, { LeadFormForm: { name: 'и'.repeat(251), field1: 'вчера' } })).json).toEqual({
      success: false, message: 'Проверьте поля формы.',
      errors: { name: ['Значение «name» должно содержать максимум 250 символов.'], dob: ['Неверный формат значения «dob».'] },
    });
    expect(await leads()).toEqual([]);
  });

  test('its fields go where the form says, and the lead is of nobody', async () => {
    const { crm } = world();
    await addField(crm, await world().context(), 'client', { type: 'text', label: { ru: 'Город', en: 'City' }, name: 'city' });
    const id = await form({ field1600000000: 'name', field1600000001: 'phone', field1600000002: 'custom_city', field1600000003: 'note', field1600000004: 'stage' }, { branch: 1, source: 2 });
    const sent = { field1600000000: 'Анна', field1600000001: '8 (900) 000-00-01', field1600000002: 'Пермь', field1600000003: 'после школы', note: 'вечером', email: ['anna@mail.example'], dob: '03.12.2012', field1600000004: 'client', balance: '100', owner: 1, unknown: 'x' };
    expect((await save('lead-form/save', { LeadForm: { id }, LeadFormForm: sent })).json).toEqual(SAVED);
    const [lead] = await leads();
    expect(lead).toMatchObject({
      name: 'Анна', phones: ['+7(900)000-00-01'], emails: ['anna@mail.example'], city: 'Пермь', note: 'после школы\nвечером', birthday: '2012-12-03',
      stage: 'lead', kind: 'person', branches: ['1'], source: 2, owner: null, created_by: null,
    });
    expect(lead?.['balance'] ?? null).toBeNull();
    const { items: [shown] } = await world().list('1/customer/index', { is_study: 0 });
    expect(shown).toMatchObject({ name: 'Анна', is_study: 0, lead_source_id: 2, lead_status_id: null, custom_city: 'Пермь' });
    expect((await world().list('log/index', { entity: 'Customer', event: 1 })).items).toMatchObject([{ user_id: null }]);
  });

  test('a source that is sent goes before the form’s, one that is not there is ignored', async () => {
    const id = await form({}, { source: 2 });
    for (const source of [3, 999]) await save(`1/lead-form/save?id=${id}`, { LeadForm: { id, lead_source_id: source }, LeadFormForm: { name: `Источник ${source}` } });
    expect((await leads()).slice(0, 2)).toMatchObject([{ name: 'Источник 999', source: 2 }, { name: 'Источник 3', source: 3 }]);
  });

  test('an HTML form does as well, and one without a name is called by its phone', async () => {
    const id = await form({ field1: 'phone' });
    const payload = `LeadForm[id]=${id}&LeadFormForm[field1]=%2B79000000009`;
    expect((await world().request({ method: 'POST', url: '/v2api/1/lead-form/save', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload, remoteAddress: '10.2.2.2' })).json).toEqual(SAVED);
    expect((await leads())[0]).toMatchObject({ name: '+7(900)000-00-09', branches: ['1'] });
  });

  test('somebody who is a customer already gets the same answer as anybody', async () => {
    const id = await form({});
    await world().write('1/customer/create', { name: 'Свой', is_study: 1, legal_type: 1, phone: '+79000000077' });
    expect((await save(`1/lead-form/save?id=${id}`, { LeadFormForm: { name: 'Свой', phone: '+79000000077' } })).json).toEqual(SAVED);
    expect((await leads()).filter(({ name }) => name === 'Свой').map(({ stage }) => stage)).toEqual(['lead', 'client']);
  });

  test('a form whose fields are no JSON takes plain names alone', async () => {
    const id = await createRecord(world().crm, await world().context(), 'lead_form', { title: 'Сломана', fields: 'name:' });
    expect((await save(`1/lead-form/save?id=${id}`, { name: 'Прямо' })).json).toEqual(SAVED);
    expect((await leads())[0]).toMatchObject({ name: 'Прямо' });
  });

  test('an address saves thirty forms a minute, another goes on', async () => {
    const call = (address: string): Promise<Reply> => save('1/lead-form/save?id=999', {}, address);
    for (let count = 0; count < 30; count++) expect((await call('10.9.9.9')).status).toBe(200);
    const refused = await call('10.9.9.9');
    expect([refused.status, refused.headers['retry-after'], refused.json]).toEqual([429, '60', { name: 'Too Many Requests', message: 'Rate limit exceeded.', code: 0, status: 429 }]);
    expect((await call('10.9.9.8')).status).toBe(200);
    world().clock.now += MINUTE_MS;
    expect((await call('10.9.9.9')).status).toBe(200);
    world().clock.now -= MINUTE_MS;
  });
});
