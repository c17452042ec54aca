import { expect, test } from 'vitest';
import { onEveryEngine, PASSWORDS, type World } from '../../../../test/rukovoditel/world.ts';
import { setEntityRight } from '../../../core/designer/set-entity-right.ts';

onEveryEngine('update of users', (current) => {
  const world = (): World => current();
  const user = async (id: number): Promise<Record<string, string> | undefined> => (await world().rows(1, { filters: { id } }))[0];
  const update = (id: unknown, data: object, login: 'root' | 'mia' = 'root'): Promise<unknown> => world().data('update', { entity_id: 1, update_by_field: { id }, data }, login);

  test('a password that is too short is refused before anything is written', async () => {
    const before = await user(4);
    await expect(update(4, { field_7: 'Changed', password: 'short' })).rejects.toThrow('Your Password must contain a minimum of 8 characters.');
    expect(await user(4)).toEqual(before);
  });

  test('the last administrator at work is neither switched off nor given a group', async () => {
    for (const data of [{ field_5: '0' }, { group_id: 4 }]) await expect(update(1, data)).rejects.toThrow('Record is in use');
    await expect(update('1,2,3', { field_5: '0' })).rejects.toThrow('Record is in use');
    expect([await user(1), await user(2)]).toMatchObject([{ 5: 'Active', '6_db_value': '0' }, { 5: 'Active' }]);
  });

  test('administrators are passed over by those who may change users and are none', async () => {
    const manager = (await world().crm.directory()).roles.find(({ code }) => code === 'manager');
    await setEntityRight(world().crm, await world().context('root'), { role: manager?.id ?? 0, entity: 'user', read: 'all', update: 'all' });
    expect(await update(1, { password: 'taken-over-by-mia' }, 'mia')).toEqual({ id: '' });
    expect((await world().call('login')).status).toBe(200);
    await expect(update(2, { group_id: 0 }, 'mia')).rejects.toThrow("You don't have access");
    expect(await update('1,4', { field_8: 'Black' }, 'mia')).toEqual({ id: '4' });
    expect([await user(1), await user(4)]).toMatchObject([{ 8: 'Petrova' }, { 8: 'Black' }]);
  });

  test('the names of registration are taken, and a new password opens at once', async () => {
    expect(await update(4, { firstname: 'Klara', email: 'klara@example.test', password: 'another-password' })).toEqual({ id: '4' });
    expect(await user(4)).toMatchObject({ 7: 'Klara', 9: 'klara@example.test', 12: 'cli' });
    expect((await world().call('login', {}, 'cli')).status).toBe(500);
    expect((await world().call('login', { password: 'another-password' }, 'cli')).status).toBe(200);
    await update(4, { password: PASSWORDS.cli });
  });

  test('a group of 0 makes an administrator, another group ends that', async () => {
    await update(2, { group_id: 0 });
    expect(await user(2)).toMatchObject({ 6: 'Administrator', '6_db_value': '0' });
    expect((await world().call('get_entities', {}, 'mia')).status).toBe(200);
    await update(2, { field_6: 4 });
    expect(await user(2)).toMatchObject({ 6: 'Manager', '6_db_value': '4' });
    expect((await world().call('get_entities', {}, 'mia')).status).toBe(500);
  });

  test('a user name that another has leaves the user as he is, and the answer says so', async () => {
    const { json } = await world().call('update', { entity_id: 1, update_by_field: { id: 4 }, data: { username: 'MIA' } });
    expect(json).toEqual({ status: 'success', data: { id: '' }, unique_fields_warning: ['field_12'] });
    expect(await user(4)).toMatchObject({ 12: 'cli' });
  });
});
