import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { openSchool, type School } from '../../../../test/school/school.ts';
import { equals } from '../../query/filter.ts';
import { createRecord } from '../../records/create-record.ts';
import { addDays, covers } from '../days.ts';
import { openClassroom, refusal, type Classroom } from '../lessons/testing/classroom.ts';

const day = (number: number): string => addDays('2024-03-01', number);
const anyEnd = fc.option(fc.integer({ min: 0, max: 12 }).map(day));

for (const engine of testedEngines()) {
  describe(`${engine.name}: memberships of one client in one group`, () => {
    let school: School;
    let room: Classroom;
    beforeAll(async () => { school = await openSchool(engine); room = openClassroom(school); });
    afterAll(() => school.dispose());

    test('one that ends before it starts is refused', async () => {
      const [client, group] = [await room.client(), await room.group()];
      expect(await refusal(room.join(client, group, { starts_on: '2024-03-02', ends_on: '2024-03-01' }))).toEqual(['invalid', 'ends_on out_of_range']);
    });

    test('one that shares a day with another is refused and names it', async () => {
      const [client, group] = [await room.client(), await room.group()];
      const first = await room.join(client, group, { starts_on: '2024-03-01', ends_on: '2024-03-10' });
      expect(await refusal(room.join(client, group, { starts_on: '2024-03-10' }))).toEqual(['duplicate', first]);
      expect(await refusal(room.join(client, group))).toEqual(['duplicate', first]);
    });

    test('one that is moved onto another is refused, and so is one that comes back', async () => {
      const [client, group] = [await room.client(), await room.group()];
      const first = await room.join(client, group, { ends_on: '2024-03-10' });
      const second = await room.join(client, group, { starts_on: '2024-03-11' });
      expect(await refusal(room.change('membership', first, { ends_on: '2024-03-11' }))).toEqual(['duplicate', second]);
      await room.remove('membership', first);
      await room.change('membership', second, { starts_on: '2024-03-10' });
      expect(await refusal(room.restore('membership', first))).toEqual(['duplicate', second]);
    });

    test('other clients, other groups, other times and deleted ones are no obstacle', async () => {
      const [client, other, group, second] = [await room.client(), await room.client(), await room.group(), await room.group()];
      const id = await room.join(client, group);
      await Promise.all([room.join(other, group), room.join(client, second)]);
      await room.change('membership', id, { ends_on: '2024-03-10', branch: 1 });
      await room.remove('membership', await room.join(client, group, { starts_on: '2024-03-11' }));
      const last = await room.join(client, group, { starts_on: '2024-03-12' });
      expect((await room.all('membership', equals('client', client))).map(({ id: kept }) => kept)).toEqual([id, expect.any(Number), last]);
    });

    test('of two that are added at one moment by two processes one is refused', async () => {
      const [client, group] = [await room.client(), await room.group()];
      const another = await school.openAnother();
      const answers = await Promise.all([school.crm, another, school.crm, another].map((crm) => refusal(createRecord(crm, school.me, 'membership', { client, group }))));
      expect(answers.filter((answer) => answer === 'not refused')).toHaveLength(1);
      expect(answers.filter((answer) => answer !== 'not refused')).toEqual(Array.from({ length: 3 }, () => ['duplicate', expect.any(Number)]));
    });

    test('whatever is added and moved, no day is shared', async () => {
      const group = await room.group();
      const moves = fc.array(fc.record({ starts_on: anyEnd, ends_on: anyEnd, moved: fc.boolean() }), { minLength: 2, maxLength: 6 });
      await fc.assert(fc.asyncProperty(moves, async (steps) => {
        const client = await room.client();
        const kept = new Map<number, { starts_on: string | null; ends_on: string | null }>();
        for (const { moved, ...dates } of steps) {
          const id = moved ? [...kept.keys()].at(-1) : undefined;
          const clashes = [...kept].some(([other, had]) => other !== id && sharesDay(had, dates));
          const backwards = dates.starts_on !== null && dates.ends_on !== null && dates.ends_on < dates.starts_on;
          const done = await (id === undefined ? room.join(client, group, dates) : room.change('membership', id, dates).then(() => id)).catch(() => undefined);
          expect(done === undefined).toBe(clashes || backwards);
          if (done !== undefined) kept.set(done, dates);
        }
      }), { numRuns: 15 });
    });
  });
}

function sharesDay(left: { starts_on: string | null; ends_on: string | null }, right: { starts_on: string | null; ends_on: string | null }): boolean {
  return Array.from({ length: 40 }, (_, index) => day(index - 10)).some((one) => covers(left.starts_on, left.ends_on, one) && covers(right.starts_on, right.ends_on, one));
}
