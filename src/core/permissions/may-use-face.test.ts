import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildUser, SETUP } from '../../../test/factories.ts';
import { openSchool, type School } from '../../../test/school/school.ts';
import type { Account } from '../accounts/account.ts';
import { authenticate } from '../accounts/authenticate.ts';
import { createKey } from '../accounts/create-key.ts';
import { updateRecord } from '../records/update-record.ts';
import { mayUseFace } from './may-use-face.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: an API language that is closed to a role`, () => {
    let school: School;
    let manager: Account;
    beforeAll(async () => {
      school = await openSchool(engine);
      manager = await buildUser(school.crm, { administrator: false, role: 'sales_manager' });
    });
    afterAll(() => school.dispose());

    const close = (...faces: readonly string[]): Promise<boolean> => updateRecord(school.crm, school.me, 'role', manager.role.id, { closed_faces: faces });
    const keyFor = async ({ id }: Account): Promise<string> => (await createKey(school.crm, SETUP, { owner: id, label: 'ключ', faces: [], speaksForAll: false })).secret;
    const answer = async (face: string, secret: string, login?: string): Promise<string> => {
      const { check } = await authenticate(school.crm, face, secret, login);
      return check.ok ? `user ${check.account.id}` : check.wrong;
    };

    test('is refused to its programs by that name, from the next call on', async () => {
      const secret = await keyFor(manager);
      expect(await answer('native', secret)).toBe(`user ${manager.id}`);
      await close('native', 'salesman');
      expect(await answer('native', secret)).toBe('face');
      expect(await answer('native', secret, manager.login)).toBe('face');
      await close();
      expect(await answer('native', secret)).toBe(`user ${manager.id}`);
    });

    test('is told of only to whom key and login are right', async () => {
      await close('native');
      const other = await buildUser(school.crm, { administrator: false, role: 'sales_manager' });
      expect(await answer('native', 'x'.repeat(30), manager.login)).toBe('key');
      expect(await answer('native', await keyFor(other), manager.login)).toBe('login');
    });

    test('leaves the other languages open', async () => {
      await close('native');
      const secret = await keyFor(manager);
      expect(await answer('salesman', secret)).toBe(`user ${manager.id}`);
      expect(await answer('nativ', secret)).toBe(`user ${manager.id}`);
    });

    test('stays open to an administrator of the role', async () => {
      await close('native');
      const boss = await buildUser(school.crm, { role: 'sales_manager' });
      expect(await answer('native', await keyFor(boss))).toBe(`user ${boss.id}`);
      const known = (await school.crm.directory()).account(manager.id);
      expect([known === undefined ? undefined : mayUseFace(known, 'native'), mayUseFace(boss, 'native')]).toEqual([false, true]);
    });
  });
}
