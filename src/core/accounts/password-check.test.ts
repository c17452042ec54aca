import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildUser, contextOf, NOON, openCrm, SETUP, type TestCrm } from '../../../test/factories.ts';
import { createCrm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { updateRecord } from '../records/update-record.ts';
import type { Storage } from '../storage.ts';
import type { Account } from './account.ts';
import { createPasswordCheck, type PasswordAnswer, type PasswordCheck } from './password-check.ts';
import type { PasswordLimits } from './password-limits.ts';
import { setActive } from './set-active.ts';
import { readCredential, setPassword } from './set-password.ts';

const SECOND = 1000;
const RIGHT = 'верный пароль';
const WRONG = { ok: false, reason: 'wrong' };
/** The published example of phpass: the password `test12345`. */
const PHPASS = '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0';

const slowDown = (retryAfterSeconds: number): PasswordAnswer => ({ ok: false, reason: 'slow_down', retryAfterSeconds });
const letIn = (user: Account): unknown => ({ ok: true, account: expect.objectContaining({ id: user.id }) });

/** A check in a process of its own, and how often it asked the store. */
interface Door extends PasswordCheck {
  /** Passwords that were verified: each begins with the question for the store's newest epoch. */
  verified(): number;
  read(): number;
}

for (const engine of testedEngines()) {
  describe(`${engine.name}: a password with every call`, () => {
    let opened: TestCrm;
    beforeAll(async () => { opened = await openCrm(engine); });
    afterAll(() => opened.dispose());

    function openDoor(limits: Partial<PasswordLimits> = {}, changed: Partial<Storage> = {}): Door {
      opened.setTime(NOON);
      const { storage, clock } = opened.crm;
      let [verified, read] = [0, 0];
      const counting: Storage = {
        ...storage,
        directoryEpoch(fresh) {
          if (fresh !== undefined) verified++;
          return storage.directoryEpoch(fresh);
        },
        findRecords(query) {
          read++;
          return storage.findRecords(query);
        },
        ...changed,
      };
      return { ...createPasswordCheck({ crm: createCrm({ storage: counting, clock }), limits }), verified: () => verified, read: () => read };
    }

    async function buildCaller(values: Parameters<typeof buildUser>[1] = { administrator: false }): Promise<Account> {
      const user = await buildUser(opened.crm, values);
      await setPassword(opened.crm, SETUP, user.login, RIGHT);
      return user;
    }

    async function fail(door: PasswordCheck, login: string, address: string, times: number): Promise<void> {
      for (let time = 0; time < times; time++) expect(await door.check(login, `неверный ${time}`, address)).toEqual(WRONG);
    }

    describe('is refused', () => {
      test('when it is empty or longer than any, without being looked at', async () => {
        const door = openDoor();
        const user = await buildCaller();
        for (const password of ['', 'x'.repeat(1001), '', '', '', '']) expect(await door.check(user.login, password, 'a')).toEqual(WRONG);
        expect(await door.check('x'.repeat(1001), RIGHT, 'a')).toEqual(WRONG);
        expect([door.verified(), door.read()]).toEqual([0, 0]);
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
      });

      test('when it is another’s, or the user has none', async () => {
        const door = openDoor();
        const [user, bare] = [await buildCaller(), await buildUser(opened.crm)];
        await setPassword(opened.crm, SETUP, user.login, 'пароль первого');
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(WRONG);
        expect(await door.check(bare.login, RIGHT, 'a')).toEqual(WRONG);
      });

      test('with an unknown login as slowly as with a known one', async () => {
        const door = openDoor({ triesPerCaller: 100 });
        const user = await buildCaller();
        await fail(door, user.login, 'a', 1);
        const fastest = async (login: string): Promise<number> => {
          const times: number[] = [];
          for (let time = 0; time < 4; time++) {
            const start = performance.now();
            await door.check(login, `неверный ${time}`, 'a');
            times.push(performance.now() - start);
          }
          return Math.min(...times);
        };
        const [unknown, known] = [await fastest('nobody'), await fastest(user.login)];
        expect(unknown).toBeGreaterThan(known / 3);
      });

      test('of a blocked user: who knows it hears why, who guesses does not', async () => {
        const door = openDoor();
        const user = await buildCaller();
        await setActive(opened.crm, SETUP, user.login, false);
        await fail(door, user.login, 'a', 1);
        expect(await door.check(user.login, RIGHT, 'a')).toEqual({ ok: false, reason: 'inactive' });
        expect(await door.check(user.login, RIGHT, 'a')).toEqual({ ok: false, reason: 'inactive' });
        expect(door.verified()).toBe(2);
      });
    });

    describe('guessed at', () => {
      test('is not looked at after five failures, for ever longer, up to the right one', async () => {
        const door = openDoor();
        const user = await buildCaller();
        await fail(door, user.login, 'a', 5);
        expect(await door.check(user.login.toUpperCase(), RIGHT, 'a')).toEqual(slowDown(1));
        expect(door.verified()).toBe(5);
        opened.setTime(NOON + 1 * SECOND);
        await fail(door, user.login, 'a', 1);
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(slowDown(2));
        expect(await door.check(user.login, RIGHT, 'b')).toEqual(letIn(user));
        opened.setTime(NOON + 3 * SECOND);
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        await fail(door, user.login, 'a', 4);
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
      });

      test('by one address at many logins is slowed down, others are not', async () => {
        const door = openDoor({ triesPerAddress: 3 });
        const [user, other] = [await buildCaller(), await buildCaller()];
        expect(await door.check(other.login, RIGHT, 'a')).toEqual(letIn(other));
        for (const login of ['nobody1', 'nobody2', 'nobody3']) await fail(door, login, 'a', 1);
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(slowDown(1));
        expect(await door.check(other.login, RIGHT, 'a')).toEqual(letIn(other));
        expect(await door.check(user.login, RIGHT, 'b')).toEqual(letIn(user));
      });

      test('from many addresses closes the login, but not to who is known', async () => {
        const door = openDoor({ triesPerLogin: 3 });
        const user = await buildCaller();
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        for (const address of ['b', 'c', 'd']) await fail(door, user.login, address, 1);
        expect(await door.check(user.login, 'неверный', 'e')).toEqual(slowDown(1));
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        expect(door.verified()).toBe(4);
      });

      test('at a closed login, the remembered one cannot be found at full speed', async () => {
        const door = openDoor({ triesPerLogin: 3 });
        const user = await buildCaller();
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        for (const address of ['b', 'c', 'd']) await fail(door, user.login, address, 1);
        for (let guess = 0; guess < 6; guess++) expect(await door.check(user.login, `неверный ${guess}`, 'e')).toEqual(slowDown(1));
        expect(await door.check(user.login, RIGHT, 'e')).toEqual(slowDown(1));
      });

      test('many at once is no way around the limit', async () => {
        const door = openDoor({ triesPerCaller: 2, computations: 1 });
        const user = await buildCaller();
        const answers = await Promise.all(['1', '2', '3', '4', RIGHT].map((password) => door.check(user.login, password, 'a')));
        expect(answers.map((answer) => (answer.ok ? 'in' : answer.reason))).toEqual(['wrong', 'wrong', 'slow_down', 'slow_down', 'slow_down']);
        expect(door.verified()).toBe(2);
      });
    });

    describe('that is right', () => {
      test('is put off when too many wait to be verified', async () => {
        const door = openDoor({ computations: 1, waiting: 1 });
        const users = [await buildCaller(), await buildCaller(), await buildCaller()];
        const answers = await Promise.all(users.map(({ login }) => door.check(login, RIGHT, 'a')));
        expect(answers.map((answer) => (answer.ok ? 'in' : answer))).toEqual(['in', 'in', slowDown(1)]);
      });

      test('is verified once for all who send it at the same time', async () => {
        const door = openDoor();
        const user = await buildCaller();
        const answers = await Promise.all(Array.from({ length: 20 }, () => door.check(user.login, RIGHT, 'a')));
        expect(new Set(answers.map(({ ok }) => ok))).toEqual(new Set([true]));
        expect(door.verified()).toBe(1);
      });

      test('is remembered for five minutes, without asking the store', async () => {
        const door = openDoor();
        const user = await buildCaller();
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        const read = door.read();
        opened.setTime(NOON + 300 * SECOND - 1);
        expect(await door.check(user.login, RIGHT, 'b')).toEqual(letIn(user));
        expect([door.verified(), door.read()]).toEqual([1, read]);
        opened.setTime(NOON + 300 * SECOND);
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        expect(door.verified()).toBe(2);
      });

      test('is remembered for so many users, the oldest is verified again', async () => {
        const door = openDoor({ maxRemembered: 2 });
        const users = [await buildCaller(), await buildCaller(), await buildCaller()];
        for (const user of [...users, ...users.slice(1)]) expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        expect(door.verified()).toBe(3);
        for (const user of users.slice(0, 1)) expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        expect(door.verified()).toBe(4);
      });

      test('stays remembered while others’ accounts and passwords change', async () => {
        const door = openDoor();
        const user = await buildCaller();
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        await buildCaller();
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        const read = door.read();
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        expect([door.verified(), door.read()]).toEqual([1, read]);
      });
    });

    describe('is forgotten', () => {
      test('at once when it is changed', async () => {
        const door = openDoor();
        const user = await buildCaller();
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        await setPassword(opened.crm, SETUP, user.login, 'совсем новый');
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(WRONG);
        expect(await door.check(user.login, 'совсем новый', 'a')).toEqual(letIn(user));
      });

      test('at once when its user is blocked, or gets another role', async () => {
        const door = openDoor();
        const [user, boss] = [await buildCaller(), await buildUser(opened.crm)];
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        const role = (await opened.crm.directory()).roles.find(({ code }) => code === 'sales_manager')?.id ?? 0;
        await updateRecord(opened.crm, contextOf(boss), 'user', user.id, { role });
        expect(await door.check(user.login, RIGHT, 'a')).toMatchObject({ ok: true, account: { role: { code: 'sales_manager' } } });
        await setActive(opened.crm, SETUP, user.login, false);
        expect(await door.check(user.login, RIGHT, 'a')).toEqual({ ok: false, reason: 'inactive' });
        await setActive(opened.crm, SETUP, user.login, true);
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        expect(door.verified()).toBe(4);
      });

      test('within a second when another process changes it, and the new one works at once', async () => {
        const door = openDoor();
        const user = await buildCaller();
        expect(await door.check(user.login, RIGHT, 'a')).toEqual(letIn(user));
        const elsewhere = await opened.openAnother();
        await setPassword(elsewhere, SETUP, user.login, 'совсем новый');
        expect(await door.check(user.login, 'совсем новый', 'a')).toEqual(letIn(user));
        await setPassword(elsewhere, SETUP, user.login, RIGHT);
        await vi.waitFor(async () => expect(await door.check(user.login, 'совсем новый', 'a')).toEqual(WRONG), { timeout: 60_000 });
      });
    });

    describe('from an older program', () => {
      async function buildImported(): Promise<Account> {
        const user = await buildUser(opened.crm, { administrator: false });
        await opened.crm.write(SETUP, async (draft) => draft.insert('credential', { user: user.id, password_hash: PHPASS }));
        return user;
      }
      const hashOf = async (user: Account): Promise<unknown> => (await readCredential(opened.crm, user.id))?.['password_hash'];

      test('keeps its hash when the password is wrong', async () => {
        const user = await buildImported();
        expect(await openDoor().check(user.login, RIGHT, 'a')).toEqual(WRONG);
        expect(await hashOf(user)).toBe(PHPASS);
      });

      test('gets a hash of ours when the password is right, and works as before', async () => {
        const door = openDoor();
        const user = await buildImported();
        expect(await door.check(user.login, 'test12345', 'a')).toEqual(letIn(user));
        expect(await hashOf(user)).toMatch(/^scrypt\$/u);
        expect(await door.check(user.login, 'test12345', 'a')).toEqual(letIn(user));
        expect(await door.check(user.login, 'test12346', 'a')).toEqual(WRONG);
      });

      test('does not undo a change of the password that happens meanwhile', async () => {
        const user = await buildImported();
        let changed = false;
        const door = openDoor({}, {
          async commit(changes) {
            if (!changed) await setPassword(opened.crm, SETUP, user.login, 'совсем новый');
            changed = true;
            return opened.crm.storage.commit(changes);
          },
        });
        expect(await door.check(user.login, 'test12345', 'a')).toEqual(letIn(user));
        expect(await door.check(user.login, 'test12345', 'a')).toEqual(WRONG);
        expect(await door.check(user.login, 'совсем новый', 'a')).toEqual(letIn(user));
      });

      test('works while the store cannot write', async () => {
        const user = await buildImported();
        const door = openDoor({}, { commit: () => Promise.reject(new CrmError('unavailable')) });
        expect(await door.check(user.login, 'test12345', 'a')).toEqual(letIn(user));
        expect(await hashOf(user)).toBe(PHPASS);
      });
    });
  });
}
