import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildUser, contextOf, openCrm, SETUP, type TestCrm } from '../../../test/factories.ts';
import { updateRecord } from '../records/update-record.ts';
import { authenticate } from './authenticate.ts';
import { createFirstAdministrator } from './create-first-administrator.ts';
import { createKey } from './create-key.ts';
import { createUser } from './create-user.ts';

const FIRST = { login: 'boss@example.ru', name: 'Начальник', password: 'достаточно', key: 'k'.repeat(30), keyLabel: 'первый' };

for (const engine of testedEngines()) {
  describe(`${engine.name}: a program at the door`, () => {
    let opened: TestCrm;
    beforeAll(async () => { opened = await openCrm(engine); });
    afterAll(() => opened.dispose());

    const wrong = async (secret: string, login: string): Promise<string> => {
      const { check } = await authenticate(opened.crm, 'salesman', secret, login);
      return check.ok ? 'nothing' : check.wrong;
    };

    test('is refused with a key that nobody made', async () => {
      expect(await wrong('x'.repeat(30), 'boss@example.ru')).toBe('key');
    });

    test('is let in at once with a key that another process has just made', async () => {
      const owner = await buildUser(opened.crm);
      const elsewhere = await opened.openAnother();
      const { secret } = await createKey(elsewhere, SETUP, { owner: owner.id, label: 'новый', faces: [], speaksForAll: false });
      expect(await wrong(secret, owner.login)).toBe('nothing');
      await elsewhere.close();
    });

    test('no longer speaks for others once the owner of the key is no administrator', async () => {
      const [owner, boss] = [await buildUser(opened.crm), await buildUser(opened.crm)];
      const { secret } = await createKey(opened.crm, SETUP, { owner: owner.id, label: 'общий', faces: [], speaksForAll: true });
      expect(await wrong(secret, boss.login)).toBe('nothing');
      await updateRecord(opened.crm, contextOf(boss), 'user', owner.id, { administrator: false });
      expect(await wrong(secret, boss.login)).toBe('login');
      expect(await wrong(secret, owner.login)).toBe('nothing');
    });
  });

  describe(`${engine.name}: the first administrator`, () => {
    let opened: TestCrm;
    beforeAll(async () => { opened = await openCrm(engine); });
    afterAll(() => opened.dispose());

    test('is refused a login that an ordinary user has', async () => {
      await createUser(opened.crm, SETUP, { values: { login: FIRST.login, name: 'Занято' } });
      await expect(createFirstAdministrator(opened.crm, SETUP, FIRST)).rejects.toMatchObject({ code: 'duplicate' });
    });

    test('is made where there are only ordinary users, once', async () => {
      const other = { ...FIRST, login: 'admin@example.ru' };
      const made = await Promise.all([createFirstAdministrator(opened.crm, SETUP, other), createFirstAdministrator(opened.crm, SETUP, { ...other, login: 'second@example.ru', key: 'q'.repeat(30) })]);
      expect(made.filter((id) => id !== undefined)).toHaveLength(1);
      expect(await createFirstAdministrator(opened.crm, SETUP, { ...other, login: 'third@example.ru' })).toBeUndefined();
    });
  });
}
