import { expect, test } from 'vitest';
import { onEveryEngine, type World } from '../../../../test/rukovoditel/world.ts';

onEveryEngine('registration of users', (current) => {
  const world = (): World => current();
  const logins = async (): Promise<readonly (string | undefined)[]> => (await world().rows(1)).map((row) => row['12']);
  const person = (username: string, more: object = {}): object => ({ username, email: `${username}@example.test`, group_id: 4, ...more });
  const register = (items: unknown): Promise<unknown> => world().data('insert', { entity_id: 1, items });

  test('of several users none is made when one is refused', async () => {
    const before = await logins();
    await expect(register([person('ann'), person('ben', { password: 'short' })])).rejects.toThrow('Your Password must contain a minimum of 8 characters.');
    await expect(register([person('ann'), person('ANN', { email: 'other@example.test' })])).rejects.toThrow('Username already exist!');
    await expect(register([person('ann'), person('ben', { email: 'ANN@example.test' })])).rejects.toThrow('User Email already exist!');
    await expect(register([person('ann'), person('ben', { firstname: 'x'.repeat(300) })])).rejects.toThrow('field_7: the value is too long (250)');
    await expect(register([person('ann'), person('ben', { group_id: 77 })])).rejects.toThrow('field_6: no such value');
    await expect(register([person('ann'), person('ben', { field_429: 1 })])).rejects.toThrow('field_429 not exist in entity 1');
    expect(await logins()).toEqual(before);
  });

  test('several are made together, with fields in both spellings, and one with a password can sign in', async () => {
    expect(await register([person('carl', { password: 'carls-password' }), { field_12: 'dora', field_9: 'dora@example.test', field_7: 'Dora', field_8: 'Day', field_6: 0 }])).toEqual({ id: expect.stringMatching(/^\d+,\d+$/u) });
    expect(await world().rows(1, { filters: { 12: 'dora' } })).toMatchObject([{ 7: 'Dora', 8: 'Day', '6_db_value': '0', 6: 'Administrator' }]);
    expect((await world().call('login', { username: 'carl', password: 'carls-password' })).json.data).toMatchObject({ username: 'carl', group_id: '4' });
    expect((await world().call('login', { username: 'dora', password: '' })).status).toBe(500);
  });

  test('without a group a user gets the first of the application', async () => {
    await register({ username: 'eva', email: 'eva@example.test' });
    expect(await world().rows(1, { filters: { 12: 'eva' } })).toMatchObject([{ 6: 'Manager', '6_db_value': '4' }]);
  });
});
