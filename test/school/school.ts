import type { Account } from '../../src/core/accounts/account.ts';
import type { Context } from '../../src/core/context.ts';
import { createCrm, type Crm } from '../../src/core/crm.ts';
import { BASE_PRESET } from '../../src/core/presets/base.ts';
import { SCHOOL_PRESET } from '../../src/core/presets/school.ts';
import { createRecord } from '../../src/core/records/create-record.ts';
import type { FieldInputs } from '../../src/core/records/accept-values.ts';
import { readRecord } from '../../src/core/records/read-record.ts';
import { openZone } from '../../src/core/time.ts';
import type { CrmRecord } from '../../src/core/values.ts';
import type { Engine, OpenStore } from '../engines.ts';
import { buildUser, contextOf, NOON } from '../factories.ts';
import { describeTemplate } from '../support/store-template.ts';

/** A school in Moscow with its presets and an administrator; it is 15 March 2024, 15:00 there. */
export interface School {
  readonly crm: Crm;
  readonly store: OpenStore;
  readonly boss: Account;
  readonly me: Context;
  readonly clock: { now: number };
  /** Adds a record of any entity and gives its id. */
  add(entity: string, inputs: FieldInputs): Promise<number>;
  read(entity: string, id: number): Promise<CrmRecord>;
  /** Another crm over the same store, as in another process. */
  openAnother(): Promise<Crm>;
  dispose(): Promise<void>;
}

const MOSCOW = openZone('Europe/Moscow');

export async function openSchool(engine: Engine): Promise<School> {
  const store = await engine.open(describeTemplate({ name: 'school', presets: [BASE_PRESET, SCHOOL_PRESET], at: NOON }));
  const clock = { now: NOON };
  const crm = createCrm({ storage: store.storage, clock: () => clock.now, zone: MOSCOW });
  const boss = await buildUser(crm);
  const me = contextOf(boss);
  return {
    crm, store, boss, me, clock,
    add: (entity, inputs) => createRecord(crm, me, entity, inputs),
    read: (entity, id) => readRecord(crm, me, entity, id),
    openAnother: async () => createCrm({ storage: await store.openAnother(), clock: () => clock.now, zone: MOSCOW }),
    dispose: store.dispose,
  };
}

/** The instant of a wall-clock time in Moscow: `at('2024-03-18', '10:00')`. */
export function at(day: string, time: string): number {
  return Date.parse(`${day}T${time}:00+03:00`);
}
