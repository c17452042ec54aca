import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { openSchool, type School } from '../../../../test/school/school.ts';
import { authorOf } from '../../context.ts';
import { planCreate } from '../../records/plan.ts';
import { openClassroom, type Classroom } from './testing/classroom.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: attendance of lessons`, () => {
    let school: School;
    let room: Classroom;
    beforeAll(async () => { school = await openSchool(engine); room = openClassroom(school); });
    afterAll(() => school.dispose());

    const attendees = async (lesson: number): Promise<unknown> => (await room.attendance(lesson)).map(({ client, attended, date }) => ({ client, attended, date }));

    test('a planned or cancelled lesson has no attendance', async () => {
      const client = await room.client();
      const planned = await room.lesson('2024-03-18', '10:00', { clients: [client] });
      const cancelled = await room.lesson('2024-03-18', '11:00', { clients: [client], state: 'cancelled' });
      expect([await attendees(planned), await attendees(cancelled)]).toEqual([[], []]);
    });

    test('a lesson that becomes conducted has a row for each client and each member on its day', async () => {
      const [single, member, former, future, deleted] = await Promise.all([room.client(), room.client(), room.client(), room.client(), room.client()]);
      const group = await room.group();
      await room.join(member, group, { starts_on: '2024-03-14', ends_on: '2024-03-14' });
      await room.join(former, group, { ends_on: '2024-03-13' });
      await room.join(future, group, { starts_on: '2024-03-15' });
      await room.join(deleted, group);
      await room.remove('client', deleted);
      const id = await room.lesson('2024-03-14', '10:00', { clients: [single], groups: [group] });
      await room.change('lesson', id, { state: 'conducted' });
      expect(await attendees(id)).toEqual([single, member].map((client) => ({ client, attended: true, date: '2024-03-14' })));
      expect((await school.read('lesson', id))['clients']).toEqual([single, member].map(String));
    });

    test('a lesson that is added as conducted has its attendance at once', async () => {
      const client = await room.client();
      const id = await room.lesson('2024-03-14', '12:00', { clients: [client], state: 'conducted' });
      expect(await attendees(id)).toEqual([{ client, attended: true, date: '2024-03-14' }]);
    });

    test('rows that come with the lesson stay as they are; who is missing is added', async () => {
      const [absent, present, guest] = await Promise.all([room.client(), room.client(), room.client()]);
      const written = await school.crm.write(authorOf(school.me), async (draft, { catalog, ...rest }) => {
        const directory = { catalog, ...rest };
        const lesson = planCreate(draft, directory, catalog.entity('lesson'), { starts_at: 1_710_500_000_000, ends_at: 1_710_503_600_000, state: 'conducted', clients: [String(absent), String(present)] });
        planCreate(draft, directory, catalog.entity('attendance'), { lesson, client: absent, attended: false });
        planCreate(draft, directory, catalog.entity('attendance'), { lesson, client: guest, attended: true });
        return lesson;
      });
      const id = written.idOf(written.decision);
      expect(await attendees(id)).toEqual([
        { client: absent, attended: false, date: '2024-03-15' },
        { client: guest, attended: true, date: '2024-03-15' },
        { client: present, attended: true, date: '2024-03-15' },
      ]);
      expect((await school.read('lesson', id))['clients']).toEqual([absent, present, guest].map(String));
    });

    test('a row that was there before the lesson took place is not doubled', async () => {
      const client = await room.client();
      const id = await room.lesson('2024-03-14', '13:00', { clients: [client] });
      await school.add('attendance', { lesson: id, client, attended: false });
      await room.change('lesson', id, { state: 'conducted' });
      expect(await attendees(id)).toEqual([{ client, attended: false, date: '2024-03-14' }]);
    });

    test('a lesson that is conducted no more loses its rows, and can be conducted again', async () => {
      const client = await room.client();
      const id = await room.lesson('2024-03-14', '14:00', { clients: [client], state: 'conducted' });
      await room.change('lesson', id, { state: 'planned' });
      expect(await attendees(id)).toEqual([]);
      await room.change('lesson', id, { state: 'conducted' });
      expect(await attendees(id)).toEqual([{ client, attended: true, date: '2024-03-14' }]);
    });

    test('a deleted lesson takes its rows along and brings them back', async () => {
      const client = await room.client();
      const id = await room.lesson('2024-03-14', '15:00', { clients: [client], state: 'conducted' });
      await room.remove('lesson', id);
      expect(await attendees(id)).toEqual([]);
      await room.restore('lesson', id);
      expect(await attendees(id)).toEqual([{ client, attended: true, date: '2024-03-14' }]);
    });

    test('rows follow the day of their lesson, and a row added later makes its client one of the lesson’s', async () => {
      const [client, late] = [await room.client(), await room.client()];
      const id = await room.lesson('2024-03-14', '16:00', { clients: [client], state: 'conducted' });
      await school.add('attendance', { lesson: id, client: late, attended: true });
      await room.change('lesson', id, { starts_at: Date.UTC(2024, 2, 13, 9), ends_at: Date.UTC(2024, 2, 13, 10) });
      expect(await attendees(id)).toEqual([client, late].map((one) => ({ client: one, attended: true, date: '2024-03-13' })));
      expect((await school.read('lesson', id))['clients']).toEqual([client, late].map(String));
    });

    test('rows beside a lesson that is still planned follow its day as well', async () => {
      const client = await room.client();
      const id = await room.lesson('2024-03-14', '16:30', { clients: [client] });
      await school.add('attendance', { lesson: id, client, attended: false });
      await room.change('lesson', id, { starts_at: Date.UTC(2024, 2, 13, 9), ends_at: Date.UTC(2024, 2, 13, 10) });
      expect(await attendees(id)).toEqual([{ client, attended: false, date: '2024-03-13' }]);
    });

    test('a row that was restored before its lesson has the day of the lesson when that comes back', async () => {
      const client = await room.client();
      const id = await room.lesson('2024-03-14', '16:45', { clients: [client], state: 'conducted' });
      const [row] = await room.attendance(id);
      await room.remove('attendance', row?.id ?? 0);
      await room.remove('lesson', id);
      await room.restore('attendance', row?.id ?? 0);
      await room.restore('lesson', id);
      expect(await attendees(id)).toEqual([{ client, attended: true, date: '2024-03-14' }]);
    });

    test('a lesson conducted by two people at once has one row for each client', async () => {
      const client = await room.client();
      const id = await room.lesson('2024-03-14', '17:00', { clients: [client] });
      await Promise.all([room.change('lesson', id, { state: 'conducted' }), room.change('lesson', id, { state: 'conducted' }), room.change('lesson', id, { topic: 'Unit 1' })]);
      expect(await attendees(id)).toEqual([{ client, attended: true, date: '2024-03-14' }]);
    });
  });
}
