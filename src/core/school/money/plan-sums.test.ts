import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { openSchool, type School } from '../../../../test/school/school.ts';
import { authorOf } from '../../context.ts';
import type { FieldInputs } from '../../records/accept-values.ts';
import { deleteRecord } from '../../records/delete-record.ts';
import { purgeRecord } from '../../records/purge-record.ts';
import { restoreRecord } from '../../records/restore-record.ts';
import { updateRecord } from '../../records/update-record.ts';

const [INCOME, REFUND, GOODS] = [1, 5, 9];
const DAY = '2024-03-15';

for (const engine of testedEngines()) {
  describe(`${engine.name}: sums of clients and subscriptions`, () => {
    let school: School;
    let tariff: number;
    beforeAll(async () => {
      school = await openSchool(engine);
      tariff = await school.add('tariff', { name: 'Четыре урока', price: 200_000, lessons: 4 });
    });
    afterAll(() => school.dispose());

    const addClient = (): Promise<number> => school.add('client', { name: 'Анна' });
    const pay = (client: number, income: number, more: FieldInputs = {}): Promise<number> => school.add('payment', { client, income, type: INCOME, date: DAY, ...more });
    const subscribe = (client: number, more: FieldInputs = {}): Promise<number> => school.add('subscription', { client, tariff, starts_on: '2024-03-01', ...more });
    const change = (entity: string, id: number, inputs: FieldInputs): Promise<boolean> => updateRecord(school.crm, school.me, entity, id, inputs);
    const sums = async (client: number): Promise<unknown> => {
      const { balance_base, balance, bonus, paid_lessons } = await school.read('client', client);
      return [balance_base, balance, bonus, paid_lessons];
    };
    const own = async (subscription: number): Promise<unknown> => {
      const { balance, paid_lessons } = await school.read('subscription', subscription);
      return [balance, paid_lessons];
    };

    test('refuse a payment that could not be counted exactly, and stay as they were', async () => {
      const client = await addClient();
      await pay(client, Number.MAX_SAFE_INTEGER);
      await expect(pay(client, 1)).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'balance', fault: 'out_of_range' }] } });
      expect(await sums(client)).toEqual([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0, 0]);
    });

    test('are not written by anybody', async () => {
      const client = await addClient();
      await expect(change('client', client, { balance: 1 })).rejects.toMatchObject({ code: 'invalid' });
      await expect(subscribe(client, { balance: 1 })).rejects.toMatchObject({ code: 'invalid' });
    });

    test('do not move by what is unconfirmed, for goods, or of nobody', async () => {
      const client = await addClient();
      await pay(client, 1000, { confirmed: false });
      await pay(client, 1000, { type: GOODS });
      await school.add('payment', { income: 1000, type: INCOME, date: DAY });
      expect(await sums(client)).toEqual([0, 0, 0, 0]);
    });

    test('follow a payment that is made, changed, deleted and restored', async () => {
      const client = await addClient();
      await subscribe(client);
      const payment = await pay(client, 100_000);
      expect(await sums(client)).toEqual([100_000, 100_000, 0, 2]);
      await change('payment', payment, { income: 150_000, expenditure: 1 });
      expect(await sums(client)).toEqual([149_999, 149_999, 0, 2]);
      await change('payment', payment, { type: REFUND });
      expect(await sums(client)).toEqual([-150_001, -150_001, 0, -4]);
      await change('payment', payment, { confirmed: false });
      expect(await sums(client)).toEqual([0, 0, 0, 0]);
      await change('payment', payment, { confirmed: true });
      await deleteRecord(school.crm, school.me, 'payment', payment);
      expect(await sums(client)).toEqual([0, 0, 0, 0]);
      await restoreRecord(school.crm, school.me, 'payment', payment);
      expect(await sums(client)).toEqual([-150_001, -150_001, 0, -4]);
    });

    test('move with a payment to another client', async () => {
      const [first, second] = [await addClient(), await addClient()];
      const payment = await pay(first, 700);
      await change('payment', payment, { client: second });
      expect([await sums(first), await sums(second)]).toEqual([[0, 0, 0, 0], [700, 700, 0, 0]]);
      await change('payment', payment, { client: null });
      expect(await sums(second)).toEqual([0, 0, 0, 0]);
    });

    test('are a subscription’s own where it is separate and the payer’s, and the client’s otherwise', async () => {
      const [client, other] = [await addClient(), await addClient()];
      const [separate, shared] = [await subscribe(client, { separate: true }), await subscribe(client)];
      await pay(client, 60_000, { subscription: separate });
      await pay(client, 10_000, { subscription: shared });
      await pay(other, 5000, { subscription: separate });
      expect([await own(separate), await own(shared)]).toEqual([[60_000, 1], [0, 0]]);
      expect([await sums(client), await sums(other)]).toEqual([[10_000, 70_000, 0, 1], [5000, 5000, 0, 0]]);
    });

    test('leave a separate subscription out while it is deleted or not separate, and book on in its absence', async () => {
      const client = await addClient();
      const subscription = await subscribe(client, { separate: true });
      const payment = await pay(client, 60_000, { subscription });
      await deleteRecord(school.crm, school.me, 'subscription', subscription);
      expect(await sums(client)).toEqual([0, 0, 0, 0]);
      await change('payment', payment, { income: 50_000 });
      await restoreRecord(school.crm, school.me, 'subscription', subscription);
      expect([await sums(client), await own(subscription)]).toEqual([[0, 50_000, 0, 1], [50_000, 1]]);
      await change('subscription', subscription, { separate: false });
      expect([await sums(client), await own(subscription)]).toEqual([[0, 0, 0, 0], [50_000, 0]]);
      await change('subscription', subscription, { separate: true });
      expect(await sums(client)).toEqual([0, 50_000, 0, 1]);
    });

    test('give what a subscription held back to the client when it is removed for good: the payments are still there', async () => {
      const client = await addClient();
      const subscription = await subscribe(client, { separate: true });
      const payment = await pay(client, 60_000, { subscription });
      await deleteRecord(school.crm, school.me, 'subscription', subscription);
      await purgeRecord(school.crm, school.me, 'subscription', subscription);
      expect(await sums(client)).toEqual([60_000, 60_000, 0, 0]);
      await deleteRecord(school.crm, school.me, 'payment', payment);
      expect(await sums(client)).toEqual([0, 0, 0, 0]);
    });

    test('go with a deleted client, and come back with him and what he paid', async () => {
      const client = await addClient();
      const subscription = await subscribe(client, { separate: true });
      await pay(client, 700);
      await pay(client, 50_000, { subscription });
      await school.add('bonus', { client, amount: 5 });
      await deleteRecord(school.crm, school.me, 'client', client);
      expect(await school.crm.storage.readRecord('client', client)).toMatchObject({ balance: 0, balance_base: 0, bonus: 0, paid_lessons: 0 });
      await restoreRecord(school.crm, school.me, 'client', client);
      expect([await sums(client), await own(subscription)]).toEqual([[700, 50_700, 5, 1], [50_000, 1]]);
    });

    test('count bonuses given, spent and taken back', async () => {
      const client = await addClient();
      await school.add('bonus', { client, amount: 50 });
      const spent = await school.add('bonus', { client, amount: -20 });
      expect(await sums(client)).toEqual([0, 0, 30, 0]);
      await deleteRecord(school.crm, school.me, 'bonus', spent);
      expect(await sums(client)).toEqual([0, 0, 50, 0]);
    });

    test('let lessons paid for follow discounts, tariffs and the day a subscription ends', async () => {
      const client = await addClient();
      const price = await school.add('tariff', { name: 'Своя цена', price: 50_000 });
      const subscription = await subscribe(client, { tariff: price });
      await pay(client, 100_000);
      const discount = await school.add('discount', { client, kind: 'percent', amount: 50 });
      expect([await sums(client), await own(subscription)]).toEqual([[100_000, 100_000, 0, 4], [0, 4]]);
      await deleteRecord(school.crm, school.me, 'discount', discount);
      expect(await own(subscription)).toEqual([0, 2]);
      await change('tariff', price, { price: 100_000 });
      expect([await sums(client), await own(subscription)]).toEqual([[100_000, 100_000, 0, 1], [0, 1]]);
      await change('subscription', subscription, { ends_on: '2024-03-14' });
      expect([await sums(client), await own(subscription)]).toEqual([[100_000, 100_000, 0, 0], [0, 0]]);
    });

    test('are those of a client, a subscription and a payment made by one decision', async () => {
      const { idOf, decision } = await school.crm.write(authorOf(school.me), async (draft) => {
        const client = draft.insert('client', { name: 'Новая' });
        const subscription = draft.insert('subscription', { client, tariff, starts_on: DAY, separate: true });
        draft.insert('payment', { client, subscription, type: INCOME, date: DAY, income: 60_000 });
        draft.insert('payment', { client, type: INCOME, date: DAY, income: 1000 });
        return { client, subscription };
      });
      expect([await sums(idOf(decision.client)), await own(idOf(decision.subscription))]).toEqual([[1000, 61_000, 0, 1], [60_000, 1]]);
    });
  });
}
