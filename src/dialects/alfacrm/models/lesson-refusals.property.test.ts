import { beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { onEveryEngine } from '../../../../test/alfacrm/world.ts';

const RUNS = 60;
const MEMBERS = ['id', 'branch_id', 'date', 'lesson_date', 'time_from', 'time_to', 'duration', 'status', 'lesson_type_id', 'subject_id', 'customer_id', 'customer_ids', 'group_id', 'group_ids', 'teacher_ids', 'room_id', 'details',
  'related_class', 'related_id', 'day', 'days', 'time_from_v', 'time_to_v', 'b_date', 'e_date_v', 'pay_type_id', 'pay_account_id', 'document_date', 'income', 'is_confirmed', 'amount', 'note', 'date1', 'date2', 'date_from', 'sum_to', 'location_ids', 'page', 'pageSize'];
const CALLS = ['1/lesson/index', '1/lesson/create', '1/lesson/update?id=1', '1/lesson/teach', '1/regular-lesson/index', '1/regular-lesson/create', '1/regular-lesson/update?id=1', '1/pay/index', '1/pay/create', '1/pay/update?id=1',
  '1/calendar/customer', '1/bonus/bonus-add', '1/bonus/bonus-spend', 'bonus/balance-bonus'];

const value = fc.oneof(
  fc.constantFrom<unknown>(1, '1', 3, '05.03.2024', '2024-03-05', '10:00', '2024-03-05T11:00:00', 60, [1], ['1'], [1, 2], 'Group', 'Customer', true, null, '', -1, 1e15, [{ customer_id: 1, is_attend: 1 }], [{ id: 1, reason_id: 'x' }], {}),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A list, a bare list, a balance or the outcome of a write under 200; else the body of a protocol error. */
function isKnown(status: number, json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  if (status !== 200) return [400, 404].includes(status) && 'status' in json && json.status === status && 'message' in json;
  if (!('success' in json)) return Array.isArray(json) || 'total' in json || 'balance_bonus' in json;
  return 'errors' in json && Array.isArray(json.errors) === (json.success === true);
}

onEveryEngine('whatever is sent of lessons and money', (world) => {
  beforeAll(async () => {
    await world().write('subject/create', { name: 'English', weight: 1 });
    const { id } = await world().write('1/customer/create', { name: 'Анна', is_study: 1, legal_type: 1 });
    await world().write('1/lesson/create', { lesson_type_id: 1, lesson_date: '05.03.2024', time_from: '10:00', duration: 60, subject_id: 1, customer_ids: [id], status: 3 });
    await world().write('1/pay/create', { customer_id: id, pay_type_id: 1, pay_account_id: 1, document_date: '05.03.2024', income: 10 });
  });

  test('is answered in one of the known shapes, and never with an error of ours', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...CALLS), fc.dictionary(fc.constantFrom(...MEMBERS), value, { maxKeys: 12 }), async (path, body) => {
      const { status, json } = await world().post(path, body);
      expect({ path, status, known: isKnown(status, json) }).toEqual({ path, status, known: true });
    }), { numRuns: RUNS });
    expect(world().log).toEqual([]);
  });
});
