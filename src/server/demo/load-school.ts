import type { Author, NewId } from '../../core/changes/change-set.ts';
import { absence, type Draft } from '../../core/changes/draft.ts';
import type { Crm } from '../../core/crm.ts';
import type { Directory } from '../../core/directory.ts';
import { CrmError } from '../../core/errors.ts';
import { equals, type Filter } from '../../core/query/filter.ts';
import { acceptValues, type FieldInputs } from '../../core/records/accept-values.ts';
import { planCreate } from '../../core/records/plan.ts';
import { addDays, dayOf, instantAt, weekdayOf } from '../../core/school/days.ts';
import { listAt, type CrmRecord } from '../../core/values.ts';
import { DEMO_BRANCHES, DEMO_GROUPS, DEMO_LEADS, DEMO_PUPILS, DEMO_ROOMS, DEMO_SUBJECTS, DEMO_TARIFF, firstDay, pastDays, paymentOf, type DemoGroup } from './school.ts';

const AUTHOR: Author = Object.freeze({ userId: null, face: 'setup', keyId: null });

/**
 * Makes a small school of clients that are there: branches, teachers, two groups that meet weekly, what their pupils bought
 * and paid. Attendance, charges, balances and the lessons to come are the core's. Every record is looked for first, so it
 * may be called again after a crash in the middle, and by two processes at once.
 */
export async function loadSchool(crm: Crm, now: number): Promise<void> {
  if (!(await crm.directory()).catalog.has('lesson')) return;
  const today = dayOf(crm.zone, now);
  const persons = await findPersons(crm);
  const pupils = persons.slice(0, DEMO_PUPILS);
  const [branches, subjects] = [await titled(crm, 'branch', DEMO_BRANCHES), await titled(crm, 'subject', DEMO_SUBJECTS)];
  const tariff = await ensure(crm, 'tariff', equals('name', DEMO_TARIFF.name), { ...DEMO_TARIFF, branches: [...branches.values()].map(String) });
  await Promise.all(DEMO_GROUPS.map(async (group, index) => {
    const held = await openGroup(crm, group, today, { branch: branches.get(group.branch) ?? 0, subject: subjects.get(group.subject) ?? 0 }, index);
    await Promise.all(pupils.flatMap((pupil, place) => (place % DEMO_GROUPS.length === index ? [enrol(crm, pupil, held, tariff, today, paymentOf(place))] : [])));
    for (const [lesson, day] of pastDays(today, group).entries()) await holdLesson(crm, held, lesson + 1, day);
    const days = { weekday: weekdayOf(addDays(today, group.shift)), starts: group.starts, ends: group.ends, starts_on: addDays(today, group.shift) };
    await ensure(crm, 'regular_lesson', equals('group', held.id), { ...placeOf(held), ...days, group: held.id, capacity: 10 });
  }));
  await Promise.all(persons.slice(DEMO_PUPILS).map((person, index) => become(crm, person, { stage: 'lead', pipeline: 1, lead_status: index + 1, branches: [String([...branches.values()][index % branches.size] ?? 1)] })));
}

/** A group with the numbers of what it needs. */
interface Held {
  readonly group: DemoGroup;
  readonly id: number;
  readonly branch: number;
  readonly subject: number;
  readonly teacher: number;
  readonly room: number;
  readonly account: number;
}

function placeOf({ branch, subject, teacher, room }: Held): FieldInputs {
  return { branch, subject, room, type: 2, teachers: [String(teacher)] };
}

async function openGroup(crm: Crm, group: DemoGroup, today: string, where: Pick<Held, 'branch' | 'subject'>, index: number): Promise<Held> {
  const { branch, subject } = where;
  const of = [String(branch)];
  const teacher = await ensure(crm, 'teacher', equals('name', group.teacher), { name: group.teacher, branches: of });
  const title = DEMO_ROOMS[index] ?? '';
  const room = await ensure(crm, 'room', equals('title', title), { title, position: index + 1, branch, color_number: index + 1 });
  const level = (await crm.directory()).dictionary('level').byTitle(group.level)?.id ?? null;
  const values = { name: group.name, branches: of, teachers: [String(teacher)], subject, level, status: 2, capacity: 10, starts_on: firstDay(today) };
  const account = await ensure(crm, 'payment_account', equals('branch', branch), { title: `Касса: ${group.branch}`, position: index + 1, branch });
  return { group, branch, subject, teacher, room, account, id: await ensure(crm, 'group', equals('name', group.name), values) };
}

/** The oldest clients of the demo who are persons. */
function findPersons({ storage }: Crm): Promise<readonly CrmRecord[]> {
  return storage.findRecords({ entity: 'client', filter: equals('kind', 'person'), sort: { field: 'id', descending: false }, offset: 0, limit: DEMO_PUPILS + DEMO_LEADS });
}

/** A pupil joins a group, buys a subscription and pays, in one transaction. */
async function enrol(crm: Crm, pupil: CrmRecord, held: Held, tariff: number, today: string, income: number): Promise<void> {
  const [starts, client] = [firstDay(today), pupil.id];
  const values = { stage: 'client', study_status: 1, branches: [String(held.branch)], teachers: [String(held.teacher)] };
  await become(crm, pupil, values, {
    membership: { client, group: held.id, branch: held.branch, starts_on: starts, ends_on: null },
    subscription: { client, tariff, subjects: [String(held.subject)], lesson_types: ['2'], starts_on: starts, ends_on: addDays(starts, 91) },
    payment: { client, branch: held.branch, account: held.account, item: 1, type: 1, date: starts, income, confirmed: true, note: DEMO_TARIFF.name },
  }).catch((error: unknown) => {
    // Another process was first, and the membership came with the rest.
    if (!(error instanceof CrmError && error.code === 'duplicate')) throw error;
  });
}

async function holdLesson(crm: Crm, held: Held, number: number, day: string): Promise<void> {
  const topic = `${held.group.name}: занятие ${number}`;
  const values = { ...placeOf(held), topic, state: 'conducted', groups: [String(held.id)], starts_at: instantAt(crm.zone, day, held.group.starts), ends_at: instantAt(crm.zone, day, held.group.ends) };
  await ensure(crm, 'lesson', equals('topic', topic), values);
}

/** What the school knows of a client, and what hangs on him, unless it was said before. */
async function become(crm: Crm, { id }: CrmRecord, values: FieldInputs, hanging: Readonly<Record<string, FieldInputs>> = {}): Promise<void> {
  await crm.write(AUTHOR, async (draft, directory) => {
    const client = await crm.storage.readRecord('client', id);
    if (client === undefined || listAt(client, 'branches').length > 0) return;
    draft.derive('client', client, acceptValues(directory.catalog.entity('client'), values, { whole: false }));
    for (const [entity, inputs] of Object.entries(hanging)) add(draft, directory, entity, inputs);
  });
}

function add(draft: Draft, directory: Directory, entity: string, inputs: FieldInputs): NewId {
  const definition = directory.catalog.entity(entity);
  return planCreate(draft, directory, definition, acceptValues(definition, inputs, { whole: true }));
}

async function titled(crm: Crm, entity: string, titles: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const [index, title] of titles.entries()) found.set(title, await ensure(crm, entity, equals('title', title), { title, position: index + 1 }));
  return found;
}

/** The record that satisfies a condition: the one that is there, or a new one. */
async function ensure(crm: Crm, entity: string, same: Filter, values: FieldInputs): Promise<number> {
  const written = await crm.write(AUTHOR, async (draft, directory) => {
    const [found] = await crm.storage.findRecords({ entity, filter: same, sort: { field: 'id', descending: false }, offset: 0, limit: 1, fields: [] });
    if (found !== undefined) return found.id;
    draft.claimAbsence(absence(entity, same, JSON.stringify(same)));
    return add(draft, directory, entity, values);
  });
  return written.idOf(written.decision);
}
