import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alfacrmEvents } from '../../src/dialects/alfacrm/events/format.ts';
import { salesmanEvents } from '../../src/dialects/salesman/events/format.ts';
import { salesmanCall, toldBy, withAllFaces } from './told.ts';

/** Each run is several writes. */
const RUNS = { numRuns: 15 };
const text = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'аБв Ё«»,;12') }).map((word) => `х${word}`);

/** Some of the members, each with some of its values. */
const some = <Members extends Readonly<Record<string, fc.Arbitrary<unknown>>>>(members: Members) => fc.record(members, { requiredKeys: [] });

withAllFaces('what is told agrees with what is shown', (world) => {
  test('newparam of SalesMan has the values of client/list', async () => {
    const clid = Number((await salesmanCall(world(), 'client/add', { title: 'Сверка' }))['data']);
    const changes = some({
      title: text, des: text, phone: fc.constantFrom('8 342 200-00-01', ['8 342 200-00-02', '8 342 200-00-03'], ''), address: text, iduser: fc.constantFrom(1, 2),
      idcategory: fc.constantFrom('Розница', 1, 0), territory: fc.constantFrom('Пермь', 'Тверь', ''), tip_cmr: fc.constantFrom('3 - Текущий клиент', '4 - Постоянный клиент'),
      clientpath: fc.constantFrom(1, 2, ''), type: fc.constantFrom('client', 'partner'), input1: text, head_clid: fc.constantFrom(clid, 0),
    });
    await fc.assert(fc.asyncProperty(changes, async (change) => {
      const [told] = await toldBy(world(), salesmanEvents, () => salesmanCall(world(), 'client/update', { clid, ...change }));
      const newparam: Readonly<Record<string, string>> = Object(Object(told?.body).newparam);
      const { data } = await salesmanCall(world(), 'client/list', {});
      const row: Readonly<Record<string, unknown>> = Object(Array.isArray(data) ? data.find((one) => Object(one).clid === clid) : undefined);
      expect(Object.fromEntries(Object.keys(newparam).map((name) => [name, String(row[name] ?? '')]))).toEqual(newparam);
      expect(Object.keys(change)).toEqual(expect.arrayContaining(Object.keys(newparam)));
    }), RUNS);
  });

  test('fields_old and fields_new of alfaCRM have the values of the index before and after, and all that differs', async () => {
    const { id } = await world().write('1/customer/create', { name: 'Сверка', is_study: 1, legal_type: 1 });
    const changes = some({
      name: text, note: text, is_study: fc.constantFrom(0, 1), dob: fc.constantFrom('2012-12-03', '03.12.2011', null), phone: fc.constantFrom('79000000001', ['79000000002', '123'], []),
      lead_status_id: fc.constantFrom(1, 2, null), gender: fc.constantFrom(0, 1, 2), color: fc.constantFrom('#fff', null), assigned_id: fc.constantFrom(1, 2, null), branch_ids: fc.constantFrom([1], []),
    });
    const shown = async (): Promise<Readonly<Record<string, unknown>>> => (await world().list('customer/index', { id, is_study: 2 })).items[0] ?? {};
    await fc.assert(fc.asyncProperty(changes, async (change) => {
      const before = await shown();
      const [told] = await toldBy(world(), alfacrmEvents, () => world().write(`customer/update?id=${id}`, change));
      const after = await shown();
      const changed = Object.keys(after).filter((name) => name !== 'updated_at' && JSON.stringify(before[name]) !== JSON.stringify(after[name]));
      const side = (model: Readonly<Record<string, unknown>>) => Object.fromEntries(changed.map((name) => [name, model[name]]));
      expect(told === undefined ? [] : [Object(told.body).fields_old, Object(told.body).fields_new]).toEqual(changed.length === 0 ? [] : [side(before), side(after)]);
    }), RUNS);
  });
});
