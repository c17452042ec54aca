import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildClient, buildUser, contextOf, openCrm, type TestCrm } from '../../../test/factories.ts';
import type { Account } from '../accounts/account.ts';
import { deleteRecord } from './delete-record.ts';
import { findByContact } from './find-by-contact.ts';
import { updateRecord } from './update-record.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: looking up by a contact point`, () => {
    let opened: TestCrm;
    let boss: Account;
    let manager: Account;
    let mine: number;

    const found = async (account: Account, point: 'phone' | 'email', text: string): Promise<number[]> =>
      (await findByContact(opened.crm, contextOf(account), 'client', point, text)).map(({ id }) => id);

    beforeAll(async () => {
      opened = await openCrm(engine);
      boss = await buildUser(opened.crm);
      manager = await buildUser(opened.crm, { administrator: false, role: 'sales_manager' });
      mine = await buildClient(opened.crm, contextOf(boss), { phones: ['+7(342)254-55-77', '8 912 884-45-55'], emails: ['Info@Salesman.SU'] });
    });
    afterAll(() => opened.dispose());

    test('a text that is no number and no address reaches nobody', async () => {
      expect(await found(boss, 'phone', 'позвонить')).toEqual([]);
      expect(await found(boss, 'email', '  ')).toEqual([]);
    });

    test('a client of somebody else is not reached by one who may not see it', async () => {
      expect(await found(manager, 'phone', '+7(342)254-55-77')).toEqual([]);
    });

    test('any notation of a number reaches its client, by any of the numbers', async () => {
      expect(await found(boss, 'phone', '8 (342) 254 55 77')).toEqual([mine]);
      expect(await found(boss, 'phone', '+79128844555')).toEqual([mine]);
    });

    test('an address is reached without regard to case', async () => {
      expect(await found(boss, 'email', 'info@salesman.su')).toEqual([mine]);
    });

    test('a number that was replaced, or a client that was deleted, is reached no longer', async () => {
      await updateRecord(opened.crm, contextOf(boss), 'client', mine, { phones: ['+7 900 000-00-01'] });
      expect(await found(boss, 'phone', '+7(342)254-55-77')).toEqual([]);
      expect(await found(boss, 'phone', '89000000001')).toEqual([mine]);
      await deleteRecord(opened.crm, contextOf(boss), 'client', mine);
      expect(await found(boss, 'phone', '89000000001')).toEqual([]);
    });
  });
}
