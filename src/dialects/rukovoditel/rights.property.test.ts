import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { design, type Designed } from '../../../test/rukovoditel/designed.ts';
import { SETUP } from '../../../test/factories.ts';
import { onEveryEngine, type Reply, type World } from '../../../test/rukovoditel/world.ts';
import { removeStateRule } from '../../core/designer/remove-state-rule.ts';
import { setEntityRight } from '../../core/designer/set-entity-right.ts';
import { setStateRule } from '../../core/designer/set-state-rule.ts';
import { optionLists } from '../../core/options/option-lists.ts';
import { COMMENT_RIGHTS, DELETE_RIGHTS, READ_RIGHTS, UPDATE_RIGHTS } from '../../core/permissions/rights.ts';

/** The one whose rights change: a Developer, user 3 of the world. */
const ME = 3;
const FIELDS = ['secret', 'amount', 'day', 'status', 'labels', 'team', 'papers'] as const;
type Field = (typeof FIELDS)[number];
const STATES = ['new', 'closed'] as const;
/** No label, name or format has this letter in it: where it appears in an answer, a value was told. */
const MARK = 'Ж';

const right = fc.record({
  read: fc.constantFrom(...READ_RIGHTS), create: fc.boolean(), update: fc.constantFrom(...UPDATE_RIGHTS), delete: fc.constantFrom(...DELETE_RIGHTS), comment: fc.constantFrom(...COMMENT_RIGHTS),
  hidden: fc.subarray([...FIELDS]), fixed: fc.subarray([...FIELDS]),
});
const office = fc.record({ folder: fc.constantFrom('none' as const, 'assigned' as const, 'all' as const), mine: right, rule: fc.option(fc.record({ states: fc.subarray([...STATES], { minLength: 1 }), update: fc.boolean(), delete: fc.boolean(), fixed: fc.subarray([...FIELDS]) })) });
type Office = typeof office extends fc.Arbitrary<infer Of> ? Of : never;

/** A record as this test remembers it. */
interface Paper {
  readonly id: number;
  readonly folder: number;
  readonly author: number;
  readonly team: readonly number[];
  readonly state: (typeof STATES)[number];
}
const EXAMPLE: Omit<Paper, 'id'> = { folder: 1, author: 1, team: [], state: 'new' };
const SOME_ID = { id: expect.stringMatching(/^\d+$/u) as unknown };
const NO_ACCESS = "You don't have access";
const REPORT_CONDITIONS = ['include', 'exclude', 'empty_value', 'not_empty_value', 'search_type_match'] as const;
/** What the value of a field looks like in an answer. */
const SIGNS: Readonly<Record<Field, RegExp>> = { secret: /Ж secret/u, amount: /7771/u, day: /2031|12\/1\d\//u, status: /"(new|closed)"/u, labels: /Жёлтый/u, team: /Mia Stone/u, papers: /Ж\.txt/u };
const PAPERS: readonly Omit<Paper, 'id'>[] = [1, 2].flatMap((folder) => [1, ME].flatMap((author) => [[], [2], [2, ME]].flatMap((team) => STATES.map((state) => ({ folder, author, team, state })))));

onEveryEngine('a group with random rights', (current) => {
  const world = (): World => current();
  let made: { readonly folders: Designed; readonly papers: Designed; readonly role: number } | undefined;
  const known = (): NonNullable<typeof made> => { if (made === undefined) throw new Error('not made yet'); return made; };
  const field = (name: string): number => known().papers.field(name);
  let papers: readonly Paper[] = [];
  let rule: number | undefined;

  beforeAll(async () => {
    const folders = await design(world(), 'folders', [{ name: 'team', type: 'links', settings: { entity: 'user' } }]);
    const designed = await design(world(), 'papers', [
      { name: 'secret', type: 'text' }, { name: 'amount', type: 'decimal' }, { name: 'day', type: 'date' }, { name: 'status', type: 'option', options: STATES }, { name: 'labels', type: 'options', options: ['Жёлтый'] },
      { name: 'team', type: 'links', settings: { entity: 'user' } }, { name: 'papers', type: 'files' },
    ], { parent: 'folders', commented: true });
    made = { folders, papers: designed, role: (await world().crm.directory()).roles.find(({ code }) => code === 'developer')?.id ?? 0 };
    const [name, team] = [`field_${folders.field('name')}`, `field_${folders.field('team')}`];
    await world().insert(folders.number, [{ [name]: 'Mine', [team]: ME }, { [name]: `${MARK} of others` }]);
    const ids = await world().insert(designed.number, PAPERS.map(values));
    papers = ids.split(',').map((id, index) => ({ id: Number(id), ...(PAPERS[index] ?? EXAMPLE) }));
    await world().crm.write(SETUP, async (draft) => {
      for (const [index, one] of FIELDS.entries()) {
        for (const [offset, condition] of REPORT_CONDITIONS.entries()) draft.insert('report', { title: one, entity: 'papers', number: 1000 + index * 10 + offset, filters: JSON.stringify([{ field: String(designed.field(one)), condition, values: '2,Ж,2031-12-13,' }]) });
        draft.insert('report', { title: one, entity: 'papers', number: 1009 + index * 10, sorting: `${designed.field(one)}_desc` });
      }
    });
  });

  const values = ({ folder, author, team, state }: Omit<Paper, 'id'>, index: number): Record<string, unknown> => ({
    [`field_${field('name')}`]: 'Paper', [`field_${field('secret')}`]: `${MARK} secret ${index % 5}`, [`field_${field('amount')}`]: 777_123 + (index % 7), [`field_${field('day')}`]: `2031-12-1${index % 6}`, [`field_${field('labels')}`]: known().papers.option('labels', 'Жёлтый'),
    [`field_${field('papers')}`]: [{ name: `${MARK}.txt`, content: Buffer.from(MARK).toString('base64') }], [`field_${field('status')}`]: known().papers.option('status', state), [`field_${field('team')}`]: team.join(','), parent_item_id: folder, created_by: author,
  });

  const settle = async ({ folder, mine, rule: wanted }: Office): Promise<void> => {
    const root = await world().context('root');
    const { role } = known();
    await setEntityRight(world().crm, root, { role, entity: 'folders', read: folder });
    await setEntityRight(world().crm, root, { role, entity: 'papers', ...mine });
    if (rule !== undefined) await removeStateRule(world().crm, root, rule);
    rule = undefined;
    if (wanted === null) return;
    const list = (await known().papers.wire()).field(field('status'))?.core?.settings.list;
    const lists = optionLists(await world().crm.directory());
    const options = wanted.states.map((state) => lists.of(list).byTitle(state)?.id ?? 0);
    rule = await setStateRule(world().crm, root, { entity: 'papers', field: 'status', options, roles: [role], update: wanted.update, delete: wanted.delete, fixed: wanted.fixed });
  };
  const call = (action: string, members: object): Promise<Reply> => world().call(action, { entity_id: known().papers.number, ...members }, 'dev');
  const idsOf = ({ json }: Reply): readonly number[] => (json.data as readonly { readonly id: string }[]).map(({ id }) => Number(id));
  const written = ({ json }: Reply): unknown => json.data ?? json.error_message;
  const noField = (name: Field): string => `field_${field(name)} not exist in entity ${known().papers.number}`;

  /** Fails when an answer has the value of a hidden field in it. */
  const tellsNothing = (reply: Reply, { mine: { hidden } }: Office): Reply => {
    expect([...hidden].filter((name) => SIGNS[name].test(reply.text))).toEqual([]);
    return reply;
  };
  /** All papers that the caller sees, as the answer to a question should have them. */
  const seen = (wanted: Office): readonly Paper[] => papers.filter((paper) => sees(wanted, paper));

  const property = (check: (wanted: Office) => Promise<void>): Promise<void> => fc.assert(fc.asyncProperty(office, async (wanted) => {
    await settle(wanted);
    await check(wanted);
  }), { numRuns: Number(process.env['RUNS'] ?? 6) });

  test('reads the rows and the fields it may see, and counts no others', async () => {
    await property(async (wanted) => {
      const all = { select_fields: [...FIELDS, 'name'].map(field).join(','), rows_per_page: 100 };
      const reply = tellsNothing(await call('select', all), wanted);
      const rows = (reply.json.data ?? []) as readonly Record<string, string>[];
      expect(reply.json.error_message).toBe(wanted.mine.read === 'none' ? NO_ACCESS : undefined);
      expect(rows.map(({ id }) => Number(id))).toEqual(seen(wanted).map(({ id }) => id));
      expect(reply.json['number_of_rows']).toBe(wanted.mine.read === 'none' ? undefined : seen(wanted).length);
      for (const row of rows) expect(FIELDS.filter((name) => Object.hasOwn(row, String(field(name))))).toEqual(FIELDS.filter((name) => !wanted.mine.hidden.includes(name)));
      // What the record lies in is named only to who sees that one.
      const parents = await call('select', { select_fields: String((await known().papers.wire()).fields.find(({ reserved }) => reserved === 'parent_item_id')?.number) });
      expect(parents.text.includes(MARK)).toBe(wanted.folder === 'all' && seen(wanted).some(({ folder }) => folder === 2));
    });
  });

  test('asks nothing of a hidden field, neither by a condition nor by a criterion nor by a saved report', async () => {
    await property(async (wanted) => {
      const { hidden, read } = wanted.mine;
      const ids = (reply: Reply): unknown => (reply.json.data === undefined ? reply.json.error_message : idsOf(reply));
      for (const name of fc.sample(fc.shuffledSubarray([...FIELDS], { minLength: 2, maxLength: 2 }), 1).flat()) {
        const closed = read === 'none' ? NO_ACCESS : hidden.includes(name) ? noField(name) : undefined;
        for (const condition of [...REPORT_CONDITIONS, 'search', 'search_match', 'filter_by_days']) {
          const reply = tellsNothing(await call('select', { filters: { [`${field(name)}_db_value`]: { value: '2', condition } } }), wanted);
          expect([condition, reply.json.error_message]).toEqual([condition, closed]);
        }
        const found = tellsNothing(await call('update', { update_by_field: { [field(name)]: '2' }, data: {} }), wanted);
        expect(found.json.error_message).toBe(wanted.mine.update === 'none' ? NO_ACCESS : closed);
        const at = 1000 + FIELDS.indexOf(name) * 10;
        for (const offset of REPORT_CONDITIONS.keys()) expect((await call('select', { reports_id: at + offset })).json.error_message).toBe(closed);
        // The order by a hidden field would tell which value is the larger one.
        const sorted = await call('select', { reports_id: at + 9 });
        expect(closed === undefined || JSON.stringify(ids(sorted)) === JSON.stringify(read === 'none' ? NO_ACCESS : seen(wanted).map(({ id }) => id))).toBe(true);
      }
    });
  });

  test('changes what it may, leaves the rest as it is, and is told of no row it does not see', async () => {
    await property(async (wanted) => {
      const before = await world().rows(known().papers.number);
      const open = seen(wanted).filter((paper) => changes(wanted, paper));
      const everyOne = { update_by_field: { id: papers.map(({ id }) => id) } };
      const nothing = wanted.mine.read === 'none' || wanted.mine.update === 'none';
      expect(written(tellsNothing(await call('update', { ...everyOne, data: { [field('name')]: 'Paper' } }), wanted))).toEqual(nothing ? NO_ACCESS : { id: open.map(({ id }) => id).join(',') });
      const closed = FIELDS.filter((name) => wanted.mine.hidden.includes(name) || wanted.mine.fixed.includes(name));
      tellsNothing(await call('update', { ...everyOne, data: Object.fromEntries(closed.map((name) => [field(name), name === 'papers' ? [] : '1'])) }), wanted);
      expect((await world().rows(known().papers.number)).map(content)).toEqual(before.map(content));
    });
  });

  test('deletes, comments and downloads by its rights; a row that it does not see answers as one that is not there', async () => {
    await property(async (wanted) => {
      const [none, ...tried] = [99_999, ...fc.sample(fc.constantFrom(...papers), 4).map(({ id }) => id)];
      const readable = wanted.mine.read !== 'none';
      const fileOf = (item: number | undefined): Promise<Reply> => call('download_attachment', { item_id: item, field_id: field('papers') });
      const says = (item: number | undefined): Promise<Reply> => call('insert_comment', { item_id: item, comment_description: 'Said', comment_fields: { [field('secret')]: '' } });
      const [noFile, noComment] = [await fileOf(none), await says(none)];
      for (const id of new Set(tried)) {
        const paper = papers.find((one) => one.id === id) ?? { id, ...EXAMPLE };
        const mine = sees(wanted, paper);
        const file = tellsNothing(await fileOf(id), wanted);
        expect(written(file)).toEqual(mine && !wanted.mine.hidden.includes('papers') ? { filename: `${MARK}.txt`, content: Buffer.from(MARK).toString('base64') } : written(noFile));
        const mayComment = mine && ['create', 'own', 'all'].includes(wanted.mine.comment);
        const comment = tellsNothing(await call('insert_comment', { item_id: id, comment_description: 'Said' }), wanted);
        expect(written(comment)).toEqual(mayComment ? SOME_ID : written(noComment));
        const gone = await call('delete', { delete_by_field: { id } });
        const may = mine && deletes(wanted, paper);
        expect(written(gone)).toEqual(!readable || wanted.mine.delete === 'none' ? NO_ACCESS : { id: may ? String(id) : '' });
        expect((await world().rows(known().papers.number, { filters: { id } })).length).toBe(may ? 0 : 1);
        if (may) papers = [...papers.filter((one) => one.id !== id), { ...paper, id: Number(await world().insert(known().papers.number, values(paper, id))) }];
        papers = papers.toSorted((left, right) => left.id - right.id);
      }
    });
  });

  test('adds where it may, and a folder that it does not see is one that is not there', async () => {
    await property(async (wanted) => {
      const add = async (folder: number): Promise<unknown> => {
        const reply = tellsNothing(await call('insert', { items: { [field('name')]: 'Paper', parent_item_id: folder } }), wanted);
        const data = reply.json.data as { readonly id: string } | undefined;
        if (data !== undefined) await world().data('delete', { entity_id: known().papers.number, delete_by_field: { id: data.id } });
        return data === undefined ? reply.json.error_message : 'added';
      };
      const answers = [await add(99_999), await add(2), await add(1)];
      // No right at all to the folders does not close what lies in them (contract 3.7.3).
      const others = wanted.folder === 'assigned' ? 'Record Not Found' : 'added';
      expect(answers).toEqual(wanted.mine.create ? ['Record Not Found', others, 'added'] : [NO_ACCESS, NO_ACCESS, NO_ACCESS]);
    });
  });

  test('nothing of all this was a fault of ours', () => expect(world().faults).toEqual([]));
});

function sees({ folder, mine }: Office, paper: Paper): boolean {
  if (mine.read === 'none' || (folder === 'assigned' && paper.folder !== 1)) return false;
  return mine.read === 'all' || concerns(paper);
}

function concerns({ author, team }: Paper): boolean {
  return author === ME || team.includes(ME);
}

function changes({ mine, rule }: Office, paper: Paper): boolean {
  if (rule !== null && rule.states.includes(paper.state) && !rule.update) return false;
  return mine.update === 'all' || (mine.update === 'assigned' && concerns(paper));
}

function deletes({ mine, rule }: Office, paper: Paper): boolean {
  if (rule !== null && rule.states.includes(paper.state) && !rule.delete) return false;
  return mine.delete === 'all' || (mine.delete === 'assigned' && concerns(paper)) || (mine.delete === 'own' && paper.author === ME);
}

/** A row without the moment of its last change. */
function content({ date_updated: _updated, ...row }: Record<string, string>): Record<string, string> {
  return row;
}
