import { expect, test } from 'vitest';
import { createRecord } from '../../../core/records/create-record.ts';
import { onEveryEngine } from '../../../../test/alfacrm/world.ts';

onEveryEngine('messages and calls', (world) => {
  const add = async (kind: string, fields: object): Promise<number> => createRecord(world().crm, await world().context(), 'message', { kind, branch: 1, ...fields });

  test('they are read alone', async () => {
    for (const path of ['sms-message', 'mail-message', 'phone-call']) expect((await world().post(`1/${path}/create`, { text: 'x' })).status).toBe(404);
    expect(await world().list('1/sms-message')).toEqual({ total: 0, count: 0, page: 0, items: [] });
  });

  test('each kind is in its own index', async () => {
    const { id: customer } = await world().write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 });
    const sms = await add('sms', { client: customer, text: 'Завтра урок', sent: true, user: world().ids.manager });
    const mail = await add('mail', { client: customer, text: 'Счёт', failed: true });
    const call = await add('call', { client: customer, text: 'Не ответили', archived: true });
    const shown = { branch_id: 1, customer_id: customer, user_id: null, added: '2024-03-11 12:00:00', is_sent: 0, is_fail: 0, is_archive: 0 };
    expect((await world().list('sms-message/index')).items).toEqual([{ ...shown, id: sms, user_id: world().ids.manager, text: 'Завтра урок', is_sent: 1 }]);
    expect((await world().list('1/mail-message/index')).items).toEqual([{ ...shown, id: mail, text: 'Счёт', is_fail: 1 }]);
    expect((await world().list('1/phone-call')).items).toEqual([{ ...shown, id: call, comment: 'Не ответили', is_archive: 1 }]);
  });

  test('each filter chooses among them', async () => {
    const { id: customer } = await world().write('1/customer/create', { name: 'Борис', is_study: 1, legal_type: 1 });
    const id = await add('sms', { client: customer, text: 'Особое', sent: true });
    const count = async (filter: object): Promise<number> => (await world().list('sms-message/index', { customer_id: customer, ...filter })).total;
    for (const filter of [{ id }, { branch_id: 1 }, { text: 'особ' }, { is_sent: 1 }, { is_fail: 0 }, { is_archive: '0' }, { date_from: '2024-03-11' }, { added_from: '11.03.2024', added_to: '11.03.2024' }]) expect({ filter, count: await count(filter) }).toEqual({ filter, count: 1 });
    for (const filter of [{ id: 9999 }, { branch_id: 2 }, { is_sent: 0 }, { is_fail: 1 }, { is_archive: 1 }, { date_to: '2024-03-10' }, { user_id: world().ids.boss }]) expect({ filter, count: await count(filter) }).toEqual({ filter, count: 0 });
  });
});
