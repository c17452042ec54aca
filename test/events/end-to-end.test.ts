import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebhook, type NewWebhook } from '../../src/core/delivery/create-webhook.ts';
import { openZone } from '../../src/core/time.ts';
import alfacrm from '../../src/dialects/alfacrm/index.ts';
import native from '../../src/dialects/native/index.ts';
import salesman from '../../src/dialects/salesman/index.ts';
import { createDelivery, formatsOf, type Delivery } from '../../src/server/deliver.ts';
import type { World } from '../alfacrm/world.ts';
import { openReceiver, type Receiver, type Visit } from '../delivery/receiver.ts';
import { until } from '../delivery/world.ts';
import { salesmanCall, withAllFaces } from './told.ts';

const DIALECTS = [native, salesman, alfacrm];

withAllFaces('a receiver', (world) => {
  let open: { readonly receiver: Receiver; readonly delivery: Delivery } | undefined;
  const opened = () => {
    if (open === undefined) throw new Error('delivery works only while a test runs');
    return open;
  };
  beforeAll(async () => {
    const { crm } = world();
    const note = (facts: object, message: string): void => void world().log.push(`${message} ${JSON.stringify(facts)}`);
    const delivery = createDelivery({ crm, zone: openZone('Europe/Moscow'), dialects: DIALECTS, settings: { allowPrivate: ['127.0.0.1'], webhookRetries: [0] }, log: { error: note, warn: note } });
    await delivery.start();
    open = { receiver: await openReceiver(), delivery };
  });
  afterAll(async () => {
    await open?.delivery.stop();
    await open?.receiver.close();
  });

  /** A subscription whose deliveries come to a path of its own; gives what came there, once something has. */
  async function heard(world: World, path: string, webhook: Partial<NewWebhook>, write: () => Promise<unknown>): Promise<Visit> {
    const { receiver, delivery } = opened();
    await createWebhook(world.crm, await world.context(), { title: path, target: 'url', url: `http://127.0.0.1:${receiver.port}${path}`, events: ['*'], ...webhook }, formatsOf(DIALECTS));
    await write();
    delivery.happened();
    const arrived = (): Visit | undefined => receiver.visits.find((visit) => visit.path.startsWith(path.split('{', 1)[0] ?? ''));
    await until(() => arrived() !== undefined);
    const visit = arrived();
    if (visit === undefined) throw new Error('nothing came');
    expect(world.log).toEqual([]);
    return visit;
  }

  const customer = async (): Promise<number> => (await world().write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 })).id;

  test('a rule calls a URL with values of the record', async () => {
    const visit = await heard(world(), '/rule/{entity}/{id}', { format: 'parameters', method: 'GET', events: ['client.created'], parameters: { name: '{record.name}' } }, () => salesmanCall(world(), 'client/add', { title: 'Клён & Ко' }));
    expect({ method: visit.method, path: visit.path, body: visit.body }).toEqual({ method: 'GET', path: `/rule/client/1?${new URLSearchParams({ name: 'Клён & Ко' })}`, body: '' });
  });

  test('a SalesMan WebHook', async () => {
    const visit = await heard(world(), '/salesman', { format: 'salesman', events: ['client.add'] }, () => salesmanCall(world(), 'client/add', { title: 'Дуб', iduser: 2 }));
    expect(visit.headers['content-type']).toBe('application/json');
    expect(visit.body).toBe('{"clid":"2","autor":"1","user":"2","event":"client.add","identity":"1","iduser1":"1"}');
  });

  test('57: a lesson that is conducted', async () => {
    const [client, { id: subject }] = [await customer(), await world().write('1/subject/create', { name: 'Химия' })];
    const { id } = await world().write('1/lesson/create', { lesson_type_id: 3, lesson_date: '05.03.2024', time_from: '10:00', duration: 60, subject_id: subject, customer_ids: [client] });
    const visit = await heard(world(), '/lesson', { format: 'alfacrm', events: ['Lesson.update'] }, () => world().write(`lesson/update?id=${id}`, { status: 3 }));
    expect(visit).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(visit.body)).toEqual({
      branch_id: 1, event: 'update', entity: 'Lesson', entity_id: id, fields_old: { status: 1 }, fields_new: { status: 3 }, fields_rel: [], user_id: 1,
      datetime: expect.stringMatching(/^.{19}$/u) as string,
    });
  });

  test('58: a payment', async () => {
    const client = await customer();
    const visit = await heard(world(), '/pay', { format: 'alfacrm', events: ['Pay.create'] }, () => world().write('pay/create', { customer_id: client, pay_type_id: 1, pay_account_id: 1, document_date: '05.03.2024', income: 4000, branch_id: 1 }));
    expect(JSON.parse(visit.body)).toMatchObject({ entity: 'Pay', event: 'create', fields_old: [], fields_new: { customer_id: client, income: '4000.00' } });
  });
});
