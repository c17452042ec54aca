import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { at, openSchool, type School } from '../../../../test/school/school.ts';
import { addField } from '../../designer/add-field.ts';
import { openClassroom, refusal, type Classroom } from './testing/classroom.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: the day of a lesson`, () => {
    let school: School;
    let room: Classroom;
    beforeAll(async () => { school = await openSchool(engine); room = openClassroom(school); });
    afterAll(() => school.dispose());

    test('a lesson that ends when it begins, or before, is refused', async () => {
      const starts_at = at('2024-03-18', '10:00');
      expect(await refusal(school.add('lesson', { starts_at, ends_at: starts_at }))).toEqual(['invalid', 'ends_at out_of_range']);
      expect(await refusal(school.add('lesson', { starts_at, ends_at: starts_at - 1 }))).toEqual(['invalid', 'ends_at out_of_range']);
    });

    test('a beginning cannot be moved behind the end', async () => {
      const id = await room.lesson('2024-03-18', '10:00');
      expect(await refusal(room.change('lesson', id, { starts_at: at('2024-03-18', '11:00') }))).toEqual(['invalid', 'ends_at out_of_range']);
      expect(await school.read('lesson', id)).toMatchObject({ date: '2024-03-18', starts_at: at('2024-03-18', '10:00') });
    });

    test('the day is that of the beginning in the zone of the school', async () => {
      expect(await school.read('lesson', await room.lesson('2024-03-18', '00:30'))).toMatchObject({ date: '2024-03-18' });
    });

    test('a lesson that is moved has its new day', async () => {
      const id = await room.lesson('2024-03-18', '10:00');
      await room.change('lesson', id, { starts_at: at('2024-03-20', '01:00'), ends_at: at('2024-03-20', '02:00') });
      expect(await school.read('lesson', id)).toMatchObject({ date: '2024-03-20' });
    });

    test('formulas see the day, those of its attendance too', async () => {
      await addField(school.crm, school.me, 'lesson', { type: 'text_formula', label: { ru: 'Когда', en: 'When' }, name: 'told', settings: { formula: "CONCAT([date], ' ', [state])" } });
      await addField(school.crm, school.me, 'attendance', { type: 'text_formula', label: { ru: 'Когда', en: 'When' }, name: 'told', settings: { formula: "CONCAT('<', [date], '>')" } });
      const id = await room.lesson('2024-03-18', '10:00', { clients: [await room.client()] });
      expect(await school.read('lesson', id)).toMatchObject({ told: '2024-03-18 planned' });
      await room.change('lesson', id, { starts_at: at('2024-03-20', '01:00'), ends_at: at('2024-03-20', '02:00'), state: 'conducted' });
      expect(await school.read('lesson', id)).toMatchObject({ told: '2024-03-20 conducted' });
      expect(await room.attendance(id)).toMatchObject([{ told: '<2024-03-20>' }]);
      await room.change('lesson', id, { starts_at: at('2024-03-21', '01:00'), ends_at: at('2024-03-21', '02:00') });
      expect(await room.attendance(id)).toMatchObject([{ told: '<2024-03-21>' }]);
    });
  });
}
