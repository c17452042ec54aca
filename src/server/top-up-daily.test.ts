import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYTHING } from '../core/query/filter.ts';
import { testedEngines } from '../../test/engines.ts';
import { openCrm } from '../../test/factories.ts';
import { openSchool, type School } from '../../test/school/school.ts';
import { topUpDaily } from './top-up-daily.ts';

const DAY_MS = 86_400_000;

for (const engine of testedEngines()) {
  describe(`${engine.name}: planning of regular lessons`, () => {
    let school: School;
    const warnings: string[] = [];
    const log = { error: () => undefined, warn: (_facts: object, message: string) => void warnings.push(message) };
    beforeAll(async () => { school = await openSchool(engine); });
    afterAll(() => school.dispose());

    const lessons = (): Promise<number> => school.crm.storage.countRecords('lesson', EVERYTHING);
    const once = async (crm = school.crm): Promise<void> => topUpDaily({ crm, log })();

    test('a company that is no school has nothing to plan', async () => {
      const plain = await openCrm(engine);
      await once(plain.crm);
      expect(warnings).toEqual([]);
      await plain.dispose();
    });

    test('a start plans what has come into sight meanwhile, and the next nothing', async () => {
      await school.add('regular_lesson', { branch: 1, weekday: 1, starts: '10:00', ends: '11:00', starts_on: '2024-03-01' });
      const planned = await lessons();
      expect(planned).toBeGreaterThan(7);
      school.clock.now += 14 * DAY_MS;
      await once();
      expect(await lessons()).toBe(planned + 2);
      await once();
      expect(await lessons()).toBe(planned + 2);
      expect(warnings).toEqual([]);
    });

    test('a planning that fails is told to the operator and stops nothing', async () => {
      await once({ ...school.crm, directory: () => Promise.reject(new Error('gone')) });
      expect(warnings).toEqual(['regular lessons were not planned']);
    });
  });
}
