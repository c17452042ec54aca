import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { at, openSchool, type School } from '../../../../test/school/school.ts';
import type { Crm } from '../../crm.ts';
import { CrmError } from '../../errors.ts';
import { oneOf } from '../../query/filter.ts';
import { createRecord } from '../../records/create-record.ts';
import type { FieldInputs } from '../../records/accept-values.ts';
import { deleteRecord } from '../../records/delete-record.ts';
import { restoreRecord } from '../../records/restore-record.ts';
import { updateRecord } from '../../records/update-record.ts';
import { addDays } from '../days.ts';
import { openClassroom, type Classroom } from '../lessons/testing/classroom.ts';
import { keptSchedule, naiveSchedule } from './testing/naive-schedule.ts';

const TODAY = '2024-03-15';
const RUNS = Number(process.env['SCHEDULE_RUNS'] ?? 10);
const CLIENTS = 3;
const GROUPS = 2;

/** Numbers of clients and groups are places in those of the run; `nth` picks one of the records that the run has made. */
type Step =
  | { readonly does: 'add'; readonly entity: string; readonly inputs: (world: World) => FieldInputs }
  | { readonly does: 'change'; readonly entity: string; readonly nth: number; readonly inputs: (world: World) => FieldInputs }
  | { readonly does: 'remove' | 'restore'; readonly entity: string; readonly nth: number };

interface World {
  readonly clients: readonly number[];
  readonly groups: readonly number[];
  readonly tariff: number;
  readonly made: Map<string, number[]>;
}

const anyNth = fc.nat({ max: 5 });
const anyDay = fc.integer({ min: -4, max: 6 }).map((days) => addDays(TODAY, days));
const anyEnd = fc.option(anyDay);
const anyTimes = fc.record({ day: anyDay, hour: fc.integer({ min: 8, max: 20 }) }).map(({ day, hour }) => ({ starts_at: at(day, `${String(hour).padStart(2, '0')}:00`), ends_at: at(day, `${String(hour).padStart(2, '0')}:45`) }));
const anyState = fc.constantFrom('planned', 'planned', 'cancelled', 'conducted', 'conducted');
const anyType = fc.constantFrom(1, 2, null);
const anyClient = fc.nat({ max: CLIENTS - 1 });
const anyGroup = fc.nat({ max: GROUPS - 1 });
const anyPeople = fc.record({ clients: fc.uniqueArray(anyClient, { maxLength: 2 }), groups: fc.uniqueArray(anyGroup, { maxLength: 1 }) });
const placesOf = ({ clients, groups }: { clients: readonly number[]; groups: readonly number[] }, world: World): FieldInputs => ({ clients: clients.map((place) => world.clients[place]), groups: groups.map((place) => world.groups[place]) });
const madeOf = (world: World, entity: string, nth: number): number | undefined => {
  const ids = world.made.get(entity) ?? [];
  return ids[nth % Math.max(ids.length, 1)];
};

const anyAddition: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ times: anyTimes, people: anyPeople, state: anyState, type: anyType }).map(({ times, people, ...rest }): Step => ({ does: 'add', entity: 'lesson', inputs: (world) => ({ ...times, ...rest, ...placesOf(people, world) }) })) },
  { weight: 3, arbitrary: fc.record({ client: anyClient, group: anyGroup, starts_on: anyEnd, ends_on: anyEnd }).map(({ client, group, ...dates }): Step => ({ does: 'add', entity: 'membership', inputs: (world) => ({ ...dates, client: world.clients[client], group: world.groups[group] }) })) },
  fc.record({ nth: anyNth, client: anyClient, attended: fc.boolean() }).map(({ nth, client, attended }): Step => ({ does: 'add', entity: 'attendance', inputs: (world) => ({ attended, client: world.clients[client], lesson: madeOf(world, 'lesson', nth) }) })),
  { weight: 2, arbitrary: fc.record({ client: anyClient, group: fc.option(anyGroup), lesson_types: fc.subarray([1, 2]), ends_on: anyEnd, separate: fc.boolean() }).map(({ client, group, ...rest }): Step => ({ does: 'add', entity: 'subscription', inputs: (world) => ({ ...rest, group: group === null ? null : world.groups[group], starts_on: '2024-03-01', client: world.clients[client], tariff: world.tariff }) })) },
  fc.record({ weekday: fc.integer({ min: 1, max: 7 }), client: fc.option(anyClient), group: anyGroup, starts_on: anyDay, ends_on: anyDay }).map(({ client, group, ...slot }): Step => ({ does: 'add', entity: 'regular_lesson', inputs: (world) => ({ ...slot, starts: '10:00', ends: '11:00', ...(client === null ? { group: world.groups[group] } : { client: world.clients[client] }) }) })),
  { weight: 2, arbitrary: fc.record({ client: anyClient, income: fc.integer({ min: 0, max: 5 }), nth: fc.option(anyNth) }).map(({ client, income, nth }): Step => ({ does: 'add', entity: 'payment', inputs: (world) => ({ client: world.clients[client], type: 1, date: TODAY, income: income * 100_00, subscription: nth === null ? null : madeOf(world, 'subscription', nth) }) })) },
);
const anyChange: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ nth: anyNth, state: anyState }).map(({ nth, state }): Step => ({ does: 'change', entity: 'lesson', nth, inputs: () => ({ state }) })) },
  fc.record({ nth: anyNth, times: anyTimes }).map(({ nth, times }): Step => ({ does: 'change', entity: 'lesson', nth, inputs: () => times })),
  fc.record({ nth: anyNth, type: anyType }).map(({ nth, type }): Step => ({ does: 'change', entity: 'lesson', nth, inputs: () => ({ type }) })),
  fc.record({ nth: anyNth, people: anyPeople }).map(({ nth, people }): Step => ({ does: 'change', entity: 'lesson', nth, inputs: (world) => placesOf(people, world) })),
  fc.record({ nth: anyNth, weekday: fc.integer({ min: 1, max: 7 }), group: anyGroup }).map(({ nth, weekday, group }): Step => ({ does: 'change', entity: 'regular_lesson', nth, inputs: (world) => ({ weekday, group: world.groups[group] }) })),
  fc.record({ nth: anyNth, starts_on: anyEnd, ends_on: anyEnd }).map(({ nth, ...dates }): Step => ({ does: 'change', entity: 'membership', nth, inputs: () => dates })),
  fc.record({ nth: anyNth, client: anyClient }).map(({ nth, client }): Step => ({ does: 'change', entity: 'membership', nth, inputs: (world) => ({ client: world.clients[client] }) })),
  fc.record({ nth: anyNth, attended: fc.boolean() }).map(({ nth, attended }): Step => ({ does: 'change', entity: 'attendance', nth, inputs: () => ({ attended }) })),
  fc.record({ nth: anyNth, lesson_types: fc.subarray([1, 2]), separate: fc.boolean() }).map(({ nth, ...rest }): Step => ({ does: 'change', entity: 'subscription', nth, inputs: () => rest })),
  fc.record({ nth: anyNth, ends_on: anyEnd, archived_at: fc.option(fc.constant(1)) }).map(({ nth, ...rest }): Step => ({ does: 'change', entity: 'subscription', nth, inputs: () => rest })),
);
const anyEnding: fc.Arbitrary<Step> = fc.record({ does: fc.constantFrom('remove' as const, 'remove' as const, 'restore' as const), entity: fc.constantFrom('lesson', 'lesson', 'lesson', 'regular_lesson', 'membership', 'attendance', 'subscription', 'client'), nth: anyNth });
const anySteps = fc.array(fc.oneof({ weight: 3, arbitrary: anyAddition }, { weight: 3, arbitrary: anyChange }, { weight: 2, arbitrary: anyEnding }), { minLength: 4, maxLength: 14 });

for (const engine of testedEngines()) {
  describe(`${engine.name}: schedules of clients`, () => {
    let school: School;
    let room: Classroom;
    let tariff: number;
    let another: Crm;
    beforeAll(async () => {
      school = await openSchool(engine);
      room = openClassroom(school);
      tariff = await school.add('tariff', { name: 'Четыре урока', kind: 'lesson', lessons: 4, price: 400_00 });
      another = await school.openAnother();
    });
    afterAll(() => school.dispose());

    const newWorld = async (): Promise<World> => {
      const clients = await Promise.all(Array.from({ length: CLIENTS }, () => room.client()));
      const groups = await Promise.all(Array.from({ length: GROUPS }, () => room.group()));
      return { clients, groups, tariff, made: new Map([['client', [...clients]]]) };
    };

    /** What the school refuses is left undone. */
    const take = async (crm: Crm, world: World, step: Step): Promise<void> => {
      const id = step.does === 'add' ? undefined : madeOf(world, step.entity, step.nth);
      const doing = (): Promise<unknown> => {
        if (step.does === 'add') return createRecord(crm, school.me, step.entity, step.inputs(world)).then((made) => { world.made.set(step.entity, [...world.made.get(step.entity) ?? [], made]); });
        if (id === undefined) return Promise.resolve();
        if (step.does === 'change') return updateRecord(crm, school.me, step.entity, id, step.inputs(world));
        return step.does === 'remove' ? deleteRecord(crm, school.me, step.entity, id) : restoreRecord(crm, school.me, step.entity, id);
      };
      await doing().catch((error: unknown) => {
        if (!(error instanceof CrmError) || error.code === 'conflict') throw error;
      });
    };

    /** What the clients of a run hold, and what they should. */
    const compare = async (world: World): Promise<readonly (readonly [unknown, unknown])[]> => {
      const [lesson, membership, attendance, subscription, clients] = await Promise.all([room.all('lesson'), room.all('membership'), room.all('attendance'), room.all('subscription', oneOf('client', world.clients)), room.all('client', oneOf('id', world.clients))]);
      const pairs = clients.map((client) => [keptSchedule(client, { subscription }), naiveSchedule(client, { lesson, membership, attendance, subscription }, TODAY)] as const);
      // The next run sees its own rows only.
      for (const { id } of lesson) await room.remove('lesson', id);
      for (const { id } of membership) await room.remove('membership', id);
      return pairs;
    };

    test('agree with all living records, whatever is added, changed, deleted and restored', async () => {
      await fc.assert(fc.asyncProperty(anySteps, async (steps) => {
        const world = await newWorld();
        for (const step of steps) await take(school.crm, world, step);
        for (const [kept, wanted] of await compare(world)) expect(kept).toEqual(wanted);
      }), { numRuns: RUNS });
    });

    test('agree with them when two processes decide at the same moments', async () => {
      await fc.assert(fc.asyncProperty(anySteps, async (steps) => {
        const world = await newWorld();
        for (let first = 0; first < steps.length; first += 4) {
          await Promise.all(steps.slice(first, first + 4).map((step, index) => take(index % 2 === 0 ? school.crm : another, world, step)));
        }
        for (const [kept, wanted] of await compare(world)) expect(kept).toEqual(wanted);
      }), { numRuns: RUNS });
    });
  });
}
