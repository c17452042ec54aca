import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { openSchool, type School } from '../../../test/school/school.ts';
import { CrmError } from '../errors.ts';
import { listRecords } from '../records/find-records.ts';
import { updateRecord } from '../records/update-record.ts';
import { equals, EVERYTHING } from '../query/filter.ts';
import { createCrm } from '../crm.ts';
import { BASE_PRESET } from './base.ts';
import { buildClient, buildUser, contextOf, NOON, SETUP } from '../../../test/factories.ts';
import { SCHOOL_PRESET } from './school.ts';
import { loadPreset } from './load-preset.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: the school that an installation starts with`, () => {
    let school: School;
    beforeAll(async () => { school = await openSchool(engine); });
    afterAll(() => school.dispose());

    test('refuses values that the product keeps itself', async () => {
      const refused = await school.add('client', { name: 'А', balance: 100 }).catch((error: unknown) => error);
      expect(refused instanceof CrmError ? refused.facts.faults : refused).toEqual([{ field: 'balance', fault: 'read_only' }]);
    });

    test('has payment types under the numbers that programs know', async () => {
      const { items } = (await school.crm.directory()).dictionary('payment_type');
      expect(items.map(({ id, title }) => [id, title])).toEqual([[1, 'Доход'], [5, 'Возврат'], [6, 'Корректировка'], [9, 'Продажа товара']]);
    });

    test('gives a new value the number after the last', async () => {
      expect(await school.add('payment_type', { title: 'Аванс' })).toBe(10);
    });

    test('takes who is said to be nothing else for a client, and keeps it so', async () => {
      const id = await school.add('client', { name: 'Б', stage: null });
      expect(await school.read('client', id)).toMatchObject({ stage: 'client' });
      await updateRecord(school.crm, school.me, 'client', id, { stage: 'lead' });
      await updateRecord(school.crm, school.me, 'client', id, { stage: null });
      expect(await school.read('client', id)).toMatchObject({ stage: 'client' });
    });

    test('makes clients of those whom an older version kept', async () => {
      const old = await engine.open();
      const crm = createCrm({ storage: old.storage, clock: () => NOON });
      try {
        await loadPreset(crm, SETUP, BASE_PRESET);
        const boss = contextOf(await buildUser(crm));
        const id = await buildClient(crm, boss);
        await loadPreset(crm, SETUP, SCHOOL_PRESET);
        const usual = { entity: 'client', filter: equals('stage', 'client'), sort: { field: 'id', descending: true }, offset: 0, limit: 10 } as const;
        expect((await listRecords(crm, boss, usual)).map((record) => record.id)).toEqual([id]);
      } finally {
        await old.dispose();
      }
    });

    test('is loaded once: a second time changes nothing', async () => {
      const before = await school.crm.directory();
      await loadPreset(school.crm, { userId: null, face: 'setup', keyId: null }, SCHOOL_PRESET);
      expect((await school.crm.directory()).catalog.revision).toBe(before.catalog.revision);
    });

    test('keeps a person to the branches he works in, in lists and beside what belongs to none', async () => {
      const second = await school.add('branch', { title: 'Второй' });
      const [here, there, everywhere] = await Promise.all([[1], [second], []].map((branches, index) => school.add('teacher', { name: `П${index}`, branches })));
      const limited = { ...school.me, account: { ...school.boss, administrator: false, branchIds: [1] } };
      const seen = await listRecords(school.crm, limited, { entity: 'teacher', filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 10 });
      expect(seen.map(({ id }) => id)).toEqual([here, everywhere].toSorted((left, right) => Number(left) - Number(right)));
      expect(seen.map(({ id }) => id)).not.toContain(there);
    });
  });
}
