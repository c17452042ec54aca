import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildClient, contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Account } from '../accounts/account.ts';
import { deleteRecord } from './delete-record.ts';
import { readRecord } from './read-record.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: reading a record`, () => {
    let opened: Office;
    let boss: Account;
    let manager: Account;
    beforeAll(async () => {
      opened = await openOffice(engine);
      ({ boss, manager } = opened);
    });
    afterAll(() => opened.dispose());

    test('missing, deleted, hidden and internal records are one answer', async () => {
      const hidden = await buildClient(opened.crm, contextOf(boss));
      const deleted = await buildClient(opened.crm, contextOf(manager));
      await deleteRecord(opened.crm, contextOf(manager), 'client', deleted);
      for (const id of [999_999, hidden, deleted]) await expect(readRecord(opened.crm, contextOf(manager), 'client', id)).rejects.toMatchObject({ code: 'not_found', facts: { entity: 'client', id } });
      await expect(readRecord(opened.crm, contextOf(boss), 'api_key', 1)).rejects.toMatchObject({ code: 'not_found' });
    });

    test('the owner and whoever sees everything read it', async () => {
      const id = await buildClient(opened.crm, contextOf(manager), { name: 'Виден' });
      for (const account of [manager, boss]) expect(await readRecord(opened.crm, contextOf(account), 'client', id)).toMatchObject({ id, name: 'Виден' });
    });
  });
}
