import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { NOON } from '../../../../test/factories.ts';
import { at, openSchool, type School } from '../../../../test/school/school.ts';
import { equals } from '../../query/filter.ts';
import type { FieldInputs } from '../../records/accept-values.ts';
import { openClassroom, refusal, type Classroom } from '../lessons/testing/classroom.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: lessons of a weekly slot`, () => {
    let school: School;
    let room: Classroom;
    beforeAll(async () => { school = await openSchool(engine); room = openClassroom(school); });
    beforeEach(() => { school.clock.now = NOON; });
    afterAll(() => school.dispose());

    // 15 March 2024, 15:00, is a Friday; the four Tuesdays from 19 March to 9 April unless said.
    const slot = (inputs: FieldInputs = {}): Promise<number> => school.add('regular_lesson', { weekday: 2, starts: '10:00', ends: '11:00', ends_on: '2024-04-10', ...inputs });
    const lessonsOf = (id: number) => room.all('lesson', equals('regular', id));
    const days = async (id: number): Promise<unknown> => (await lessonsOf(id)).map(({ date }) => date).toSorted();

    test('a weekday that there is not, and an end before the beginning, are refused', async () => {
      expect(await refusal(slot({ weekday: 0 }))).toEqual(['invalid', 'weekday out_of_range']);
      expect(await refusal(slot({ weekday: 8, starts: '11:00' }))).toEqual(['invalid', 'weekday out_of_range, ends out_of_range']);
    });

    test('a new slot has its lessons, planned, with what it says', async () => {
      const [client, other, group, teacher] = [await room.client(), await room.client(), await room.group(), await school.add('teacher', { name: 'Ольга' })];
      const subject = await school.add('subject', { title: 'Английский' });
      const id = await slot({ ends_on: '2024-03-19', branch: 1, type: 2, subject, teachers: [teacher], group, client, clients: [other] });
      expect(await lessonsOf(id)).toEqual([expect.objectContaining({
        branch: 1, type: 2, subject, teachers: [String(teacher)], groups: [String(group)], clients: [client, other].map(String), state: 'planned',
        date: '2024-03-19', starts_at: at('2024-03-19', '10:00'), ends_at: at('2024-03-19', '11:00'), regular: id,
      })]);
    });

    test('sight ends after 60 days, and the slot tells so', async () => {
      const id = await slot({ ends_on: null });
      expect(await school.read('regular_lesson', id)).toMatchObject({ planned_until: '2024-05-14' });
      expect(await lessonsOf(id)).toHaveLength(9);
      expect(await school.read('regular_lesson', await slot())).toMatchObject({ planned_until: '2024-04-10' });
    });

    test('nothing is planned before the slot starts, or before today', async () => {
      expect(await days(await slot({ starts_on: '2024-03-27' }))).toEqual(['2024-04-02', '2024-04-09']);
      expect(await days(await slot({ starts_on: '2024-01-01', weekday: 5, ends_on: '2024-03-22' }))).toEqual(['2024-03-15', '2024-03-22']);
    });

    test('lessons that are made are announced', async () => {
      const [made] = await lessonsOf(await slot({ ends_on: '2024-03-19' }));
      const events = await school.store.sql('SELECT name FROM outbox WHERE entity = $1 AND record_id = $2', ['lesson', made?.id ?? 0]);
      expect(events).toEqual([{ name: 'lesson.created' }]);
    });

    test('a change reaches the lessons that are planned and still to begin; what was changed in one alone stays', async () => {
      const [group, second] = [await room.group(), await room.group()];
      const id = await slot({ group });
      const [first, cancelled, own, last] = (await lessonsOf(id)).map((lesson) => lesson.id);
      await room.change('lesson', cancelled ?? 0, { state: 'cancelled' });
      await room.change('lesson', own ?? 0, { groups: [group, second] });
      school.clock.now = at('2024-03-19', '10:30');
      await room.change('regular_lesson', id, { starts: '12:00', ends: '13:30' });
      const times = (await lessonsOf(id)).map((lesson) => [lesson.id, lesson['starts_at'], lesson['ends_at']]);
      expect(times).toEqual([
        [first, at('2024-03-19', '10:00'), at('2024-03-19', '11:00')],
        [cancelled, at('2024-03-26', '10:00'), at('2024-03-26', '11:00')],
        [own, at('2024-04-02', '12:00'), at('2024-04-02', '13:30')],
        [last, at('2024-04-09', '12:00'), at('2024-04-09', '13:30')],
      ]);
      expect(await school.read('lesson', own ?? 0)).toMatchObject({ groups: [group, second].map(String) });
    });

    test('another weekday moves what is to come: old days go, new ones are added', async () => {
      const id = await slot();
      school.clock.now = at('2024-03-26', '12:00');
      await room.change('regular_lesson', id, { weekday: 4 });
      expect(await days(id)).toEqual(['2024-03-19', '2024-03-26', '2024-03-28', '2024-04-04']);
    });

    test('an earlier end takes lessons away, a later one adds them', async () => {
      const id = await slot();
      await room.change('regular_lesson', id, { ends_on: '2024-03-26' });
      expect(await days(id)).toEqual(['2024-03-19', '2024-03-26']);
      await room.change('regular_lesson', id, { ends_on: '2024-04-02' });
      expect(await days(id)).toEqual(['2024-03-19', '2024-03-26', '2024-04-02']);
      expect(await school.read('regular_lesson', id)).toMatchObject({ planned_until: '2024-04-02' });
    });

    test('a change of something else leaves a lesson that was deleted alone', async () => {
      const id = await slot();
      const [first] = await lessonsOf(id);
      await room.remove('lesson', first?.id ?? 0);
      await room.change('regular_lesson', id, { capacity: 5 });
      expect(await days(id)).toEqual(['2024-03-26', '2024-04-02', '2024-04-09']);
    });

    test('a deleted slot takes its coming lessons along; restored, it gets them anew', async () => {
      const id = await slot();
      const [first, second] = await lessonsOf(id);
      await room.change('lesson', second?.id ?? 0, { state: 'conducted' });
      school.clock.now = at('2024-03-20', '12:00');
      await room.remove('regular_lesson', id);
      expect((await lessonsOf(id)).map((lesson) => lesson.id)).toEqual([first?.id, second?.id]);
      await room.restore('regular_lesson', id);
      expect(await days(id)).toEqual(['2024-03-19', '2024-03-26', '2024-04-02', '2024-04-09']);
    });
  });
}
