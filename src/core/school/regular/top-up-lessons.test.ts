import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { NOON, SETUP } from '../../../../test/factories.ts';
import { at, openSchool, type School } from '../../../../test/school/school.ts';
import { equals } from '../../query/filter.ts';
import type { FieldInputs } from '../../records/accept-values.ts';
import { openClassroom, type Classroom } from '../lessons/testing/classroom.ts';
import { topUpLessons } from './top-up-lessons.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: lessons that come into sight`, () => {
    let school: School;
    let room: Classroom;
    beforeAll(async () => { school = await openSchool(engine); room = openClassroom(school); });
    beforeEach(async () => {
      school.clock.now = NOON;
      for (const { id } of await room.all('regular_lesson')) await room.remove('regular_lesson', id);
    });
    afterAll(() => school.dispose());

    const slot = (inputs: FieldInputs = {}): Promise<number> => school.add('regular_lesson', { weekday: 2, starts: '10:00', ends: '11:00', ...inputs });
    const days = async (id: number): Promise<readonly unknown[]> => (await room.all('lesson', equals('regular', id))).map(({ date }) => date);

    test('nothing is added on the day that a slot is made, nor to one that has ended or is deleted', async () => {
      await slot();
      expect(await topUpLessons(school.crm, SETUP)).toBe(0);
      school.clock.now = at('2024-03-29', '12:00');
      for (const { id } of await room.all('regular_lesson')) await room.remove('regular_lesson', id);
      school.clock.now = NOON;
      await slot({ ends_on: '2024-03-26' });
      school.clock.now = at('2024-03-29', '12:00');
      expect(await topUpLessons(school.crm, SETUP)).toBe(0);
    });

    test('nothing is added for a group that is deleted', async () => {
      const group = await room.group();
      await slot({ group });
      await room.remove('group', group);
      school.clock.now = at('2024-03-29', '12:00');
      expect(await topUpLessons(school.crm, SETUP)).toBe(0);
    });

    test('two weeks later two lessons are added, and the slot tells how far it is planned', async () => {
      const id = await slot();
      school.clock.now = at('2024-03-29', '12:00');
      expect(await topUpLessons(school.crm, SETUP)).toBe(2);
      expect((await days(id)).slice(-3)).toEqual(['2024-05-14', '2024-05-21', '2024-05-28']);
      expect(await school.read('regular_lesson', id)).toMatchObject({ planned_until: '2024-05-28' });
      expect(await topUpLessons(school.crm, SETUP)).toBe(0);
    });

    test('a lesson that was deleted does not come back', async () => {
      const id = await slot();
      const [first] = await room.all('lesson', equals('regular', id));
      await room.remove('lesson', first?.id ?? 0);
      school.clock.now = at('2024-03-18', '12:00');
      await topUpLessons(school.crm, SETUP);
      expect((await days(id))[0]).toBe('2024-03-26');
    });

    test('after a long rest planning begins today, not where it ended', async () => {
      const id = await slot();
      school.clock.now = at('2024-12-01', '12:00');
      await topUpLessons(school.crm, SETUP);
      const added = (await days(id)).filter((day) => String(day) > '2024-05-14');
      expect([added[0], added.at(-1), added.length]).toEqual(['2024-12-03', '2025-01-28', 9]);
    });

    test('processes that do it at once add each lesson once', async () => {
      const ids = [await slot(), await slot({ weekday: 4 }), await slot({ weekday: 7 })];
      school.clock.now = at('2024-04-05', '12:00');
      const another = await school.openAnother();
      const added = await Promise.all([school.crm, another, school.crm, another].map((crm) => topUpLessons(crm, SETUP)));
      expect(added.reduce((sum, count) => sum + count, 0)).toBe(9);
      for (const id of ids) expect(new Set(await days(id)).size).toBe((await days(id)).length);
    });
  });
}
