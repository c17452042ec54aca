import { expect, test } from 'vitest';
import { alfacrmEvents } from '../../src/dialects/alfacrm/events/format.ts';
import { purgeRecord } from '../../src/core/records/purge-record.ts';
import type { World } from '../alfacrm/world.ts';
import { nativeCall, salesmanCall, toldBy, withAllFaces } from './told.ts';

const told = (world: World, write: () => Promise<unknown>) => toldBy(world, alfacrmEvents, write);
const of = (entity: string, event: string, id: number) => ({ branch_id: 1, event, entity, entity_id: id, fields_rel: [], user_id: 1, datetime: '2024-03-11 12:00:00' });

withAllFaces('alfaCRM events', (world) => {
  const customer = async (more: object = {}): Promise<number> => (await world().write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1, ...more })).id;

  test('what this API does not show is nobody’s to hear of', async () => {
    const id = await customer();
    expect(await told(world(), () => salesmanCall(world(), 'client/update', { clid: id, territory: 'Пермь' }))).toEqual([]);
    expect(await told(world(), () => salesmanCall(world(), 'client/update', { clid: id, recv: { castInn: '5902000001' } }))).toEqual([]);
    expect(await told(world(), () => nativeCall(world(), 'POST', 'deal', { name: 'Сделка' }))).toEqual([]);
    expect(await told(world(), () => nativeCall(world(), 'POST', 'message', { kind: 'sms', client: id, text: 'hi' }))).toEqual([]);
  });

  test('a new record has all set fields and nothing of before', async () => {
    const [only, ...more] = await told(world(), () => customer({ phone: '79000000001', dob: '2012-12-03', note: '' }));
    expect(more).toEqual([]);
    const id = Number(Object(only?.body).entity_id);
    expect(only).toEqual({
      name: 'Customer.create',
      body: {
        ...of('Customer', 'create', id), fields_old: [],
        fields_new: expect.objectContaining({ name: 'Анна', is_study: 1, legal_type: 1, phone: ['+7(900)000-00-01'], dob: '03.12.2012', branch_ids: [1], b_date: '2024-03-11 12:00:00' }) as unknown,
      },
    });
    expect(Object.keys(Object(only?.body))).toEqual(['branch_id', 'event', 'entity', 'entity_id', 'fields_old', 'fields_new', 'fields_rel', 'user_id', 'datetime']);
    for (const unset of ['id', 'note', 'color', 'updated_at', 'removed', 'e_date', 'lead_status_id']) expect(Object(only?.body).fields_new).not.toHaveProperty(unset);
  });

  test('a change has the changed fields alone, old and new; the stage of a lead is one', async () => {
    const id = await customer({ is_study: 0, lead_status_id: 1 });
    expect(await told(world(), () => world().write(`customer/update?id=${id}`, { name: 'Анна', lead_status_id: 2, is_study: 1 }))).toEqual([
      { name: 'Customer.update', body: { ...of('Customer', 'update', id), fields_old: { is_study: 0, lead_status_id: 1 }, fields_new: { is_study: 1, lead_status_id: 2 } } },
    ]);
    expect(await told(world(), () => salesmanCall(world(), 'client/change.user', { clid: id, newuser: 2 }))).toMatchObject([{ name: 'Customer.update', body: { fields_new: { assigned_id: 2 } } }]);
  });

  test('a customer in the archive carries removed and e_date', async () => {
    const id = await customer();
    expect(await told(world(), () => world().post(`customer/delete?id=${id}`, []))).toEqual([
      { name: 'Customer.update', body: { ...of('Customer', 'update', id), fields_old: { e_date: '2030-12-31', removed: 0 }, fields_new: { e_date: '2024-03-11', removed: 1 } } },
    ]);
  });

  test('a deleted record has its last values; restored it is an update; a purge tells no more', async () => {
    const { id } = await world().write('1/subject/create', { name: 'Химия', weight: 5 });
    const gone = { name: 'Subject.delete', body: { ...of('Subject', 'delete', id), fields_old: { name: 'Химия', weight: 5 }, fields_new: [] } };
    expect(await told(world(), () => world().post(`subject/delete?id=${id}`, {}))).toEqual([gone]);
    expect(await told(world(), () => nativeCall(world(), 'POST', `subject/${id}/restore`))).toEqual([{ name: 'Subject.update', body: { ...of('Subject', 'update', id), fields_old: [], fields_new: [] } }]);
    expect(await told(world(), () => world().post(`subject/delete?id=${id}`, {}))).toEqual([gone]);
    const context = await world().context();
    expect(await told(world(), () => purgeRecord(world().crm, context, 'subject', id))).toEqual([]);
  });

  test('a member that shows two fields is told whole where one of them changes', async () => {
    const [first, second, third] = [await customer(), await customer(), await customer()];
    const { id } = await world().write('1/task/create', { title: 'Позвонить', customer_ids: [first, second] });
    expect(await told(world(), () => world().write(`task/update?id=${id}`, { customer_ids: [first, third] }))).toMatchObject([
      { name: 'Task.update', body: { fields_old: { customer_ids: [first, second] }, fields_new: { customer_ids: [first, third] } } },
    ]);
  });

  test('a note is a Communication with what it hangs on', async () => {
    const id = await customer();
    expect(await told(world(), () => world().write(`communication/create?class=Customer&related_id=${id}`, { type_id: 1, comment: 'hi' }))).toMatchObject([
      { name: 'Communication.create', body: { fields_old: [], fields_new: { class: 'Customer', related_id: id, comment: 'hi', user_id: 1 } } },
    ]);
  });

  test('another branch, the first of several, and what has none', async () => {
    const { id: branch } = await world().write('branch/create', { name: 'Север', is_active: 1 });
    expect(await told(world(), () => customer({ branch_ids: [branch, 1] }))).toMatchObject([{ body: { branch_id: branch } }]);
    expect(await told(world(), () => world().write('tariff/create', { name: 'Разовый', type: 1, price: 100, lessons_count: 1, duration: 60, branch_ids: [] }))).toMatchObject([{ body: { branch_id: 1, entity: 'Tariff' } }]);
  });
});

withAllFaces('alfaCRM events of a school', (world) => {
  test('a lesson that is conducted is an update of it, and its rows are LessonDetails', async () => {
    const { id: subject } = await world().write('1/subject/create', { name: 'Химия' });
    const { id: client } = await world().write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 });
    const { id } = await world().write('1/lesson/create', { lesson_type_id: 3, lesson_date: '05.03.2024', time_from: '10:00', duration: 60, subject_id: subject, customer_ids: [client] });
    const events = await told(world(), () => world().write(`lesson/update?id=${id}`, { status: 3 }));
    expect(events.find(({ name }) => name === 'Lesson.update')?.body).toEqual({ ...of('Lesson', 'update', id), fields_old: { status: 1 }, fields_new: { status: 3 } });
    expect(events.find(({ name }) => name === 'LessonDetails.create')?.body).toMatchObject({ entity: 'LessonDetails', fields_old: [], fields_new: { customer_id: client, lesson_id: id, is_attend: 1 } });
  });

  test('a payment is a new Pay, its date in ISO notation; the balance that follows is an update of the customer', async () => {
    const { id: client } = await world().write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 });
    const write = () => world().write('pay/create', { customer_id: client, pay_type_id: 1, pay_account_id: 1, document_date: '05.03.2024', income: 4000, branch_id: 1 });
    const events = await told(world(), write);
    expect(events.map(({ name }) => name).toSorted()).toEqual(['Customer.update', 'Pay.create']);
    expect(events.find(({ name }) => name === 'Pay.create')?.body).toEqual({
      ...of('Pay', 'create', expect.any(Number) as number), fields_old: [],
      fields_new: { branch_id: 1, customer_id: client, pay_type_id: 1, pay_type_name: 'Доход', pay_account_id: 1, document_date: '2024-03-05', income: '4000.00', is_confirmed: 1, confirmed: true, created_at: '2024-03-11 12:00:00' },
    });
    expect(events.find(({ name }) => name === 'Customer.update')?.body).toMatchObject({ fields_old: { balance: '0.00' }, fields_new: { balance: '4000.00' } });
  });
});
