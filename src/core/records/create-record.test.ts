import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Account } from '../accounts/account.ts';
import { createRecord } from './create-record.ts';
import { readRecord } from './read-record.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: creating a record`, () => {
    let opened: Office;
    let boss: Account;
    let manager: Account;
    beforeAll(async () => {
      opened = await openOffice(engine);
      ({ boss, manager } = opened);
    });
    afterAll(() => opened.dispose());

    test('names every faulty field at once and writes nothing', async () => {
      const before = await opened.store.sql('SELECT count(*) AS n FROM outbox', []);
      await expect(createRecord(opened.crm, contextOf(boss), 'person', { emails: [1, {}], client: 999_999, owner: 'Иванов' })).rejects.toMatchObject({
        code: 'invalid', facts: { faults: [{ field: 'name', fault: 'required' }, { field: 'emails', fault: 'wrong_type' }, { field: 'owner', fault: 'wrong_type' }] },
      });
      expect(await opened.store.sql('SELECT count(*) AS n FROM outbox', [])).toEqual(before);
    });

    test('refuses a link to a record that is not there', async () => {
      await expect(createRecord(opened.crm, contextOf(boss), 'person', { name: 'Петр', client: 999_999 })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'client', fault: 'unknown_value' }] } });
    });

    test('an unknown entity is refused', async () => {
      await expect(createRecord(opened.crm, contextOf(boss), 'unicorn', {})).rejects.toMatchObject({ code: 'unknown_entity' });
    });

    test('the caller is owner and author unless the inputs name another owner', async () => {
      const own = await createRecord(opened.crm, contextOf(manager), 'person', { name: 'Анна' });
      expect(await readRecord(opened.crm, contextOf(boss), 'person', own)).toMatchObject({ name: 'Анна', owner: manager.id, created_by: manager.id, version: 1 });
      const given = await createRecord(opened.crm, contextOf(manager), 'person', { name: 'Анна', owner: boss.id });
      expect(await readRecord(opened.crm, contextOf(boss), 'person', given)).toMatchObject({ owner: boss.id, created_by: manager.id });
    });

    test('the change log and the outbox tell of it, by whom and through which face', async () => {
      const id = await createRecord(opened.crm, contextOf(boss), 'person', { name: 'Лог' });
      const [log] = await opened.store.sql('SELECT action, actor_id, face, after FROM change_log WHERE entity = $1 AND record_id = $2', ['person', id]);
      expect(log).toMatchObject({ action: 'insert', actor_id: boss.id, face: contextOf(boss).face });
      expect(JSON.parse(String(log?.['after']))).toMatchObject({ name: 'Лог', owner: boss.id });
      expect(await opened.store.sql('SELECT name, actor_id FROM outbox WHERE entity = $1 AND record_id = $2', ['person', id])).toEqual([{ name: 'person.created', actor_id: boss.id }]);
    });
  });
}
