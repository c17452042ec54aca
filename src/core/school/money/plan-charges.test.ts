import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { at, openSchool, type School } from '../../../../test/school/school.ts';
import { authorOf } from '../../context.ts';
import { equals } from '../../query/filter.ts';
import type { FieldInputs } from '../../records/accept-values.ts';
import { createRecord } from '../../records/create-record.ts';
import { deleteRecord } from '../../records/delete-record.ts';
import { purgeRecord } from '../../records/purge-record.ts';
import { restoreRecord } from '../../records/restore-record.ts';
import { updateRecord } from '../../records/update-record.ts';
import type { CrmRecord } from '../../values.ts';

const EXCUSED = 1;
const UNEXCUSED = 2;

for (const engine of testedEngines()) {
  describe(`${engine.name}: what a visit to a lesson costs`, () => {
    let school: School;
    let tariff: number;
    beforeAll(async () => {
      school = await openSchool(engine);
      tariff = await school.add('tariff', { name: 'Три урока', price: 100_000, lessons: 3 });
    });
    afterAll(() => school.dispose());

    const addClient = (): Promise<number> => school.add('client', { name: 'Анна' });
    const subscribe = (client: number, more: FieldInputs = {}): Promise<number> => school.add('subscription', { client, tariff, starts_on: '2024-03-01', ...more });
    const addLesson = (day = '2024-03-15', more: FieldInputs = {}): Promise<number> => school.add('lesson', { starts_at: at(day, '10:00'), ends_at: at(day, '11:00'), state: 'conducted', ...more });
    const change = (entity: string, id: number, inputs: FieldInputs): Promise<boolean> => updateRecord(school.crm, school.me, entity, id, inputs);
    const visit = async (client: number, lesson: number, more: FieldInputs = {}): Promise<number> => school.add('attendance', { lesson, client, attended: true, ...more });
    const cost = async (id: number): Promise<unknown> => {
      const { subscription, charged } = await school.read('attendance', id);
      return [subscription, charged];
    };
    const balance = async (client: number): Promise<unknown> => (await school.read('client', client))['balance'];
    const visitsTo = (lesson: number): Promise<readonly CrmRecord[]> => school.crm.storage.findRecords({ entity: 'attendance', filter: equals('lesson', lesson), sort: { field: 'id', descending: false }, offset: 0, limit: 100 });

    test('nothing without a subscription, or with one that does not cover the lesson', async () => {
      const client = await addClient();
      await subscribe(client, { starts_on: '2024-03-16' });
      await deleteRecord(school.crm, school.me, 'subscription', await subscribe(client));
      const id = await visit(client, await addLesson());
      expect([await cost(id), await balance(client)]).toEqual([[null, 0], 0]);
    });

    test('nothing to who was absent for a good reason, or none; the price to who was absent without one', async () => {
      const client = await addClient();
      const subscription = await subscribe(client);
      const absent = await visit(client, await addLesson(), { attended: false });
      const excused = await visit(client, await addLesson(), { attended: false, reason: EXCUSED });
      const unexcused = await visit(client, await addLesson(), { attended: false, reason: UNEXCUSED });
      expect([await cost(absent), await cost(excused), await cost(unexcused)]).toEqual([[null, 0], [null, 0], [subscription, 33_333]]);
    });

    test('nothing while the lesson is planned; its price as soon as it is conducted, and no longer than it is', async () => {
      const client = await addClient();
      const subscription = await subscribe(client);
      const lesson = await addLesson('2024-03-15', { state: 'planned' });
      const id = await visit(client, lesson);
      expect([await cost(id), await balance(client)]).toEqual([[null, 0], 0]);
      await change('lesson', lesson, { state: 'conducted' });
      expect([await cost(id), await balance(client)]).toEqual([[subscription, 33_333], -33_333]);
      await change('lesson', lesson, { state: 'cancelled' });
      expect([(await visitsTo(lesson)).map(({ charged }) => charged ?? 0).every((charged) => charged === 0), await balance(client)]).toEqual([true, 0]);
    });

    test('the price that the subscription gave then, whatever it is now', async () => {
      const client = await addClient();
      const price = await school.add('tariff', { name: 'Своя цена', price: 500 });
      const subscription = await subscribe(client, { tariff: price });
      const id = await visit(client, await addLesson());
      await change('tariff', price, { price: 900 });
      await change('attendance', id, { note: 'Опоздала', bonus: 3 });
      expect([await cost(id), await balance(client)]).toEqual([[subscription, 500], -500]);
      await change('attendance', id, { attended: false });
      expect([await cost(id), await balance(client)]).toEqual([[null, 0], 0]);
      await change('attendance', id, { reason: UNEXCUSED });
      expect([await cost(id), await balance(client)]).toEqual([[subscription, 900], -900]);
      expect((await school.read('client', client))['bonus']).toBe(3);
    });

    test('what it cost, after the lesson was deleted and restored', async () => {
      const client = await addClient();
      const subscription = await subscribe(client);
      const lesson = await addLesson();
      const id = await visit(client, lesson);
      await deleteRecord(school.crm, school.me, 'lesson', lesson);
      expect(await balance(client)).toBe(0);
      await change('subscription', subscription, { archived_at: 1 });
      await restoreRecord(school.crm, school.me, 'lesson', lesson);
      expect([await cost(id), await balance(client)]).toEqual([[subscription, 33_333], -33_333]);
    });

    test('what it cost, to a client who was deleted meanwhile; nothing to one who is gone for good', async () => {
      const client = await addClient();
      await subscribe(client);
      const [first, second] = [await visit(client, await addLesson()), await visit(client, await addLesson())];
      await deleteRecord(school.crm, school.me, 'client', client);
      await change('attendance', first, { attended: false });
      await restoreRecord(school.crm, school.me, 'client', client);
      expect(await balance(client)).toBe(-33_333);
      await deleteRecord(school.crm, school.me, 'client', client);
      await purgeRecord(school.crm, school.me, 'client', client);
      await change('attendance', second, { attended: false });
      expect(await cost(second)).toEqual([null, 0]);
    });

    test('the price of the subscription with a balance of its own, from that balance', async () => {
      const client = await addClient();
      await subscribe(client, { starts_on: '2024-01-01' });
      const separate = await subscribe(client, { separate: true, lesson_types: [1] });
      await visit(client, await addLesson('2024-03-15', { type: 2 }));
      const id = await visit(client, await addLesson('2024-03-15', { type: 1 }));
      expect(await cost(id)).toEqual([separate, 33_333]);
      expect([(await school.read('client', client))['balance_base'], (await school.read('subscription', separate))['balance'], await balance(client)]).toEqual([-33_333, -33_333, -66_666]);
    });

    test('less with a discount of the day of the lesson', async () => {
      const client = await addClient();
      const subscription = await subscribe(client);
      await school.add('discount', { client, kind: 'percent', amount: 10, ends_on: '2024-03-10' });
      const [within, after] = [await visit(client, await addLesson('2024-03-10')), await visit(client, await addLesson('2024-03-11'))];
      expect([await cost(within), await cost(after)]).toEqual([[subscription, 30_000], [subscription, 33_333]]);
    });

    test('the whole price once a month where a month is paid for, and again when that charge is taken back', async () => {
      const client = await addClient();
      const monthly = await school.add('tariff', { name: 'Месяц', price: 400_000, kind: 'month' });
      const subscription = await subscribe(client, { tariff: monthly });
      const first = await visit(client, await addLesson('2024-03-31'));
      const second = await visit(client, await addLesson('2024-03-01'));
      const next = await visit(client, await addLesson('2024-04-01'));
      expect([await cost(first), await cost(second), await cost(next)]).toEqual([[subscription, 400_000], [subscription, 0], [subscription, 400_000]]);
      await change('attendance', first, { attended: false });
      expect(await cost(await visit(client, await addLesson('2024-03-20')))).toEqual([subscription, 400_000]);
    });

    test('the whole price once a week, for two visits of one decision too', async () => {
      const client = await addClient();
      const weekly = await school.add('tariff', { name: 'Неделя', price: 700, kind: 'week' });
      await subscribe(client, { tariff: weekly });
      const lessons = [await addLesson('2024-03-11'), await addLesson('2024-03-17'), await addLesson('2024-03-18')];
      const { idOf, decision } = await school.crm.write(authorOf(school.me), async (draft) => lessons.map((lesson) => draft.insert('attendance', { lesson, client, attended: true })));
      expect(await Promise.all(decision.map(async (id) => (await school.read('attendance', idOf(id)))['charged']))).toEqual([700, 0, 700]);
      expect(await balance(client)).toBe(-1400);
    });

    test('the whole price once, of visits written at once by two processes', async () => {
      const client = await addClient();
      const monthly = await school.add('tariff', { name: 'Месяц', price: 400_000, kind: 'month' });
      await subscribe(client, { tariff: monthly });
      const lessons = await Promise.all(['2024-03-05', '2024-03-06', '2024-03-07', '2024-03-08', '2024-03-09', '2024-03-10'].map((day) => addLesson(day)));
      const writers = [school.crm, await school.openAnother()];
      const visits = await Promise.all(lessons.map((lesson, index) => createRecord(writers[index % 2] ?? school.crm, school.me, 'attendance', { lesson, client, attended: true })));
      const charged = await Promise.all(visits.map(async (id) => Number((await school.read('attendance', id))['charged'])));
      expect([charged.toSorted((left, right) => left - right), await balance(client)]).toEqual([[0, 0, 0, 0, 0, 400_000], -400_000]);
    });

    test('nothing when the lesson is called off at the same time', async () => {
      const clients = await Promise.all([1, 2, 3, 4].map(async () => {
        const client = await addClient();
        await subscribe(client);
        return client;
      }));
      const lesson = await addLesson();
      const other = await school.openAnother();
      await Promise.all([updateRecord(other, school.me, 'lesson', lesson, { state: 'cancelled' }), ...clients.map((client) => visit(client, lesson))]);
      expect(await Promise.all(clients.map(balance))).toEqual([0, 0, 0, 0]);
    });

    test('what the subscription says that is bought, with the lesson itself, by the same decision', async () => {
      const { idOf, decision } = await school.crm.write(authorOf(school.me), async (draft) => {
        const client = draft.insert('client', { name: 'Новая' });
        const subscription = draft.insert('subscription', { client, tariff, starts_on: '2024-03-15' });
        const lesson = draft.insert('lesson', { starts_at: at('2024-03-15', '10:00'), ends_at: at('2024-03-15', '11:00'), state: 'conducted' });
        return { client, subscription, visit: draft.insert('attendance', { lesson, client, attended: true }) };
      });
      expect([await cost(idOf(decision.visit)), await balance(idOf(decision.client))]).toEqual([[idOf(decision.subscription), 33_333], -33_333]);
    });

    test('as much when the lesson moves to another day; the visit moves with it', async () => {
      const client = await addClient();
      const subscription = await subscribe(client);
      const lesson = await addLesson('2024-03-15');
      const id = await visit(client, lesson);
      expect((await school.read('attendance', id))['date']).toBe('2024-03-15');
      await change('lesson', lesson, { starts_at: at('2024-03-18', '10:00'), ends_at: at('2024-03-18', '11:00') });
      expect([await cost(id), (await school.read('attendance', id))['date']]).toEqual([[subscription, 33_333], '2024-03-18']);
    });
  });
}
