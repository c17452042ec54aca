import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { buildUser, contextOf, SETUP } from '../../../test/factories.ts';
import { onEveryEngine, type Reply } from '../../../test/native/world.ts';
import type { Account } from '../accounts/account.ts';
import { createKey } from '../accounts/create-key.ts';
import { createUser } from '../accounts/create-user.ts';
import { authorOf } from '../context.ts';
import { setEntityRight } from '../designer/set-entity-right.ts';
import { addComment } from '../comments/add-comment.ts';
import { changeEntities } from '../metadata/change-entities.ts';
import { loadPreset } from '../presets/load-preset.ts';
import { SCHOOL_PRESET } from '../presets/school.ts';
import { EVERYTHING } from '../query/filter.ts';
import { createRecord } from '../records/create-record.ts';
import { countVisible } from '../records/find-records.ts';
import { readMany } from '../records/read-many.ts';
import { updateRecord } from '../records/update-record.ts';

/** Branches by their place in the test; a record of no branch is everybody's. */
type Places = readonly number[];
type Entity = 'teacher' | 'client' | 'lesson' | 'location';
interface Row {
  readonly entity: Entity;
  readonly places: Places;
}
/** What is asked of the branches of a record, and how the model answers it. */
type Question =
  | { readonly kind: 'all' } | { readonly kind: 'empty'; readonly empty: boolean } | { readonly kind: 'has'; readonly places: Places }
  | { readonly kind: 'not'; readonly of: Question } | { readonly kind: 'or' | 'and'; readonly of: readonly Question[] };

const FIELDS: Readonly<Record<Entity, { readonly field: 'branch' | 'branches'; readonly heading: string }>> = {
  teacher: { field: 'branches', heading: 'name' }, client: { field: 'branches', heading: 'name' }, lesson: { field: 'branch', heading: 'topic' }, location: { field: 'branch', heading: 'title' },
};
const ENTITIES = ['teacher', 'client', 'lesson', 'location'] as const;
const PLACES = [0, 1, 2, 3];

/** Lists of values are written by administrators alone. */
const isList = (entity: Entity): boolean => entity === 'location';
const somePlaces = fc.subarray(PLACES);
const anyRow: fc.Arbitrary<Row> = fc.record({ entity: fc.constantFrom(...ENTITIES), places: somePlaces });
const { question: anyQuestion } = fc.letrec<{ question: Question }>((tie) => ({
  question: fc.oneof({ maxDepth: 3 },
    fc.constant<Question>({ kind: 'all' }), fc.boolean().map((empty): Question => ({ kind: 'empty', empty })), fc.subarray(PLACES, { minLength: 1 }).map((places): Question => ({ kind: 'has', places })),
    tie('question').map((of): Question => ({ kind: 'not', of })), fc.tuple(fc.constantFrom('or' as const, 'and' as const), fc.array(tie('question'), { minLength: 1, maxLength: 3 })).map(([kind, of]): Question => ({ kind, of }))),
}));
const anyWorld = fc.record({
  mine: somePlaces, rows: fc.array(anyRow, { minLength: 2, maxLength: 6 }), removed: fc.nat({ max: 5 }),
  asked: fc.array(fc.record({ entity: fc.constantFrom(...ENTITIES), question: anyQuestion }), { minLength: 3, maxLength: 5 }),
});
const anyWrites = fc.record({ mine: fc.subarray(PLACES, { minLength: 1 }), entity: fc.constantFrom(...ENTITIES.filter((entity) => !isList(entity))), first: somePlaces, writes: fc.array(somePlaces, { minLength: 1, maxLength: 4 }) });

const sees = (mine: Places, { places }: Pick<Row, 'places'>): boolean => mine.length === 0 || places.length === 0 || places.some((place) => mine.includes(place));
/** An entity with one branch has the first of several. */
const held = (entity: Entity, places: Places): Places => (FIELDS[entity].field === 'branch' ? places.slice(0, 1) : places);

function answers(question: Question, row: Row): boolean {
  switch (question.kind) {
    case 'all': return true;
    case 'empty': return (row.places.length === 0) === question.empty;
    case 'has': return row.places.some((place) => question.places.includes(place));
    case 'not': return !answers(question.of, row);
    case 'or': return question.of.some((one) => answers(one, row));
    case 'and': return question.of.every((one) => answers(one, row));
  }
}

onEveryEngine('someone who works in some branches', (world) => {
  let branches: number[];
  let me: Account;
  let key: string;
  let made = 0;
  const rows: (Row & { readonly id: number })[] = [];

  beforeAll(async () => {
    const { crm, boss } = world();
    await loadPreset(crm, SETUP, SCHOOL_PRESET);
    branches = [];
    for (const place of PLACES) branches.push(await createRecord(crm, boss, 'branch', { title: `Филиал ${place}` }));
    me = await buildUser(crm, { administrator: false });
    key = (await createKey(crm, SETUP, { owner: me.id, label: 'ключ', faces: [], speaksForAll: false })).secret;
  });

  const idOf = (place: number): number => branches[place] ?? 0;
  const placesIn = (value: unknown): Places => [value ?? []].flat().map((id) => branches.indexOf(Number(id)));
  const inputs = (entity: Entity, places: Places): Readonly<Record<string, unknown>> => {
    const { field } = FIELDS[entity];
    return { [field]: field === 'branch' ? (places[0] === undefined ? null : idOf(places[0])) : places.map(idOf) };
  };
  const named = (entity: Entity): Readonly<Record<string, unknown>> => ({
    [FIELDS[entity].heading]: `№${++made}`, ...(entity === 'lesson' ? { starts_at: '2024-03-18T10:00:00Z', ends_at: '2024-03-18T11:00:00Z' } : {}),
  });
  const asMe = (method: string, path: string, body?: unknown): Promise<Reply> => world().ask(method, path, { key, body });
  const add = async (entity: Entity, places: Places): Promise<number> => world().add(entity, { ...named(entity), ...inputs(entity, places) });
  const workIn = async (places: Places): Promise<void> => void (await updateRecord(world().crm, world().boss, 'user', me.id, { branches: places.map(idOf) }));
  const context = async () => contextOf((await world().crm.directory()).account(me.id) ?? me);

  function wire(entity: Entity, question: Question): object {
    const { field } = FIELDS[entity];
    switch (question.kind) {
      case 'all': return {};
      case 'empty': return { [field]: { empty: question.empty } };
      case 'has': return { [field]: { [field === 'branch' ? 'in' : 'any_of']: question.places.map(idOf) } };
      case 'not': return { not: wire(entity, question.of) };
      case 'or': case 'and': return { [question.kind]: question.of.map((one) => wire(entity, one)) };
    }
  }

  test('never learns of a record of other branches only, by lists, counts, reads, changes or deletions', async () => {
    await fc.assert(fc.asyncProperty(anyWorld, async ({ mine, rows: added, removed, asked }) => {
      await workIn(mine);
      for (const { entity, places } of added) rows.push({ entity, places: held(entity, places), id: await add(entity, places) });
      const leaks: unknown[] = [];
      for (const { entity, question } of asked) leaks.push(...(await leaksOfList(mine, entity, question)));
      for (const row of rows.slice(-added.length)) leaks.push(...(await leaksOfOne(mine, row)));
      leaks.push(...(await leaksOfDeleted(mine, rows[rows.length - 1 - removed % added.length])));
      expect(leaks).toEqual([]);
    }), { numRuns: 15 });
  });

  async function leaksOfList(mine: Places, entity: Entity, question: Question): Promise<readonly unknown[]> {
    const visible = rows.filter((row) => row.entity === entity && sees(mine, row)).toSorted((left, right) => left.id - right.id);
    const expected = visible.filter((row) => answers(question, row)).map(({ id }) => id);
    const all = rows.filter((row) => row.entity === entity).map(({ id }) => id);
    const { json } = await asMe('GET', `/records/${entity}?limit=500&sort=id&filter=${encodeURIComponent(JSON.stringify({ and: [wire(entity, question), { id: { in: [...all, 0] } }] }))}`);
    const { data, total }: { data?: { id: number }[]; total?: number } = Object(json);
    const found = data?.map(({ id }) => id);
    const [many, counted, whole] = await Promise.all([
      readMany(world().crm, await context(), entity, all),
      countVisible(world().crm, await context(), { entity, filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 1 }),
      countVisible(world().crm, world().boss, { entity, filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: 1 }),
    ]);
    const right = found?.join() === expected.join() && total === expected.length && [...many.keys()].join() === visible.map(({ id }) => id).join();
    return right && whole - counted === all.length - visible.length ? [] : [{ entity, mine, question, found, expected, total, counted, whole }];
  }

  async function leaksOfOne(mine: Places, { entity, id, places }: Row & { readonly id: number }): Promise<readonly unknown[]> {
    const path = `/records/${entity}/${id}`;
    const seen = sees(mine, { places });
    const read = await asMe('GET', path);
    const tried = [await asMe('PATCH', path, { [FIELDS[entity].heading]: `№${++made}` }), ...(seen ? [] : [await asMe('PATCH', path, inputs(entity, mine)), await asMe('DELETE', path)])];
    const wrong = [...(read.status === (seen ? 200 : 404) ? [] : [read]), ...tried.filter(({ status }) => status !== (isList(entity) ? 403 : seen ? 200 : 404))];
    return wrong.map(({ status, text }) => ({ entity, mine, places, status, text }));
  }

  /** Deleted by somebody else, it is nothing to who did not see it. */
  async function leaksOfDeleted(mine: Places, row: (Row & { readonly id: number }) | undefined): Promise<readonly unknown[]> {
    if (row === undefined) return ['no row'];
    const { entity, id } = row;
    await world().ask('DELETE', `/records/${entity}/${id}`);
    rows.splice(rows.indexOf(row), 1);
    const { text, json } = await asMe('GET', `/records/${entity}/deleted?limit=500`);
    const { data = [] }: { data?: { id: number }[] } = Object(json);
    const back = await asMe('POST', `/records/${entity}/${id}/restore`);
    if (back.status === 200) rows.push(row);
    return data.some((one) => one.id === id) === sees(mine, row) && (back.status === 200) === (sees(mine, row) && !isList(entity)) ? [] : [{ row, mine, text, status: back.status }];
  }

  test('adds and moves nothing into a branch that is not his, and sees what he made', async () => {
    await fc.assert(fc.asyncProperty(anyWrites, async ({ mine, entity, first, writes }) => {
      await workIn(mine);
      const wrong: unknown[] = [];
      const made = await asMe('POST', `/records/${entity}`, { ...named(entity), ...inputs(entity, first) });
      const allowed = held(entity, first).every((place) => mine.includes(place));
      if (made.status !== (allowed ? 201 : 422)) wrong.push({ first, made });
      const { field } = FIELDS[entity];
      const id = allowed ? Number(Object(made.json).id) : await add(entity, mine);
      if (allowed) {
        const { status, json } = await asMe('GET', `/records/${entity}/${id}`);
        const expected = held(entity, first.length === 0 ? mine : first);
        if (status !== 200 || placesIn(Object(json)[field]).join() !== expected.join()) wrong.push({ first, status, json });
      }
      let now = allowed ? held(entity, first.length === 0 ? mine : first) : held(entity, mine);
      for (const places of writes.map((one) => held(entity, one))) {
        if (!sees(mine, { places: now })) break;
        const { status } = await asMe('PATCH', `/records/${entity}/${id}`, inputs(entity, places));
        const may = places.every((place) => mine.includes(place) || now.includes(place));
        if (status !== (may ? 200 : 422)) wrong.push({ now, places, status });
        if (may) now = places.length > 0 ? places : now.filter((place) => mine.includes(place));
        const { json } = await world().ask('GET', `/records/${entity}/${id}`);
        if (placesIn(Object(json)[field]).join() !== now.join()) wrong.push({ now, places, json });
      }
      expect(wrong.map((one) => ({ mine, entity, ...Object(one) }))).toEqual([]);
    }), { numRuns: 40 });
  });

  test('is told which field names a branch that is not his, whether there is such a branch or not', async () => {
    await workIn([0]);
    for (const branch of [idOf(1), 99_999]) {
      await expect(createRecord(world().crm, await context(), 'location', { title: 'Зал', branch })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'branch', fault: 'unknown_value' }] } });
      await expect(createRecord(world().crm, await context(), 'lesson', { starts_at: 1, ends_at: 2, branch })).rejects.toMatchObject({ code: 'invalid', facts: { faults: [{ field: 'branch', fault: 'unknown_value' }] } });
    }
  });

  test('moves nothing with a comment either', async () => {
    await workIn([0]);
    const { crm } = world();
    await changeEntities(crm, ({ entity }) => [{ ...entity('teacher'), commented: true }]);
    const id = await add('teacher', [0]);
    await expect(addComment(crm, await context(), 'teacher', id, { text: 'переводим', values: { branches: [idOf(1)] } })).rejects.toMatchObject({ code: 'invalid' });
    await addComment(crm, await context(), 'teacher', id, { text: 'остаётся', values: { branches: [idOf(0)] } });
  });

  test('leaves a record of no branch to all when he changes it', async () => {
    await workIn([0]);
    const id = await add('teacher', []);
    expect((await asMe('PATCH', `/records/teacher/${id}`, { name: 'Новое имя', branches: [] })).status).toBe(200);
    expect(Object((await world().ask('GET', `/records/teacher/${id}`)).json)).toMatchObject({ name: 'Новое имя', branches: null });
  });

  test('cannot lift his own limits, nor add a colleague who has none', async () => {
    await workIn([0, 1]);
    const { crm, boss } = world();
    const mine = await context();
    await setEntityRight(crm, boss, { role: me.role.id, entity: 'user', read: 'all', create: true, update: 'all' });
    await expect(updateRecord(crm, mine, 'user', me.id, { branches: [idOf(0), idOf(2)] })).rejects.toMatchObject({ code: 'invalid' });
    await updateRecord(crm, mine, 'user', me.id, { branches: [] });
    expect((await context()).account.branchIds).toEqual([idOf(0), idOf(1)]);
    const colleague = (): { readonly login: string; readonly name: string } => ({ login: `colleague${++made}`, name: 'Коллега' });
    const added = [await createRecord(crm, mine, 'user', { ...colleague(), role: me.role.id }), await createUser(crm, authorOf(mine), { values: colleague() })];
    for (const id of added) expect((await crm.directory()).account(id)?.branchIds).toEqual([idOf(0), idOf(1)]);
    await expect(createUser(crm, authorOf(mine), { values: { ...colleague(), branches: [idOf(3)] } })).rejects.toMatchObject({ code: 'invalid' });
  });
});
