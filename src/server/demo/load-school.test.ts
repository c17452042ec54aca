import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { equals, EVERYTHING, type Filter } from '../../core/query/filter.ts';
import { SCHOOL_PRESET } from '../../core/presets/school.ts';
import { loadPreset } from '../../core/presets/load-preset.ts';
import type { CrmRecord } from '../../core/values.ts';
import { testedEngines } from '../../../test/engines.ts';
import { NOON, openCrm, SETUP, type TestCrm } from '../../../test/factories.ts';
import { loadDemo } from './load-demo.ts';
import { loadSchool } from './load-school.ts';
import { DEMO_CLIENTS } from './size.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: the demo school`, () => {
    let opened: TestCrm;
    beforeAll(async () => {
      opened = await openCrm(engine);
      await loadSchool(opened.crm, NOON);
      await loadPreset(opened.crm, SETUP, SCHOOL_PRESET);
      await loadDemo(opened.crm, NOON);
    });
    afterAll(() => opened.dispose());

    const all = (entity: string, filter: Filter = EVERYTHING): Promise<readonly CrmRecord[]> => opened.crm.storage.findRecords({ entity, filter, sort: { field: 'id', descending: false }, offset: 0, limit: 1000 });
    const counts = async (): Promise<Readonly<Record<string, number>>> => {
      const entities = ['branch', 'subject', 'room', 'teacher', 'payment_account', 'tariff', 'group', 'membership', 'subscription', 'payment', 'regular_lesson'];
      return Object.fromEntries(await Promise.all(entities.map(async (entity) => [entity, (await all(entity)).length] as const)));
    };
    const EXPECTED = { branch: 2, subject: 2, room: 2, teacher: 2, payment_account: 2, tariff: 1, group: 2, membership: 12, subscription: 12, payment: 12, regular_lesson: 2 };

    test('is of clients that are there anyway', async () => {
      expect((await all('client')).length).toBe(DEMO_CLIENTS);
      expect((await all('client', equals('study_status', 1))).length).toBe(12);
      expect((await all('client', equals('stage', 'lead'))).map(({ lead_status: status }) => status)).toEqual([1, 2, 3]);
      expect(await counts()).toEqual(EXPECTED);
    });

    test('has lessons that were attended and charged, and lessons to come', async () => {
      const conducted = await all('lesson', equals('state', 'conducted'));
      expect(conducted.length).toBe(8);
      expect((await all('attendance')).length).toBe(8 * 6);
      expect((await all('lesson', equals('state', 'planned'))).length).toBeGreaterThan(14);
      const pupils = await all('client', equals('study_status', 1));
      // Four of eight lessons are paid for and gone; who has paid half so far has used it up.
      expect(new Set(pupils.map(({ balance }) => balance))).toEqual(new Set([320_000, 0]));
      expect(pupils.every(({ next_lesson_at: next }) => typeof next === 'number' && next > NOON)).toBe(true);
    });

    test('is the same after a second time, and after two at once', async () => {
      const lessons = (await all('lesson')).length;
      const other = await opened.openAnother();
      await Promise.all([loadSchool(opened.crm, NOON), loadSchool(other, NOON)]);
      await other.close();
      expect([await counts(), (await all('lesson')).length]).toEqual([EXPECTED, lessons]);
    });
  });
}
