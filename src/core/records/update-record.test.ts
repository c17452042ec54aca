import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildClient, contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Account } from '../accounts/account.ts';
import { updateRecord } from './update-record.ts';
import { readRecord } from './read-record.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: updating a record`, () => {
    let opened: Office;
    let boss: Account;
    let manager: Account;
    beforeAll(async () => {
      opened = await openOffice(engine);
      ({ boss, manager } = opened);
    });
    afterAll(() => opened.dispose());

    test('a record of somebody else is not found, and stays as it was', async () => {
      const id = await buildClient(opened.crm, contextOf(boss), { note: 'было' });
      await expect(updateRecord(opened.crm, contextOf(manager), 'client', id, { note: 'стало' })).rejects.toMatchObject({ code: 'not_found' });
      expect(await readRecord(opened.crm, contextOf(boss), 'client', id)).toMatchObject({ note: 'было', version: 1 });
    });

    test('a faulty field is named, and the others are not written', async () => {
      const id = await buildClient(opened.crm, contextOf(boss), { note: 'было' });
      await expect(updateRecord(opened.crm, contextOf(boss), 'client', id, { note: 'стало', kind: 'unicorn' })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'kind', fault: 'unknown_value' }] } });
      expect(await readRecord(opened.crm, contextOf(boss), 'client', id)).toMatchObject({ note: 'было', version: 1 });
    });

    test('equal values are no change: no version, no event', async () => {
      const id = await buildClient(opened.crm, contextOf(boss), { note: 'то же', phones: ['1', '2'] });
      expect(await updateRecord(opened.crm, contextOf(boss), 'client', id, { note: 'то же', phones: ['1', '2'] })).toBe(false);
      expect(await readRecord(opened.crm, contextOf(boss), 'client', id)).toMatchObject({ version: 1, updated_at: null });
    });

    test('32 updates at the same moment are all written, one after another', async () => {
      const id = await buildClient(opened.crm, contextOf(boss));
      await Promise.all(Array.from({ length: 32 }, (_, index) => updateRecord(opened.crm, contextOf(boss), 'client', id, { note: `раз ${index}` })));
      expect(await readRecord(opened.crm, contextOf(boss), 'client', id)).toMatchObject({ version: 33 });
    });

    test('the change log keeps what was and what is, of the changed fields alone', async () => {
      const id = await buildClient(opened.crm, contextOf(boss), { note: 'было' });
      await updateRecord(opened.crm, contextOf(boss), 'client', id, { note: 'стало' });
      const [log] = await opened.store.sql('SELECT before, after FROM change_log WHERE entity = $1 AND record_id = $2 AND action = $3', ['client', id, 'update']);
      expect(JSON.parse(String(log?.['before']))).toMatchObject({ note: 'было' });
      expect(JSON.parse(String(log?.['after']))).toMatchObject({ note: 'стало', updated_by: boss.id });
      expect(JSON.parse(String(log?.['after']))).not.toHaveProperty('name');
    });
  });
}
