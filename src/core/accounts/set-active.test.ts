import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildUser, openCrm, SETUP, type TestCrm } from '../../../test/factories.ts';
import { setActive } from './set-active.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: blocking a user`, () => {
    let opened: TestCrm;
    beforeAll(async () => { opened = await openCrm(engine); });
    afterAll(() => opened.dispose());
    const activeOf = async (login: string): Promise<boolean | undefined> => (await opened.crm.directory()).accountByLogin(login)?.active;

    beforeEach(async () => {
      const { accounts } = await opened.crm.directory();
      if (!accounts.some(({ administrator, active }) => administrator && active)) await buildUser(opened.crm);
    });

    test('is refused for a login that nobody has', async () => {
      await expect(setActive(opened.crm, SETUP, 'nobody', false)).rejects.toMatchObject({ code: 'not_found', facts: { entity: 'user', title: 'nobody' } });
    });

    test('is refused for the last administrator at work, blocked ones do not count', async () => {
      const blocked = await buildUser(opened.crm);
      expect(await setActive(opened.crm, SETUP, blocked.login, false)).toBe(true);
      const [last] = (await opened.crm.directory()).accounts.filter(({ administrator, active }) => administrator && active);
      await expect(setActive(opened.crm, SETUP, last?.login ?? '', false)).rejects.toMatchObject({ code: 'in_use', facts: { id: last?.id } });
      expect(await activeOf(last?.login ?? '')).toBe(true);
    });

    test('is done to all administrators but one, however many processes try at once', async () => {
      const elsewhere = await opened.openAnother();
      await Promise.all([buildUser(opened.crm), buildUser(opened.crm)]);
      await elsewhere.storage.directoryEpoch('fresh');
      const atWork = (await opened.crm.directory()).accounts.filter(({ administrator, active }) => administrator && active);
      const done = await Promise.allSettled(atWork.map(({ login }, index) => setActive(index % 2 === 0 ? opened.crm : elsewhere, SETUP, login, false)));
      expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      await opened.crm.storage.directoryEpoch('fresh');
      expect((await opened.crm.directory()).accounts.filter(({ administrator, active }) => administrator && active)).toHaveLength(1);
    });

    test('is undone, and repeating either changes nothing', async () => {
      const user = await buildUser(opened.crm, { administrator: false });
      expect(await setActive(opened.crm, SETUP, user.login, true)).toBe(false);
      expect(await setActive(opened.crm, SETUP, user.login.toUpperCase(), false)).toBe(true);
      expect([await setActive(opened.crm, SETUP, user.login, false), await activeOf(user.login)]).toEqual([false, false]);
      expect([await setActive(opened.crm, SETUP, user.login, true), await activeOf(user.login)]).toEqual([true, true]);
    });
  });
}
