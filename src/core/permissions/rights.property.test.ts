import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../test/engines.ts';
import { buildUser, contextOf, openOffice, type Office } from '../../../test/factories.ts';
import type { Context } from '../context.ts';
import { addField } from '../designer/add-field.ts';
import { addOption } from '../designer/add-option.ts';
import { createEntity } from '../designer/create-entity.ts';
import { createList } from '../designer/create-list.ts';
import { createRole } from '../designer/create-role.ts';
import { setEntityRight } from '../designer/set-entity-right.ts';
import { CrmError } from '../errors.ts';
import { contains, equals, EVERYTHING, holdsAny, search, type Filter } from '../query/filter.ts';
import { createRecord } from '../records/create-record.ts';
import { deleteRecord } from '../records/delete-record.ts';
import { findRecords } from '../records/find-records.ts';
import { readRecord, readShown } from '../records/read-record.ts';
import { updateRecord } from '../records/update-record.ts';
import { DELETE_RIGHTS, READ_RIGHTS, UPDATE_RIGHTS } from './rights.ts';

type People = 'nobody' | 'me' | 'other';
/** A record as the model knows it; `whole`: which of the wholes a part lies in, none when there is no such. */
interface Row {
  readonly name: string;
  readonly note: string;
  readonly price: number | null;
  readonly code: number | null;
  readonly boss: People;
  readonly people: readonly People[];
  readonly team: People;
  readonly author: 'me' | 'other';
  readonly whole: number;
}
interface Given {
  readonly read: (typeof READ_RIGHTS)[number];
  readonly update: (typeof UPDATE_RIGHTS)[number];
  readonly delete: (typeof DELETE_RIGHTS)[number];
  readonly create: boolean;
  readonly hidden: readonly string[];
}
/** What is asked, in words that the model answers too. */
type Question = { readonly kind: 'all' } | { readonly kind: 'note' | 'search'; readonly word: string } | { readonly kind: 'price'; readonly price: number } | { readonly kind: 'people' } | { readonly kind: 'not_note'; readonly word: string };

const FIELDS = ['note', 'price', 'boss', 'people', 'team', 'code'] as const;
const WORDS = ['альфа', 'бета', 'гамма'] as const;
const who = fc.constantFrom<People>('nobody', 'nobody', 'me', 'other');
const anyRow = fc.record({ name: fc.constantFrom('альфа', 'бета'), note: fc.constantFrom('гамма', 'бета'), price: fc.option(fc.integer({ min: 1, max: 3 })), code: fc.constant(null), boss: who, people: fc.uniqueArray(who, { maxLength: 2 }), team: who, author: fc.constantFrom('me' as const, 'other' as const), whole: fc.integer({ min: 0, max: 4 }) });
const anyGiven: fc.Arbitrary<Given> = fc.record({ read: fc.constantFrom(...READ_RIGHTS), update: fc.constantFrom(...UPDATE_RIGHTS), delete: fc.constantFrom(...DELETE_RIGHTS), create: fc.boolean(), hidden: fc.subarray([...FIELDS]) });
const anyQuestion: fc.Arbitrary<Question> = fc.oneof(
  fc.constant<Question>({ kind: 'all' }), fc.constant<Question>({ kind: 'people' }), fc.integer({ min: 1, max: 3 }).map((price): Question => ({ kind: 'price', price })),
  fc.tuple(fc.constantFrom('note' as const, 'search' as const, 'search' as const, 'search' as const, 'not_note' as const), fc.constantFrom(...WORDS)).map(([kind, word]): Question => ({ kind, word })),
);
const anyWorld = fc.record({
  wholes: fc.array(anyRow, { minLength: 1, maxLength: 4 }), parts: fc.array(anyRow, { minLength: 1, maxLength: 5 }), rights: fc.record({ whole: anyGiven, part: anyGiven }),
  questions: fc.array(fc.record({ of: fc.constantFrom('whole' as const, 'part' as const), question: anyQuestion, sort: fc.constantFrom('id', 'id', 'id', 'id', 'name', 'name', ...FIELDS.filter((field) => field !== 'people')), fields: fc.option(fc.subarray([...FIELDS]), { nil: undefined }) }), { minLength: 8, maxLength: 12 }),
});

type Asked = { readonly of: 'whole' | 'part'; readonly question: Question; readonly sort: string; readonly fields: readonly string[] | undefined };
interface World {
  readonly rows: Readonly<Record<'whole' | 'part', readonly Row[]>>;
  readonly ids: Readonly<Record<'whole' | 'part', readonly number[]>>;
  readonly rights: Readonly<Record<'whole' | 'part', Given>>;
}

/** The naive model: who sees a row, by the words of the rights alone. */
function sees(of: 'whole' | 'part', row: Row, wholes: readonly Row[], rights: { readonly whole: Given; readonly part: Given }): boolean {
  const { read } = rights[of];
  const mine = row.author === 'me' || row.boss === 'me' || row.team === 'me' || row.people.includes('me');
  if (read === 'none' || (read === 'assigned' && !mine)) return false;
  if (of === 'whole' || rights.whole.read !== 'assigned') return true;
  const above = wholes[row.whole];
  return above !== undefined && sees('whole', above, wholes, rights);
}

function answers(question: Question, row: Row, hidden: readonly string[]): boolean {
  switch (question.kind) {
    case 'all': return true;
    case 'note': return row.note === question.word;
    case 'not_note': return row.note !== question.word;
    case 'price': return row.price === question.price;
    case 'people': return row.people.includes('me');
    case 'search': return row.name === question.word || (row.note === question.word && !hidden.includes('note'));
  }
}

const fieldOf = (question: Question): string => ({ all: '', search: '', note: 'note', not_note: 'note', price: 'price', people: 'people' })[question.kind];

for (const engine of testedEngines()) {
  describe(`${engine.name}: a group with any rights`, () => {
    let opened: Office;
    let boss: Context;
    let me: Context;
    let role: number;
    let names: { readonly whole: string; readonly part: string };
    let people: Readonly<Record<People, number | null>>;
    let teams: Readonly<Record<People, number | null>>;

    beforeAll(async () => {
      opened = await openOffice(engine);
      boss = contextOf(opened.boss);
      role = await createRole(opened.crm, boss, { title: 'Группа', code: 'group' });
      me = contextOf(await buildUser(opened.crm, { administrator: false, role: 'group' }));
      people = { nobody: null, me: me.account.id, other: opened.manager.id };
      const list = await createList(opened.crm, boss, { title: 'Команды' });
      teams = { nobody: null, me: await addOption(opened.crm, boss, list, { title: 'Моя', users: [me.account.id] }), other: await addOption(opened.crm, boss, list, { title: 'Чужая', users: [opened.manager.id] }) };
      const whole = await createEntity(opened.crm, boss, { label: { ru: 'Целое', en: 'Whole' } });
      const part = await createEntity(opened.crm, boss, { label: { ru: 'Часть', en: 'Part' }, parent: whole.name });
      names = { whole: whole.name, part: part.name };
      for (const { name } of [whole, part]) await addFields(name, list);
    });
    afterAll(() => opened.dispose());

    async function addFields(entity: string, list: string): Promise<void> {
      const label = { ru: 'Поле', en: 'Field' };
      await addField(opened.crm, boss, entity, { type: 'text', label, name: 'note', searched: true });
      await addField(opened.crm, boss, entity, { type: 'integer', label, name: 'price' });
      await addField(opened.crm, boss, entity, { type: 'integer', label, name: 'code', unique: 'all' });
      await addField(opened.crm, boss, entity, { type: 'link', label, name: 'boss', settings: { entity: 'user' } });
      await addField(opened.crm, boss, entity, { type: 'links', label, name: 'people', settings: { entity: 'user' } });
      await addField(opened.crm, boss, entity, { type: 'option', label, name: 'team', settings: { list } });
    }

    /** Deletes what the world before left. */
    async function forgetAll(): Promise<void> {
      for (const entity of [names.part, names.whole]) {
        const { records } = await findRecords(opened.crm, boss, { entity, filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 50 });
        for (const { id } of records) await deleteRecord(opened.crm, boss, entity, id);
      }
    }

    /** Stores the rows and gives their ids; whoever is the author, he may write everything just then. */
    async function store(entity: string, rows: readonly Row[], wholes: readonly number[]): Promise<number[]> {
      const ids: number[] = [];
      for (const { name, note, price, boss: head, people: others, team, author, whole } of rows) {
        const account = { ...(author === 'me' ? me : boss).account, administrator: true };
        const parent = entity === names.part ? { parent: wholes[whole] ?? null } : {};
        ids.push(await createRecord(opened.crm, { ...boss, account }, entity, { name, note, price, code: 1000 + ids.length, boss: people[head], people: others.flatMap((one) => people[one] ?? []), team: teams[team], ...parent }));
      }
      return ids;
    }

    const filterOf = (question: Question): Filter => {
      switch (question.kind) {
        case 'all': return EVERYTHING;
        case 'note': return contains('note', question.word);
        case 'not_note': return { kind: 'not', filter: contains('note', question.word) };
        case 'price': return equals('price', question.price);
        case 'people': return holdsAny('people', [me.account.id]);
        case 'search': return search(question.word);
      }
    };
    const refusal = async (work: Promise<unknown>): Promise<CrmError> => {
      const error: unknown = await work.then(() => 'no refusal', (reason: unknown) => reason);
      if (!(error instanceof CrmError)) throw new Error(`expected a refusal, got ${String(error)}`);
      return error;
    };

    test('never learns of a hidden row or field by filters, orders, fields, counts, searches or refusals', async () => {
      await fc.assert(fc.asyncProperty(anyWorld, async ({ wholes, parts, rights, questions }) => {
        for (const of of ['whole', 'part'] as const) await setEntityRight(opened.crm, boss, { role, entity: names[of], ...rights[of] });
        await forgetAll();
        const wholeIds = await store(names.whole, wholes, []);
        const partIds = await store(names.part, parts, wholeIds);
        const world: World = { rows: { whole: wholes, part: parts }, ids: { whole: wholeIds, part: partIds }, rights };
        const leaks: unknown[] = [];
        for (const asked of questions) leaks.push(...(await leaksOfQuestion(world, asked)));
        for (const of of ['whole', 'part'] as const) leaks.push(...(await leaksOneByOne(world, of)));
        expect(leaks).toEqual([]);
      }), { numRuns: 25 });
    });

    /** What an answer tells, or says wrongly, beside what the model gives. */
    async function leaksOfQuestion({ rows, ids, rights }: World, { of, question, sort, fields }: Asked): Promise<readonly unknown[]> {
      const { hidden } = rights[of];
      const asked = findRecords(opened.crm, me, { entity: names[of], filter: filterOf(question), sort: { field: sort, descending: false }, offset: 0, limit: 50, ...(fields === undefined ? {} : { fields }) });
      if ([fieldOf(question), sort].some((name) => hidden.includes(name))) {
        const { code } = await refusal(asked);
        return code === 'unknown_field' ? [] : [{ question, sort, code }];
      }
      const { records, total } = await asked;
      const expected = ids[of].filter((_, index) => rows[of].some((row, at) => at === index && sees(of, row, rows.whole, rights) && answers(question, row, hidden)));
      const found = records.map(({ id }) => id).toSorted((left, right) => left - right);
      const shown = records.flatMap((record) => hidden.filter((name) => Object.hasOwn(record, name)));
      return found.join() === expected.join() && total === expected.length && shown.length === 0 ? [] : [{ of, question, found, expected, total, shown }];
    }

    /** One by one: what is hidden answers as what is not there. */
    async function leaksOneByOne({ rows, ids, rights }: World, of: 'whole' | 'part'): Promise<readonly unknown[]> {
      const leaks: unknown[] = [];
      for (const [index, row] of rows[of].entries()) {
        const id = ids[of][index] ?? 0;
        leaks.push(...(sees(of, row, rows.whole, rights) ? await leaksOfSeen(names[of], id, rights[of]) : await leaksOfHidden(names[of], id, index, rights[of])));
      }
      return leaks;
    }

    async function leaksOfSeen(entity: string, id: number, { hidden }: Given): Promise<readonly unknown[]> {
      const shown = await readShown(opened.crm, me, entity, id);
      const written = await Promise.all(hidden.map((name) => refusal(updateRecord(opened.crm, me, entity, id, { [name]: null }))));
      return [...hidden.filter((name) => Object.hasOwn(shown, name)), ...written.filter(({ code }) => code !== 'invalid' && code !== 'forbidden')];
    }

    async function leaksOfHidden(entity: string, id: number, index: number, { create, hidden }: Given): Promise<readonly unknown[]> {
      const works = [readRecord(opened.crm, me, entity, id), updateRecord(opened.crm, me, entity, id, { name: 'x' }), updateRecord(opened.crm, me, entity, id, { price: 'x' }), deleteRecord(opened.crm, me, entity, id)];
      const refusals = await Promise.all(works.map(refusal));
      const told = refusals.filter(({ code, facts }) => code !== 'not_found' || facts.id !== id || facts.title !== undefined);
      if (!create || hidden.includes('code')) return told;
      // That a unique value is taken cannot be kept from who writes it; by which record can.
      const { code, facts } = await refusal(createRecord(opened.crm, me, entity, { name: 'x', code: 1000 + index }));
      return code === 'duplicate' && facts.id === undefined && facts.title === undefined ? told : [...told, { code, facts }];
    }
  });
}
