import { expect, test } from 'vitest';
import { createUser } from '../../../core/accounts/create-user.ts';
import { setActive } from '../../../core/accounts/set-active.ts';
import { SETUP } from '../../../../test/factories.ts';
import { CLOSED, EMAIL, MANAGER, onEveryEngine } from '../../../../test/alfacrm/world.ts';

onEveryEngine('users', (world) => {
  test('nobody is added or changed here', async () => {
    for (const action of ['create', 'update', 'delete']) expect((await world().post(`user/${action}?id=1`, { name: 'X' })).status).toBe(404);
  });

  test('everybody sees his colleagues, whatever else he may not see', async () => {
    const { ids: { boss, manager, closed } } = world();
    const { id: second } = await world().write('branch/create', { name: 'Второй', is_active: 1 });
    const [cash] = (await world().list('pay-account/index')).items;
    await world().write(`pay-account/update?id=${Number(cash?.['id'])}`, { user_ids: [manager] });
    const everywhere = { branch_ids: [1, second], pay_account_ids: [] };
    expect(await world().list('1/user/index', {}, await world().token(MANAGER))).toEqual({
      total: 3, count: 3, page: 0,
      items: [
        { id: closed, email: CLOSED, name: 'Пётр Сидоров', ...everywhere },
        { id: manager, email: MANAGER, name: 'Мария Петрова', ...everywhere, pay_account_ids: [1] },
        { id: boss, email: EMAIL, name: 'Иван Иванов', ...everywhere },
      ],
    });
  });

  test('who has left is not there, who works in one branch names it, an address goes before the login', async () => {
    const { crm } = world();
    await createUser(crm, SETUP, { values: { login: 'gone@mail.ru', name: 'Ушёл' }, role: 'specialist' });
    await setActive(crm, SETUP, 'gone@mail.ru', false);
    await createUser(crm, SETUP, { values: { login: 'anna', name: 'Анна', emails: ['anna@school.example'], branches: ['1'] }, role: 'specialist' });
    expect((await world().list('user/index', { email: 'gone' })).items).toEqual([]);
    expect((await world().list('user/index', { email: 'ANNA@' })).items).toMatchObject([{ email: 'anna@school.example', branch_ids: [1] }]);
  });

  test('they are found by number and name, a page at a time', async () => {
    const { ids: { boss, manager } } = world();
    expect((await world().list('user/index', { id: [boss, manager] })).items.map(({ id }) => id)).toEqual([manager, boss]);
    expect((await world().list('user/index', { id: 'x' })).total).toBe(0);
    expect((await world().list('user/index', { name: 'петр' })).items).toMatchObject([{ id: manager }]);
    expect(await world().list('user/index?per-page=1', { page: 1, id: [boss, manager] })).toMatchObject({ total: 2, count: 1, page: 1, items: [{ id: boss }] });
  });

  test('there are no connections for online lessons', async () => {
    expect(await world().list('streaming/index', { page: 2 })).toEqual({ total: 0, count: 0, page: 2, items: [] });
  });
});
