import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildUser, contextOf, NOON, openCrm, SETUP, type TestCrm } from '../../../test/factories.ts';
import { EVERYTHING } from '../query/filter.ts';
import { deleteRecord } from '../records/delete-record.ts';
import { updateRecord } from '../records/update-record.ts';
import { createAccessTokens, type AccessTokens } from './access-tokens.ts';
import type { Account } from './account.ts';
import { createKey } from './create-key.ts';
import { revokeKey } from './revoke-key.ts';
import { setActive } from './set-active.ts';

const HOUR_MS = 3_600_000;
const LIFE = { face: 'native', lifeMs: HOUR_MS };

for (const engine of testedEngines()) {
  describe(`${engine.name}: an access token`, () => {
    let opened: TestCrm;
    let tokens: AccessTokens;
    let owner: Account;
    let key: number;
    beforeAll(async () => {
      opened = await openCrm(engine);
      tokens = createAccessTokens({ crm: opened.crm, ...LIFE });
      await buildUser(opened.crm);
    });
    beforeEach(async () => {
      opened.setTime(NOON);
      owner = await buildUser(opened.crm);
      key = await keyOf(owner);
    });
    afterAll(() => opened.dispose());

    const keyOf = async ({ id }: Account, expiresAt?: number): Promise<number> =>
      (await createKey(opened.crm, SETUP, { owner: id, label: 'ключ', faces: [], speaksForAll: true, ...(expiresAt === undefined ? {} : { expiresAt }) })).id;
    const verified = async (token: string, by = tokens): Promise<readonly [number, number] | undefined> => {
      const found = await by.verify(token);
      return found === undefined ? undefined : [found.account.id, found.keyId];
    };
    const rows = (): Promise<number> => opened.crm.storage.countRecords('access_token', EVERYTHING);

    test.each([
      ['nothing', ''], ['a digit short', '0'.repeat(31)], ['a digit long', '0'.repeat(33)], ['no hexadecimal number', 'g'.repeat(32)], ['in capital letters', 'A'.repeat(32)],
      ['with a line after it', `${'0'.repeat(32)}\n`], ['ten megabytes', 'a'.repeat(10_000_000)], ['not issued', '0'.repeat(32)], ['SQL', "' OR 1 = 1 --"],
    ])('that is %s opens nothing', async (_, token) => {
      await tokens.issue(owner, key);
      expect(await verified(token)).toBeUndefined();
    });

    test('opens nothing in another API language', async () => {
      const token = await tokens.issue(owner, key);
      expect(await verified(token, createAccessTokens({ crm: opened.crm, ...LIFE, face: 'salesman' }))).toBeUndefined();
      expect(await verified(token)).toEqual([owner.id, key]);
    });

    test('opens nothing when its time is over, which use does not extend', async () => {
      const token = await tokens.issue(owner, key);
      opened.setTime(NOON + HOUR_MS - 1);
      expect(await verified(token)).toEqual([owner.id, key]);
      opened.setTime(NOON + HOUR_MS);
      expect(await verified(token)).toBeUndefined();
      expect(await verified(token, createAccessTokens({ crm: opened.crm, ...LIFE }))).toBeUndefined();
    });

    test('opens nothing once its key is revoked, or expired', async () => {
      const other = await keyOf(owner, NOON + 1000);
      const [first, second] = [await tokens.issue(owner, key), await tokens.issue(owner, other)];
      expect([await verified(first), await verified(second)]).toEqual([[owner.id, key], [owner.id, other]]);
      await revokeKey(opened.crm, SETUP, key);
      expect([await verified(first), await verified(second)]).toEqual([undefined, [owner.id, other]]);
      opened.setTime(NOON + 1000);
      expect(await verified(second)).toBeUndefined();
    });

    test('opens nothing while its user is blocked, or the key’s owner is, or deleted', async () => {
      const user = await buildUser(opened.crm, { administrator: false });
      const [own, spoken] = [await tokens.issue(owner, key), await tokens.issue(user, key)];
      expect([await verified(own), await verified(spoken)]).toEqual([[owner.id, key], [user.id, key]]);
      await setActive(opened.crm, SETUP, user.login, false);
      expect([await verified(own), await verified(spoken)]).toEqual([[owner.id, key], undefined]);
      await setActive(opened.crm, SETUP, user.login, true);
      await setActive(opened.crm, SETUP, owner.login, false);
      expect([await verified(own), await verified(spoken)]).toEqual([undefined, undefined]);
      await setActive(opened.crm, SETUP, owner.login, true);
      expect([await verified(own), await verified(spoken)]).toEqual([[owner.id, key], [user.id, key]]);
      await deleteRecord(opened.crm, contextOf(await buildUser(opened.crm)), 'user', user.id);
      expect([await verified(own), await verified(spoken)]).toEqual([[owner.id, key], undefined]);
    });

    test('of another ends when the key’s owner ceases to be an administrator', async () => {
      const user = await buildUser(opened.crm, { administrator: false });
      const [own, spoken] = [await tokens.issue(owner, key), await tokens.issue(user, key)];
      await updateRecord(opened.crm, contextOf(await buildUser(opened.crm)), 'user', owner.id, { administrator: false });
      expect([await verified(own), await verified(spoken)]).toEqual([[owner.id, key], undefined]);
    });

    test('opens the face in every process and after a restart, beside the user’s other tokens', async () => {
      const elsewhere = await opened.openAnother();
      const both = [await tokens.issue(owner, key), await tokens.issue(owner, key)];
      for (const token of both) {
        expect(token).toMatch(/^[0-9a-f]{32}$/u);
        expect(await verified(token)).toEqual([owner.id, key]);
        expect(await verified(token, createAccessTokens({ crm: elsewhere, ...LIFE }))).toEqual([owner.id, key]);
      }
    });

    test('of a user and a key that another process has just made is known at once', async () => {
      const elsewhere = await opened.openAnother();
      const user = await buildUser(elsewhere);
      const made = await createKey(elsewhere, SETUP, { owner: user.id, label: 'новый', faces: [], speaksForAll: false });
      const token = await createAccessTokens({ crm: elsewhere, ...LIFE }).issue(user, made.id);
      expect(await verified(token)).toEqual([user.id, made.id]);
    });

    test('that was shown before costs no read', async () => {
      const token = await tokens.issue(owner, key);
      await verified(token);
      await opened.store.sql('DELETE FROM e_access_token WHERE "user" = $1', [owner.id]);
      expect(await verified(token)).toEqual([owner.id, key]);
      expect(await verified(token, createAccessTokens({ crm: await opened.openAnother(), ...LIFE }))).toBeUndefined();
    });

    test('is stored as a hash, and its issue is no change that people or processes hear of', async () => {
      const [epoch, [before]] = [await opened.crm.storage.directoryEpoch('fresh'), await opened.store.sql('SELECT (SELECT count(*) FROM change_log) AS logged, (SELECT count(*) FROM outbox) AS told')];
      const token = await tokens.issue(owner, key);
      const [stored] = await opened.store.sql('SELECT * FROM e_access_token WHERE "user" = $1', [owner.id]);
      expect(stored).toMatchObject({ user: owner.id, key, face: 'native', expires_at: NOON + HOUR_MS });
      expect(JSON.stringify(stored)).not.toContain(token);
      expect(await opened.crm.storage.directoryEpoch('fresh')).toBe(epoch);
      expect(await opened.store.sql('SELECT (SELECT count(*) FROM change_log) AS logged, (SELECT count(*) FROM outbox) AS told')).toEqual([before]);
    });

    test('clears away those of the user whose time is over, and no others', async () => {
      const other = await tokens.issue(await buildUser(opened.crm), key);
      const before = await rows();
      for (let login = 0; login < 3; login++) await tokens.issue(owner, key);
      opened.setTime(NOON + HOUR_MS - 1);
      const late = await tokens.issue(owner, key);
      expect(await rows()).toBe(before + 4);
      opened.setTime(NOON + HOUR_MS);
      await tokens.issue(owner, key);
      expect(await rows()).toBe(before + 2);
      expect(await verified(late)).toEqual([owner.id, key]);
      opened.setTime(NOON);
      expect(await verified(other)).toBeDefined();
    });

    test('is issued to many programs of a user at the same moment, in several processes', async () => {
      const elsewhere = createAccessTokens({ crm: await opened.openAnother(), ...LIFE });
      for (let login = 0; login < 5; login++) await tokens.issue(owner, key);
      opened.setTime(NOON + HOUR_MS);
      const issued = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? tokens : elsewhere).issue(owner, key)));
      expect(new Set(issued).size).toBe(20);
      for (const token of issued) expect(await verified(token)).toEqual([owner.id, key]);
      const [counted] = await opened.store.sql('SELECT count(*) AS count FROM e_access_token WHERE "user" = $1', [owner.id]);
      expect(Number(counted?.['count'])).toBe(20);
    });
  });
}
