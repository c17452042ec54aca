import { expect, test } from 'vitest';
import { EMAIL, KEY, onEveryEngine } from '../../../test/alfacrm/world.ts';

onEveryEngine('a first walk', (world) => {
  test('login, subjects, a customer', async () => {
    const { post, list, write } = world();
    expect((await world().request({ method: 'POST', url: '/v2api/auth/login', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: JSON.stringify({ email: EMAIL, api_key: KEY }) })).json).toEqual({ token: expect.stringMatching(/^[0-9a-f]{32}$/u) });
    expect(await write('1/subject/create', { name: 'X', weight: 5 })).toEqual({ id: 1, name: 'X', weight: 5 });
    expect((await post('subject/create', {})).json).toEqual({ success: false, errors: { name: ['Необходимо заполнить «Имя».'] } });
    expect(await list('branch/index')).toEqual({ total: 1, count: 1, page: 0, items: [{ id: 1, name: 'Основной филиал', is_active: 1, subject_ids: [], weight: 1 }] });
    const made = await write('1/customer/create', { name: 'A', is_study: 0, legal_type: 1, phone: '+79000000001', branch_ids: 1 });
    expect(made).toMatchObject({ name: 'A', branch_ids: [1], phone: ['+7(900)000-00-01'], balance: '0.00', dob: '', is_study: 0, legal_type: 1, assigned_id: null });
    expect(await list('1/customer', { is_study: 0 })).toMatchObject({ total: 1, items: [{ id: made.id }] });
    expect(await list('1/customer')).toMatchObject({ total: 0, items: [] });
    expect((await post('1/nosuch/index', {})).json).toEqual({ name: 'Not Found', message: 'Page not found.', code: 0, status: 404 });
  });
});
