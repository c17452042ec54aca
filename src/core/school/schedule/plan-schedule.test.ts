import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { at, openSchool, type School } from '../../../../test/school/school.ts';
import { authorOf } from '../../context.ts';
import { planCreate } from '../../records/plan.ts';
import { updateRecord } from '../../records/update-record.ts';
import { createRecord } from '../../records/create-record.ts';
import { openClassroom, type Classroom } from '../lessons/testing/classroom.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: the schedule of a client`, () => {
    let school: School;
    let room: Classroom;
    let tariff: number;
    beforeAll(async () => {
      school = await openSchool(engine);
      room = openClassroom(school);
      tariff = await school.add('tariff', { name: 'Четыре урока', kind: 'lesson', lessons: 4, price: 400_00 });
    });
    afterAll(() => school.dispose());

    const next = async (client: number): Promise<unknown> => (await school.read('client', client))['next_lesson_at'] ?? null;
    const paidTill = async (subscription: number): Promise<unknown> => (await school.read('subscription', subscription))['paid_till'] ?? null;
    const attended = async (client: number): Promise<unknown> => {
      const { attended_lessons, last_attended_on } = await school.read('client', client);
      return [attended_lessons, last_attended_on];
    };

    test('cancelled and conducted lessons, and those of others, are not his next', async () => {
      const [client, other] = [await room.client(), await room.client()];
      await room.lesson('2024-03-18', '10:00', { clients: [client], state: 'cancelled' });
      await room.lesson('2024-03-14', '10:00', { clients: [client], state: 'conducted' });
      await room.lesson('2024-03-18', '10:00', { clients: [other] });
      expect(await next(client)).toBeNull();
    });

    test('the first planned lesson is the next, be it overdue, until it is moved, cancelled or deleted', async () => {
      const client = await room.client();
      const later = await room.lesson('2024-03-20', '10:00', { clients: [client] });
      const overdue = await room.lesson('2024-03-14', '10:00', { clients: [client] });
      expect(await next(client)).toBe(at('2024-03-14', '10:00'));
      await room.change('lesson', overdue, { starts_at: at('2024-03-21', '10:00'), ends_at: at('2024-03-21', '11:00') });
      expect(await next(client)).toBe(at('2024-03-20', '10:00'));
      await room.change('lesson', later, { state: 'cancelled' });
      expect(await next(client)).toBe(at('2024-03-21', '10:00'));
      await room.remove('lesson', overdue);
      expect(await next(client)).toBeNull();
      await room.restore('lesson', overdue);
      expect(await next(client)).toBe(at('2024-03-21', '10:00'));
    });

    test('lessons of a group are his while he is a member', async () => {
      const [client, group] = [await room.client(), await room.group()];
      await room.lesson('2024-03-18', '10:00', { groups: [group] });
      await room.lesson('2024-03-25', '10:00', { groups: [group] });
      const id = await room.join(client, group, { starts_on: '2024-03-19' });
      expect(await next(client)).toBe(at('2024-03-25', '10:00'));
      await room.change('membership', id, { starts_on: '2024-03-18' });
      expect(await next(client)).toBe(at('2024-03-18', '10:00'));
      await room.remove('membership', id);
      expect(await next(client)).toBeNull();
    });

    test('a client who joins a group in the decision that adds him has its lessons', async () => {
      const group = await room.group();
      await room.lesson('2024-03-18', '10:00', { groups: [group] });
      const { decision, idOf } = await school.crm.write(authorOf(school.me), async (draft, directory) => {
        const client = planCreate(draft, directory, directory.catalog.entity('client'), { name: 'Новый' });
        planCreate(draft, directory, directory.catalog.entity('membership'), { client, group });
        return client;
      });
      expect(await next(idOf(decision))).toBe(at('2024-03-18', '10:00'));
    });

    test('visits count when the lesson takes place; the last day falls back when a visit goes', async () => {
      const client = await room.client();
      const [first, second] = [await room.lesson('2024-03-11', '10:00', { clients: [client] }), await room.lesson('2024-03-13', '10:00', { clients: [client] })];
      await school.add('attendance', { lesson: second, client, attended: true });
      expect(await attended(client)).toEqual([0, null]);
      await room.change('lesson', first, { state: 'conducted' });
      await room.change('lesson', second, { state: 'conducted' });
      expect(await attended(client)).toEqual([2, '2024-03-13']);
      const [visit] = await room.attendance(second);
      await room.change('attendance', visit?.id ?? 0, { attended: false });
      expect(await attended(client)).toEqual([1, '2024-03-11']);
      await room.change('lesson', first, { state: 'planned' });
      expect(await attended(client)).toEqual([0, null]);
    });

    test('a lesson that took place another day moves the last day', async () => {
      const client = await room.client();
      const id = await room.lesson('2024-03-13', '10:00', { clients: [client], state: 'conducted' });
      await room.change('lesson', id, { starts_at: at('2024-03-12', '10:00'), ends_at: at('2024-03-12', '11:00') });
      expect(await attended(client)).toEqual([1, '2024-03-12']);
    });

    test('a subscription without an end lasts till the end of days, an archived one not at all', async () => {
      const client = await room.client();
      const till = async (): Promise<unknown> => (await school.read('client', client))['subscribed_till'];
      const subscription = (ends_on: string | null): Promise<number> => school.add('subscription', { client, tariff, starts_on: '2024-03-01', ends_on });
      await subscription('2024-03-31');
      const open = await subscription(null);
      expect(await till()).toBe('9999-12-31');
      await room.change('subscription', open, { archived_at: school.clock.now });
      expect(await till()).toBe('2024-03-31');
      for (const { id } of (await room.all('subscription')).filter((one) => one['client'] === client)) await room.remove('subscription', id);
      expect(await till()).toBeNull();
    });

    test('lessons are paid till the last one that the money is enough for, from today on', async () => {
      const client = await room.client();
      const till = async (): Promise<unknown> => (await school.read('client', client))['paid_till'] ?? null;
      await room.lesson('2024-03-14', '10:00', { clients: [client] });
      await room.lesson('2024-03-15', '10:00', { clients: [client] });
      await room.lesson('2024-03-18', '10:00', { clients: [client] });
      await school.add('subscription', { client, tariff, starts_on: '2024-03-01' });
      expect(await till()).toBeNull();
      await school.add('payment', { client, type: 1, date: '2024-03-15', income: 200_00 });
      expect(await till()).toBe(at('2024-03-18', '10:00'));
      await school.add('payment', { client, type: 1, date: '2024-03-15', income: 100_00 });
      expect(await till()).toBe(at('2024-03-18', '10:00'));
      await room.lesson('2024-03-19', '10:00', { clients: [client] });
      expect(await till()).toBe(at('2024-03-19', '10:00'));
      await school.add('payment', { client, type: 5, date: '2024-03-15', expenditure: 300_00 });
      expect(await till()).toBeNull();
    });

    test('a subscription without money, or without a lesson that it covers, is paid till no day', async () => {
      const [client, group, subject] = [await room.client(), await room.group(), await school.add('subject', { title: 'Вокал' })];
      const plain = await school.add('subscription', { client, tariff, starts_on: '2024-03-01' });
      await room.lesson('2024-03-18', '10:00', { clients: [client], type: 1 });
      expect(await paidTill(plain)).toBeNull();
      await room.lesson('2024-03-14', '10:00', { clients: [client], type: 2 });
      await school.add('payment', { client, type: 1, date: '2024-03-15', income: 400_00 });
      const bounds = [{ lesson_types: [2] }, { subjects: [subject] }, { group }, { starts_on: '2024-03-19' }, { starts_on: '2024-03-01', ends_on: '2024-03-17' }];
      const bound = await Promise.all(bounds.map((more) => school.add('subscription', { client, tariff, starts_on: '2024-03-01', ...more })));
      expect(await Promise.all(bound.map(paidTill))).toEqual(bounds.map(() => null));
      expect(await paidTill(plain)).toBe(at('2024-03-18', '10:00'));
    });

    test('a subscription is paid till the last of its own lessons that the money is enough for, whatever they become', async () => {
      const client = await room.client();
      const [first, other] = [await room.lesson('2024-03-18', '10:00', { clients: [client], type: 1 }), await room.lesson('2024-03-19', '10:00', { clients: [client], type: 2 })];
      await room.lesson('2024-03-20', '10:00', { clients: [client], type: 1 });
      const subscription = await school.add('subscription', { client, tariff, starts_on: '2024-03-01', lesson_types: [1] });
      await school.add('payment', { client, type: 1, date: '2024-03-15', income: 300_00 });
      expect(await paidTill(subscription)).toBe(at('2024-03-20', '10:00'));
      await room.lesson('2024-03-25', '10:00', { clients: [client], type: 1 });
      await room.lesson('2024-03-26', '10:00', { clients: [client], type: 1 });
      expect(await paidTill(subscription)).toBe(at('2024-03-25', '10:00'));
      await room.change('lesson', other, { type: 1 });
      expect(await paidTill(subscription)).toBe(at('2024-03-20', '10:00'));
      await room.change('lesson', first, { state: 'cancelled' });
      expect(await paidTill(subscription)).toBe(at('2024-03-25', '10:00'));
      await room.change('subscription', subscription, { starts_on: '2024-03-21' });
      expect(await paidTill(subscription)).toBe(at('2024-03-26', '10:00'));
    });

    test('what a separate subscription holds counts for its lessons, be the client in debt', async () => {
      const client = await room.client();
      const separate = await school.add('subscription', { client, tariff, starts_on: '2024-03-01', separate: true });
      await school.add('subscription', { client, tariff, starts_on: '2024-03-01' });
      await school.add('payment', { client, type: 1, date: '2024-03-15', income: 100_00, subscription: separate });
      await school.add('payment', { client, type: 5, date: '2024-03-15', expenditure: 900_00 });
      await room.lesson('2024-03-18', '10:00', { clients: [client] });
      expect([await paidTill(separate), (await school.read('client', client))['paid_till'] ?? null]).toEqual([at('2024-03-18', '10:00'), null]);
    });

    test('a client who was deleted meanwhile comes back with a true schedule', async () => {
      const client = await room.client();
      const id = await room.lesson('2024-03-18', '10:00', { clients: [client] });
      await room.remove('client', client);
      await room.change('lesson', id, { state: 'cancelled' });
      await room.restore('client', client);
      expect(await next(client)).toBeNull();
    });

    test('a lesson for a group of thirty reaches each of them', async () => {
      const group = await room.group();
      const clients = await Promise.all(Array.from({ length: 30 }, () => room.client()));
      await Promise.all(clients.map((client) => room.join(client, group)));
      const id = await room.lesson('2024-03-14', '10:00', { groups: [group] });
      expect(new Set(await Promise.all(clients.map(next)))).toEqual(new Set([at('2024-03-14', '10:00')]));
      await room.change('lesson', id, { state: 'conducted' });
      expect(new Set((await Promise.all(clients.map(attended))).map(String))).toEqual(new Set(['1,2024-03-14']));
    });

    test('who joins a group while its lesson is added, in another process, has that lesson', async () => {
      const another = await school.openAnother();
      for (let round = 0; round < 5; round++) {
        const [client, group] = [await room.client(), await room.group()];
        await Promise.all([
          createRecord(another, school.me, 'membership', { client, group }),
          room.lesson('2024-03-18', '10:00', { groups: [group] }),
        ]);
        expect(await next(client)).toBe(at('2024-03-18', '10:00'));
      }
    });

    test('of two lessons that are moved at one moment the earlier is the next', async () => {
      const another = await school.openAnother();
      const client = await room.client();
      const lessons = [await room.lesson('2024-03-18', '10:00', { clients: [client] }), await room.lesson('2024-03-19', '10:00', { clients: [client] })];
      await Promise.all(lessons.map((id, index) => updateRecord(index === 0 ? school.crm : another, school.me, 'lesson', id, { starts_at: at(`2024-03-2${index}`, '10:00'), ends_at: at(`2024-03-2${index}`, '11:00') })));
      expect(await next(client)).toBe(at('2024-03-20', '10:00'));
    });
  });
}
