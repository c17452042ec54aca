import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../core/storage.ts';
import { openStore } from '../server/open-store.ts';
import { tolmachIn } from '../../test/support/tolmach.ts';

const folder = mkdtempSync(join(tmpdir(), 'tolmach-test-'));
/** One store for all commands: opening and closing it is slow, and proved elsewhere. */
let kept: Promise<Storage> | undefined;
const tolmach = tolmachIn(folder, {}, async (settings) => ({ ...(await (kept ??= openStore(settings))), close: async () => undefined }));

afterAll(async () => {
  await (await kept)?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('no command but migrate and serve makes a database', async () => {
  const ran = await tolmach(['user', 'list', '--json']);
  expect([ran.code, ran.json()]).toEqual([1, { error: `There is no database ${join(folder, 'data', 'tolmach.db')} yet: start the server once, or set TOLMACH_DATA to the folder of yours.` }]);
});

describe('an installation', () => {
  beforeAll(async () => {
    await tolmach(['migrate']);
  });

  test.each([
    [['user', 'add', '--login', 'a'], "error: required option '--name <name>' not specified"],
    [['user', 'add', '--login', 'a', '--name', 'A', '--role', 'king'], 'The role has no such value.'],
    [['user', 'add', '--login', 'a', '--name', 'A', '--manager', 'nobody'], 'There is no user nobody to report to.'],
    [['user', 'add', '--login', 'a', '--name', 'A', '--password', 'secret'], "error: unknown option '--password'"],
    [['user', 'password', 'nobody'], 'There is no user nobody.'],
    [['user', 'add', '--login', 'a', '--name', 'A', '--password-stdin'], 'There is no password on the standard input.'],
    [['key', 'create', '--login', 'nobody', '--label', 'x'], 'There is no user nobody.'],
    [['key', 'revoke', '17'], 'There is no key 17.'],
    [['key', 'revoke', 'all'], 'A key is named by its number, see "tolmach key list", not "all".'],
    [['frobnicate'], "error: unknown command 'frobnicate'"],
  ])('tolmach %s is refused in one sentence', async (args, sentence) => {
    const ran = await tolmach(args);
    expect(ran).toMatchObject({ code: 1, output: '', complaint: sentence });
  });

  test('that is up to date stays as it is', async () => {
    expect((await tolmach(['migrate', '--json'])).json()).toMatchObject({ engine: 'sqlite', upToDate: true });
  });

  test('a short password from the standard input is refused, and nobody is added', async () => {
    const ran = await tolmach(['user', 'add', '--login', 'a', '--name', 'A', '--password-stdin'], '1234567\n');
    expect(ran).toMatchObject({ code: 1, complaint: 'The password must have at least 8 characters.' });
    expect((await tolmach(['user', 'list', '--json'])).json()).toEqual([]);
  });

  test('a user is added with a password made for him, a second of that login is not', async () => {
    const added = await tolmach(['user', 'add', '--login', 'olga', '--name', 'Ольга', '--administrator', '--json']);
    expect([added.code, added.json()]).toEqual([0, { id: 1, login: 'olga', password: expect.stringMatching(/^\w{16}$/u) }]);
    expect(await tolmach(['user', 'add', '--login', 'OLGA', '--name', 'Другая'])).toMatchObject({ code: 1, complaint: 'There is such a user already: olga.' });
    const second = await tolmach(['user', 'add', '--login', 'ivan', '--name', 'Иван', '--manager', 'olga', '--password-stdin', '--json'], 'восемь букв\n');
    expect(second.json()).toEqual({ id: 2, login: 'ivan' });
    expect((await tolmach(['user', 'list'])).output).toBe('id  login  name   role\n1   olga   Ольга  sales_manager  administrator\n2   ivan   Иван   sales_manager');
  });

  test('a password is changed by login', async () => {
    expect((await tolmach(['user', 'password', 'ivan', '--json'])).json()).toEqual({ login: 'ivan', password: expect.any(String) });
    expect((await tolmach(['user', 'password', 'ivan', '--password-stdin'], 'long enough')).output).toBe('The password of ivan is changed.');
  });

  test('a key for anybody is refused to one who is no administrator, and a wrong dialect or date is named', async () => {
    expect((await tolmach(['key', 'create', '--login', 'ivan', '--label', 'x', '--any-login'])).complaint).toBe('This is not allowed: only the key of an administrator may speak for all.');
    expect((await tolmach(['key', 'create', '--login', 'ivan', '--label', 'x', '--dialect', 'klingon'])).complaint).toMatch(/^There is no dialect klingon: --dialect is one of /u);
    expect((await tolmach(['key', 'create', '--login', 'ivan', '--label', 'x', '--expires', '2027-02-30'])).complaint).toBe('--expires must be a date such as 2027-01-31, not "2027-02-30".');
  });

  test('a key is shown once, listed by its beginning, and revoked for good', async () => {
    const made = await tolmach(['key', 'create', '--login', 'olga', '--label', '1C', '--dialect', 'salesman', '--any-login', '--expires', '2027-01-31', '--json']);
    expect(made.json()).toEqual({ id: 1, login: 'olga', key: expect.stringMatching(/^\w{30}$/u) });
    const listed = await tolmach(['key', 'list', '--login', 'olga', '--json']);
    expect(listed.json()).toEqual([{ id: 1, login: 'olga', label: '1C', begins: expect.stringMatching(/^\w{4}$/u), dialects: ['salesman'], anyLogin: true, expires: '2027-01-31T21:00:00.000Z' }]);
    expect((await tolmach(['key', 'list'])).output).toContain('until 2027-01-31');
    expect((await tolmach(['key', 'revoke', '1', '--json'])).json()).toEqual({ id: 1, revoked: true });
    expect((await tolmach(['key', 'list', '--json'])).json()).toEqual([]);
    expect((await tolmach(['key', 'revoke', '1'])).complaint).toBe('There is no key 1.');
  });

  test('fields are listed, switched and renamed, those that every record needs stay', async () => {
    expect((await tolmach(['field', 'off', 'client', 'name'])).complaint).toBe('name is needed by every client and stays switched on.');
    expect((await tolmach(['field', 'off', 'client', 'nonsense'])).complaint).toBe('There is no field nonsense in client.');
    expect((await tolmach(['field', 'list', 'nonsense'])).complaint).toBe('There is no entity nonsense.');
    expect((await tolmach(['field', 'rename', 'client', 'note'])).complaint).toBe('Give a new label with --ru or --en.');
    expect((await tolmach(['field', 'off', 'client', 'faxes', '--json'])).json()).toMatchObject({ field: 'faxes', active: false });
    expect((await tolmach(['field', 'rename', 'client', 'faxes', '--ru', 'Телефакс', '--json'])).json()).toMatchObject({ label: { ru: 'Телефакс', en: 'Fax' } });
    expect((await tolmach(['field', 'list', '--json'])).json()).toContainEqual({ name: 'faxes', type: 'phones', label: { ru: 'Телефакс', en: 'Fax' }, active: false, required: false });
    expect((await tolmach(['field', 'on', 'client', 'faxes', '--json'])).json()).toMatchObject({ active: true });
  });
});

test.each(['serve', 'user add', 'user list', 'user password', 'key create', 'key list', 'key revoke', 'field list', 'field on', 'field off', 'field rename', 'webhooks list', 'webhooks test', 'webhooks replay', 'import rukovoditel', 'migrate', 'backup', 'restore', 'doctor'])('%s explains itself and knows --json', async (command) => {
  const ran = await tolmach([...command.split(' '), '--help']);
  expect(ran).toMatchObject({ code: 0, complaint: '' });
  expect(ran.output).toContain('--json');
});
