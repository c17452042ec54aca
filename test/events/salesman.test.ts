import { expect, test } from 'vitest';
import { salesmanEvents } from '../../src/dialects/salesman/events/format.ts';
import type { World } from '../alfacrm/world.ts';
import { nativeCall, salesmanCall, toldBy, withAllFaces } from './told.ts';

const told = (world: World, write: () => Promise<unknown>) => toldBy(world, salesmanEvents, write);
const caller = (name: string) => ({ event: name, identity: '1', iduser1: '1' });

withAllFaces('the sample of SalesMan contract 4.3', (world) => {
  test('is what client/add by user 1 for owner 2 tells, byte for byte', async () => {
    const [only, ...more] = await told(world(), () => salesmanCall(world(), 'client/add', { title: 'Ромашка', iduser: 2 }));
    expect(more).toEqual([]);
    expect(JSON.stringify(only?.body)).toBe('{"clid":"1","autor":"1","user":"2","event":"client.add","identity":"1","iduser1":"1"}');
  });
});

withAllFaces('SalesMan events of clients', (world) => {
  const add = async (title: string, more: object = {}): Promise<number> => Number((await salesmanCall(world(), 'client/add', { title, ...more }))['data']);

  test('a change of what this API does not know, a refused or an empty change tell nothing', async () => {
    const clid = await add('Тихая');
    expect(await told(world(), () => world().write(`customer/update?id=${clid}`, { color: '#fff' }))).toEqual([]);
    expect(await told(world(), () => salesmanCall(world(), 'client/update', { clid, title: 'Тихая' }))).toEqual([]);
    expect(await told(world(), () => world().post('1/subject/create', { name: 'Химия' }))).toEqual([]);
    await nativeCall(world(), 'DELETE', `client/${clid}`);
    expect(await told(world(), () => nativeCall(world(), 'POST', `client/${clid}/restore`))).toEqual([]);
  });

  test('client.edit has the changed members in the vendor’s names, all as texts, and the owner', async () => {
    const clid = await add('Роза', { phone: '8 342 200-00-01', clientpath: 'Маркетинг' });
    const write = () => salesmanCall(world(), 'client/update', { clid, title: 'ООО Роза', phone: '', idcategory: 'Розница', tip_cmr: '3 - Текущий клиент', type: 'partner', input1: 'a', head_clid: 0 });
    expect(await told(world(), write)).toEqual([{
      name: 'client.edit',
      body: { clid: String(clid), autor: '1', user: '1', newparam: { title: 'Роза, ООО', idcategory: '2', phone: '', tip_cmr: '3 - Текущий клиент', input1: 'a', type: 'partner' }, ...caller('client.edit') },
    }]);
  });

  test('a change of owner by update is client.edit alone, by change.user client.change.user', async () => {
    const clid = await add('Астра');
    expect(await told(world(), () => salesmanCall(world(), 'client/update', { clid, iduser: 2 }))).toEqual([
      { name: 'client.edit', body: { clid: String(clid), autor: '1', user: '2', newparam: { iduser: '2' }, ...caller('client.edit') } },
    ]);
    expect(await told(world(), () => salesmanCall(world(), 'client/change.user', { clid, newuser: 1, reason: 'отпуск' }))).toEqual([
      { name: 'client.change.user', body: { clid: String(clid), autor: '1', olduser: '2', newuser: '1', comment: 'отпуск', ...caller('client.change.user') } },
    ]);
  });

  test('requisites tell client.change.recv, beside client.edit where the client has changed too', async () => {
    const clid = await add('Лилия', { iduser: 2 });
    const recv = { name: 'client.change.recv', body: { clid: String(clid), autor: '1', user: '2', ...caller('client.change.recv') } };
    expect(await told(world(), () => salesmanCall(world(), 'client/update', { clid, recv: { castInn: '5902000001' } }))).toEqual([recv]);
    const both = await told(world(), () => salesmanCall(world(), 'client/update', { clid, des: 'новое', recv: { castInn: '5902000002' } }));
    expect(both.map(({ name }) => name)).toEqual(['client.edit', 'client.change.recv']);
    expect(both[1]).toEqual(recv);
  });

  test('client.delete tells who, and a contact that loses its client is person.edit', async () => {
    const clid = await add('Мак');
    const pid = await nativeCall(world(), 'POST', 'person', { name: 'Иванова Анна', client: clid });
    expect(await told(world(), () => salesmanCall(world(), 'client/delete', { clid }))).toEqual([
      { name: 'person.edit', body: { pid: String(pid), autor: '1', newparam: { clid: '0' }, ...caller('person.edit') } },
      { name: 'client.delete', body: { clid: String(clid), autor: '1', ...caller('client.delete') } },
    ]);
  });

  test('changes that other faces make are told in the same words', async () => {
    const [added] = await told(world(), () => world().write('1/customer/create', { name: 'Пион', is_study: 1, legal_type: 1 }));
    expect(added).toMatchObject({ name: 'client.add', body: { autor: '1', event: 'client.add' } });
    const clid = Number(Object(added?.body).clid);
    expect(await told(world(), () => world().post(`customer/delete?id=${clid}`, []))).toMatchObject([{ name: 'client.edit', body: { newparam: { trash: 'yes' } } }]);
  });
});

withAllFaces('SalesMan events of contacts, deals, reminders, activities and leads', (world) => {
  test('person.add, person.edit, person.change.user, person.delete', async () => {
    const [added] = await told(world(), () => nativeCall(world(), 'POST', 'person', { name: 'Петров Пётр' }));
    const pid = String(Object(added?.body).pid);
    expect(added).toEqual({ name: 'person.add', body: { pid, autor: '1', ...caller('person.add') } });
    expect(await told(world(), () => nativeCall(world(), 'PATCH', `person/${pid}`, { mobiles: ['79000000001', '79000000002'], roles: ['ЛПР', 'Бухгалтер'], loyalty: 4, owner: 2 }))).toEqual([
      { name: 'person.edit', body: { pid, autor: '1', newparam: { mob: '79000000001, 79000000002', rol: 'ЛПР;Бухгалтер', iduser: '2', loyalty: '3 - Лояльный' }, ...caller('person.edit') } },
    ]);
    expect(await told(world(), () => nativeCall(world(), 'PATCH', `person/${pid}`, { owner: 1 }))).toEqual([
      { name: 'person.change.user', body: { pid, autor: '1', olduser: '2', newuser: '1', comment: '', ...caller('person.change.user') } },
    ]);
    expect(await told(world(), () => nativeCall(world(), 'DELETE', `person/${pid}`))).toEqual([{ name: 'person.delete', body: { pid, autor: '1', ...caller('person.delete') } }]);
  });

  test('a deal: added, changed, moved by a stage, given away, closed, deleted', async () => {
    const [added] = await told(world(), () => nativeCall(world(), 'POST', 'deal', { name: 'Поставка', stage: 2, amount: 150_050, owner: 1 }));
    const did = String(Object(added?.body).did);
    expect(added).toMatchObject({ name: 'deal.add', body: { did, autor: '1', userUID: '', newparam: { title: 'Поставка', idcategory: '2', iduser: '1', kol: '1500.50' }, ...caller('deal.add') } });
    const change = (body: object) => told(world(), () => nativeCall(world(), 'PATCH', `deal/${did}`, body));
    expect(await change({ note: 'срочно', planned_on: '2024-04-01' })).toEqual([{ name: 'deal.edit', body: { did, autor: '1', newparam: { datum_plan: '2024-04-01', content: 'срочно' }, ...caller('deal.edit') } }]);
    expect(await change({ stage: 3 })).toEqual([{ name: 'deal.change.step', body: { did, autor: '1', stepOld: '20', stepNew: '40', reason: '', comment: '', ...caller('deal.change.step') } }]);
    expect(await change({ stage: 1, name: 'Поставка 2' })).toMatchObject([{ name: 'deal.change.step', body: { stepOld: '40', stepNew: '0' } }]);
    expect(await change({ stage: null })).toMatchObject([{ name: 'deal.change.step', body: { stepOld: '0', stepNew: '0' } }]);
    expect(await change({ owner: 2 })).toEqual([{ name: 'deal.change.user', body: { did, autor: '1', olduser: '1', newuser: '2', comment: '', ...caller('deal.change.user') } }]);
    expect(await change({ closed_at: '2024-03-11T09:00:00Z', stage: 7 })).toEqual([{ name: 'deal.close', body: { did, autor: '1', summa: '1500.50', status: '', ...caller('deal.close') } }]);
    expect(await change({ closed_at: null })).toEqual([{ name: 'deal.edit', body: { did, autor: '1', newparam: { close: 'no', datum_close: '' }, ...caller('deal.edit') } }]);
    expect(await told(world(), () => nativeCall(world(), 'DELETE', `deal/${did}`))).toEqual([{ name: 'deal.delete', body: { did, autor: '1', ...caller('deal.delete') } }]);
  });

  test('a reminder: its author is 0 where it is his own; a deleted one is nobody’s to hear of', async () => {
    const [added] = await told(world(), () => nativeCall(world(), 'POST', 'task', { name: 'Позвонить', owner: 1 }));
    const id = String(Object(added?.body).id);
    expect(added).toEqual({ name: 'task.add', body: { id, autor: '1', ...caller('task.add') } });
    expect(await told(world(), () => nativeCall(world(), 'PATCH', `task/${id}`, { note: 'до обеда' }))).toEqual([{ name: 'task.edit', body: { id, autor: '0', ...caller('task.edit') } }]);
    expect(await told(world(), () => nativeCall(world(), 'PATCH', `task/${id}`, { owner: 2 }))).toEqual([{ name: 'task.edit', body: { id, autor: '1', ...caller('task.edit') } }]);
    expect(await told(world(), () => world().write(`task/update?id=${id}`, { is_done: 1 }))).toEqual([{ name: 'task.doit', body: { id, autor: '1', ...caller('task.doit') } }]);
    expect(await told(world(), () => nativeCall(world(), 'DELETE', `task/${id}`))).toEqual([]);
  });

  test('a note in a history is history.add, then history.edit', async () => {
    const { id: client } = await world().write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 });
    const [added] = await told(world(), () => world().write(`communication/create?class=Customer&related_id=${client}`, { type_id: 1, comment: 'hi' }));
    const id = String(Object(added?.body).id);
    expect(added).toEqual({ name: 'history.add', body: { id, autor: '1', ...caller('history.add') } });
    expect(await told(world(), () => world().write(`communication/update?class=Customer&related_id=${client}&id=${id}`, { comment: 'hello' }))).toEqual([{ name: 'history.edit', body: { id, autor: '1', ...caller('history.edit') } }]);
  });

  test('a lead: nobody’s, appointed, handled, rejected; other changes have no word', async () => {
    const [added] = await told(world(), () => nativeCall(world(), 'POST', 'lead', { name: 'С сайта', owner: null }));
    const id = String(Object(added?.body).id);
    expect(added).toEqual({ name: 'lead.add', body: { id, clid: '0', pid: '0', did: '0', iduser: '0', ...caller('lead.add') } });
    expect(await told(world(), () => nativeCall(world(), 'PATCH', `lead/${id}`, { note: 'спрашивал цену' }))).toEqual([]);
    expect(await told(world(), () => nativeCall(world(), 'PATCH', `lead/${id}`, { owner: 2 }))).toEqual([{ name: 'lead.setuser', body: { id, iduser: '2', coordinator: '1', ...caller('lead.setuser') } }]);
    const client = await nativeCall(world(), 'POST', 'client', { name: 'Из заявки' });
    expect(await told(world(), () => nativeCall(world(), 'PATCH', `lead/${id}`, { status: 'done', client }))).toEqual([
      { name: 'lead.do', body: { id, autor: '1', clid: String(client), pid: '0', did: '0', coordinator: '1', ...caller('lead.do') } },
    ]);
    expect(await told(world(), () => nativeCall(world(), 'PATCH', `lead/${id}`, { status: 'rejected' }))).toEqual([{ name: 'lead.do', body: { id, iduser: '2', coordinator: '1', ...caller('lead.do') } }]);
    expect(await told(world(), () => nativeCall(world(), 'POST', 'lead', { name: 'Звонок', owner: 2 }))).toMatchObject([{ name: 'lead.setuser', body: { clid: '0', pid: '0', did: '0', iduser: '2' } }]);
  });
});
