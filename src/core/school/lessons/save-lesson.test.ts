import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { buildUser, contextOf } from '../../../../test/factories.ts';
import { at, openSchool, type School } from '../../../../test/school/school.ts';
import type { FieldInputs } from '../../records/accept-values.ts';
import { openClassroom, refusal, type Classroom } from './testing/classroom.ts';
import { saveLesson, type AttendeeInputs } from './save-lesson.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: a lesson and who was there`, () => {
    let school: School;
    let room: Classroom;
    let anna: number;
    let boris: number;
    beforeAll(async () => {
      school = await openSchool(engine);
      room = openClassroom(school);
      [anna, boris] = [await room.client(), await room.client()];
    });
    afterAll(() => school.dispose());

    const times = { starts_at: at('2024-03-12', '10:00'), ends_at: at('2024-03-12', '11:00') };
    const add = (inputs: FieldInputs, attendees: readonly AttendeeInputs[] = []): Promise<number> => saveLesson(school.crm, school.me, { inputs: { ...times, ...inputs }, attendees });
    const change = (id: number, inputs: FieldInputs, attendees: readonly AttendeeInputs[] = []): Promise<number> => saveLesson(school.crm, school.me, { id, inputs, attendees });
    const there = async (lesson: number): Promise<unknown> => (await room.attendance(lesson)).map(({ client, attended, note }) => ({ client, attended, note: note ?? null }));

    test('refuses a lesson that is not there', async () => {
      expect(await refusal(change(999, {}, []))).toEqual(['not_found', 999]);
    });

    test('refuses an attendee without a row or client, or of nobody, and keeps nothing of the write', async () => {
      const id = await add({ state: 'conducted', clients: [anna] });
      for (const [attendee, fault] of [[{ values: {} }, 'client required'], [{ id: 999, values: {} }, 'client required'], [{ client: 999, values: {} }, 'client unknown_value']] as const) {
        expect(await refusal(change(id, { topic: 'Новая тема' }, [attendee]))).toEqual(['invalid', fault]);
      }
      expect(await school.read('lesson', id)).toMatchObject({ topic: null });
      expect(await there(id)).toEqual([{ client: anna, attended: true, note: null }]);
    });

    test('refuses who works in other branches', async () => {
      const id = await add({ branch: 1, state: 'conducted', clients: [anna] });
      const branch = await school.add('branch', { title: 'Второй филиал' });
      const other = contextOf(await buildUser(school.crm, { administrator: false, branches: [String(branch)] }));
      expect(await refusal(saveLesson(school.crm, other, { id, inputs: { topic: 'x' }, attendees: [{ client: boris, values: {} }] }))).toEqual(['not_found', id]);
    });

    test('a new conducted lesson has the attendees that are said and those of its clients', async () => {
      const id = await add({ state: 'conducted', clients: [anna] }, [{ client: boris, values: { attended: false, note: 'болел' } }]);
      expect(await there(id)).toEqual(expect.arrayContaining([{ client: boris, attended: false, note: 'болел' }, { client: anna, attended: true, note: null }]));
      expect((await school.read('lesson', id))['clients']).toEqual([String(anna), String(boris)]);
    });

    test('a change conducts the lesson and says who was there in one decision', async () => {
      const id = await add({ clients: [anna, boris] });
      await change(id, { state: 'conducted', topic: 'Unit 1' }, [{ client: anna, values: { attended: false } }]);
      expect(await there(id)).toEqual(expect.arrayContaining([{ client: anna, attended: false, note: null }, { client: boris, attended: true, note: null }]));
      expect(await school.read('client', boris)).toMatchObject({ last_attended_on: '2024-03-12' });
    });

    test('a row is found by its id or its client, and what is said twice is said once', async () => {
      const id = await add({ state: 'conducted', clients: [anna] });
      const [row] = await room.attendance(id);
      await change(id, {}, [{ id: row?.id ?? 0, values: { note: 'раз' } }, { client: anna, values: { attended: false } }, { id: 999, client: boris, values: {} }, { client: boris, values: { note: 'два' } }]);
      expect(await there(id)).toEqual([{ client: anna, attended: false, note: 'раз' }, { client: boris, attended: true, note: 'два' }]);
      await change(id, {}, [{ id: row?.id ?? 0, client: boris, values: { note: 'три' } }]);
      expect(await there(id)).toEqual([{ client: anna, attended: false, note: 'раз' }, { client: boris, attended: true, note: 'три' }]);
    });

    test('what is said as it is stored is no change', async () => {
      const id = await add({ state: 'conducted', clients: [anna] });
      const [row] = await room.attendance(id);
      await change(id, {}, [{ id: row?.id ?? 0, values: { attended: true, note: null, reason: null } }]);
      expect((await room.attendance(id))[0]?.version).toBe(row?.version);
    });

    test('decisions at once add a client once', async () => {
      const id = await add({ state: 'conducted', clients: [] });
      const other = await school.openAnother();
      await Promise.all([school.crm, other, school.crm, other].map((crm, index) => saveLesson(crm, school.me, { id, inputs: {}, attendees: [{ client: anna, values: { note: String(index) } }] })));
      expect(await room.attendance(id)).toHaveLength(1);
      await change(id, { state: 'planned' });
      await Promise.all([school.crm, other].map((crm) => saveLesson(crm, school.me, { id, inputs: {}, attendees: [{ client: anna, values: {} }] })));
      expect(await room.attendance(id)).toHaveLength(1);
    });
  });
}
