import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { buildQuery, KEY, onEveryEngine, PASSWORDS, type Login, type Reply, type World } from '../../../test/rukovoditel/world.ts';
import { COVERAGE } from './routes.ts';

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>('', ' ', null, true, false, 0, -1, 1.5, 1e300, 2 ** 60, '99999999999999999999', '999999999999999', 'NaN', '1e5', '0x10', '\0', '\ud800', 'я'.repeat(70_000), "';--", '%', '_', '\\'),
  fc.constantFrom<unknown>('1', '2', '1,2', '1,\n2 , x', '37', '#', '#новое', 'current_user_id', '>1e9', '>5&<|3', '>=99999999999', '2024-02-30', '2024-05-10,', ',', ',,', '9999-12-31', '1000-01-01,9999-12-31', '99999', '(a and', ') or "', 'or', '25:61', '150%', 'https://'),
  fc.string({ maxLength: 6 }), fc.integer(), fc.double(),
);
const junk: fc.Arbitrary<unknown> = fc.oneof({ weight: 4, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 4 }), scalar, { maxKeys: 2 }), fc.jsonValue({ maxDepth: 3 }));
/** Entities with fields of theirs, each of another kind. */
const FIELDS = {
  1: ['5', '6', '7', '9', '10', '12', '13', '201'], 21: ['156', '157', '158', '159', '160', '161', '162', '154', '155', '197'], 22: ['167', '168', '171', '173', '174', '175', '177', '198', '204'],
  23: ['182', '183', '184', '185', '194'], 24: ['191', '193'], 100001: ['100001001', '100001002', '100001003', '100001005', '100001008', '100001010'], 34: ['429'],
} as const;
const SYSTEM = ['id', 'parent_item_id', 'created_by', 'date_added', 'date_updated', '157_db_value', 'firstname', 'email', 'foo', '__proto__', 'constructor', 'field_', 'field_0', '0', '1'] as const;
const keyOf = (fields: readonly string[]): fc.Arbitrary<string> => fc.oneof({ weight: 6, arbitrary: fc.tuple(fc.constantFrom(...fields), fc.constantFrom('', 'field_')).map(([field, before]) => before + field) }, fc.constantFrom(...SYSTEM));
const WORDS = ['include', 'exclude', 'empty_value', 'not_empty_value', 'search', 'search_match', 'filter_by_days', 'filter_by_week', 'filter_by_month', 'filter_by_year', 'filter_by_overdue', 'filter_by_overdue_with_time', 'foo'] as const;
const condition = fc.oneof(junk, fc.record({ value: junk, condition: fc.oneof({ weight: 5, arbitrary: fc.constantFrom<unknown>(...WORDS) }, junk) }, { requiredKeys: [] }));
const file = fc.record({ name: fc.oneof(fc.constantFrom<unknown>('a.txt', '../x', '.htaccess', 'a.php', ''), junk), content: fc.oneof(fc.constantFrom<unknown>('SGk=', '***', ''), junk) }, { requiredKeys: [] });
const id = fc.oneof({ weight: 3, arbitrary: fc.constantFrom<unknown>(1, '1', 2, 999) }, junk);

/** Each parameter of Rukovoditel contract 2, for one entity; nobody’s password is changed here, or the next call would not come in. */
const membersOf = (entity: unknown, fields: readonly string[]): fc.Arbitrary<{ readonly entity_id: unknown; readonly [name: string]: unknown }> => {
  const map = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 8, arbitrary: fc.dictionary(keyOf(fields), value, { maxKeys: 3 }) }, junk);
  const values = map(fc.oneof({ weight: 4, arbitrary: junk }, file, fc.array(file, { maxLength: 2 })));
  return fc.record({
    entity_id: fc.oneof({ weight: 15, arbitrary: fc.constant(entity) }, junk),
    items: fc.oneof(values, fc.array(values, { maxLength: 2 })), data: values, update_by_field: map(fc.oneof(id, junk)), delete_by_field: map(fc.oneof(id, junk)), filters: map(condition),
    select_fields: fc.oneof(junk, fc.constantFrom(...fields)), reports_id: fc.oneof(fc.constantFrom(59, 61, '', 0), junk), parent_item_id: id, related_entity_id: id, related_item_id: id,
    limit: junk, rows_per_page: junk, page: junk, item_id: id, field_id: fc.oneof(fc.constantFrom<unknown>(162, 'field_177', 10), junk), filename: junk,
    comment_description: junk, comment_attachments: fc.oneof(junk, fc.array(file, { maxLength: 2 })), comment_fields: values, created_by: id,
    list_id: id, process_id: junk, notify: junk, login_url: junk,
  }, { requiredKeys: ['entity_id'] });
};
const members = fc.constantFrom(...Object.entries(FIELDS)).chain(([entity, fields]) => membersOf(entity, fields));

const WRITING: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'insert_comment', 'delete_attachment']);
const RUNS = Number(process.env['RUNS'] ?? 8);
const TABLES = ['projects', 'tasks', 'tickets', 'discussions', 'user', 'client', 'comment'];

onEveryEngine('whatever is sent', (current) => {
  const world = (): World => current();
  /** Every row that is, with its version. */
  const rows = (): Promise<unknown> => world().store.sql(`${TABLES.map((table) => `SELECT '${table}' AS name, id, version, deleted_at FROM e_${table}`).join(' UNION ALL ')} ORDER BY 1, 2`);
  const isEnvelope = ({ status, contentType, json }: Reply): void => {
    expect(contentType).toBe('text/html; charset=UTF-8');
    if (status === 200) expect(json).toMatchObject({ status: 'success', data: expect.anything() });
    else expect([status, json]).toEqual([500, { status: 'error', error_code: '', error_message: expect.stringMatching(/./u) }]);
  };
  beforeAll(async () => {
    await world().insert(21, { field_158: 'Alpha', field_157: '37', field_161: '2,3', field_162: [{ name: 'a.txt', content: 'SGk=' }] });
    await world().insert(21, { field_158: 'Beta' });
    await world().insert(22, [{ parent_item_id: 1, field_168: 'Draw' }, { parent_item_id: 2, field_168: 'Move' }]);
    await world().insert(23, { parent_item_id: 1, field_184: 'Question', field_182: '56' });
  });

  for (const { call: action } of COVERAGE) {
    test(`${action} answers in the envelope, logs no fault, and an error has written nothing`, async () => {
      const writes = WRITING.has(action);
      let before = await rows();
      await fc.assert(fc.asyncProperty(members, fc.constantFrom<Login>('root', 'mia'), fc.boolean(), async (sent, login, asForm) => {
        // Nobody changes or deletes the one who calls next.
        const own = (sent.entity_id === '1' || sent.entity_id === 1) && writes ? { update_by_field: { id: 4 }, delete_by_field: { id: [1, 4] } } : {};
        const whole = { key: KEY, username: login, password: PASSWORDS[login], action, ...sent, ...own };
        const faults = world().faults.length;
        const reply = asForm ? await world().send(wellFormed(whole), 'application/x-www-form-urlencoded') : await world().send(JSON.stringify(whole));
        isEnvelope(reply);
        expect(world().faults.slice(faults)).toEqual([]);
        const after = writes ? await rows() : before;
        if (reply.status === 200) before = after;
        expect(after).toEqual(before);
      }), { numRuns: RUNS });
      expect(await rows()).toEqual(before);
    });
  }

  test('the parameters that every call has are refused in the envelope, too', async () => {
    const common = fc.record({ key: fc.oneof(fc.constant<unknown>(KEY), junk), username: junk, password: junk, action: fc.oneof(fc.constant<unknown>('login'), junk) }, { requiredKeys: [] });
    await fc.assert(fc.asyncProperty(common, async (sent) => {
      const reply = await world().send(JSON.stringify(sent));
      isEnvelope(reply);
      expect(reply.status).toBe(500);
    }), { numRuns: 20 });
    expect(world().faults).toEqual([]);
  });

  test('an action that is none is named, in part when it is long', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(junk, fc.constantFrom('__proto__', 'constructor', 'toString')), async (action) => {
      const { json } = await world().send(JSON.stringify({ key: KEY, username: 'root', password: PASSWORDS.root, action }));
      expect(json.error_message).toMatch(/^action [^]{0,100} not exist$/u);
    }), { numRuns: 20 });
    expect(world().faults).toEqual([]);
  });
});

/** A form has no half characters. */
function wellFormed(sent: object): string {
  return buildQuery(JSON.parse(JSON.stringify(sent).replaceAll(/\\ud[89a-f][0-9a-f]{2}/giu, '')) as object);
}
