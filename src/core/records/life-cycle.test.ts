import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildClient, contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Account } from '../accounts/account.ts';
import { EVERYTHING, equals } from '../query/filter.ts';
import { deleteRecord } from './delete-record.ts';
import { findRecords } from './find-records.ts';
import { purgeRecord } from './purge-record.ts';
import { readRecord } from './read-record.ts';
import { restoreRecord } from './restore-record.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: deleting, restoring and purging`, () => {
    let opened: Office;
    let boss: Account;
    let manager: Account;
    beforeAll(async () => {
      opened = await openOffice(engine);
      ({ boss, manager } = opened);
    });
    afterAll(() => opened.dispose());

    const listed = async (account: Account): Promise<{ ids: number[]; total: number }> => {
      const { records, total } = await findRecords(opened.crm, contextOf(account), { entity: 'client', filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 100 });
      return { ids: records.map(({ id }) => id), total };
    };

    test('nobody deletes, restores or purges what he may not see', async () => {
      const id = await buildClient(opened.crm, contextOf(boss));
      await expect(deleteRecord(opened.crm, contextOf(manager), 'client', id)).rejects.toMatchObject({ code: 'not_found' });
      await deleteRecord(opened.crm, contextOf(boss), 'client', id);
      await expect(restoreRecord(opened.crm, contextOf(manager), 'client', id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(purgeRecord(opened.crm, contextOf(manager), 'client', id)).rejects.toMatchObject({ code: 'not_found' });
      await restoreRecord(opened.crm, contextOf(boss), 'client', id);
    });

    test('a living record is neither restored nor purged', async () => {
      const id = await buildClient(opened.crm, contextOf(boss));
      await expect(restoreRecord(opened.crm, contextOf(boss), 'client', id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(purgeRecord(opened.crm, contextOf(boss), 'client', id)).rejects.toMatchObject({ code: 'not_found' });
    });

    test('a deleted record is gone from lists and counts until it is restored as it was', async () => {
      const id = await buildClient(opened.crm, contextOf(boss), { name: 'Вернется', phones: ['+7 900 1'] });
      const before = await listed(boss);
      await deleteRecord(opened.crm, contextOf(boss), 'client', id);
      expect(await listed(boss)).toEqual({ ids: before.ids.filter((one) => one !== id), total: before.total - 1 });
      await restoreRecord(opened.crm, contextOf(boss), 'client', id);
      expect(await listed(boss)).toEqual(before);
      expect(await readRecord(opened.crm, contextOf(boss), 'client', id)).toMatchObject({ name: 'Вернется', phones: ['+7 900 1'] });
    });

    test('a purged record is gone for good, and its id is not given again', async () => {
      const id = await buildClient(opened.crm, contextOf(boss));
      await deleteRecord(opened.crm, contextOf(boss), 'client', id);
      await purgeRecord(opened.crm, contextOf(boss), 'client', id);
      await expect(restoreRecord(opened.crm, contextOf(boss), 'client', id)).rejects.toMatchObject({ code: 'not_found' });
      expect(await opened.store.sql('SELECT count(*) AS n FROM contact_point WHERE entity = $1 AND record_id = $2', ['client', id])).toEqual([{ n: 0 }]);
      expect(await buildClient(opened.crm, contextOf(boss))).toBeGreaterThan(id);
    });

    test('a list shows and counts only what the caller may see', async () => {
      const mine = await buildClient(opened.crm, contextOf(manager));
      expect(await listed(manager)).toEqual({ ids: [mine], total: 1 });
      const others = await findRecords(opened.crm, contextOf(manager), { entity: 'client', filter: equals('owner', boss.id), sort: { field: 'id', descending: false }, offset: 0, limit: 100 });
      expect(others).toEqual({ records: [], total: 0 });
    });
  });
}
