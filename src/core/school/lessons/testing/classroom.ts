import { at, type School } from '../../../../../test/school/school.ts';
import { CrmError } from '../../../errors.ts';
import { equals, EVERYTHING, type Filter } from '../../../query/filter.ts';
import type { FieldInputs } from '../../../records/accept-values.ts';
import { deleteRecord } from '../../../records/delete-record.ts';
import { listRecords } from '../../../records/find-records.ts';
import { restoreRecord } from '../../../records/restore-record.ts';
import { updateRecord } from '../../../records/update-record.ts';
import type { CrmRecord } from '../../../values.ts';

/** What the tests of lessons do in a school. */
export interface Classroom {
  change(entity: string, id: number, inputs: FieldInputs): Promise<boolean>;
  remove(entity: string, id: number): Promise<void>;
  restore(entity: string, id: number): Promise<void>;
  /** The living records of an entity, by id. */
  all(entity: string, filter?: Filter): Promise<readonly CrmRecord[]>;
  client(inputs?: FieldInputs): Promise<number>;
  group(): Promise<number>;
  join(client: number, group: number, dates?: FieldInputs): Promise<number>;
  /** A planned lesson of an hour, unless the inputs say otherwise. */
  lesson(day: string, time: string, inputs?: FieldInputs): Promise<number>;
  attendance(lesson: number): Promise<readonly CrmRecord[]>;
}

export function openClassroom({ crm, me, add }: School): Classroom {
  let made = 0;
  const all: Classroom['all'] = (entity, filter = EVERYTHING) => listRecords(crm, me, { entity, filter, sort: { field: 'id', descending: false }, offset: 0, limit: 1000 });
  return {
    all,
    change: (entity, id, inputs) => updateRecord(crm, me, entity, id, inputs),
    remove: (entity, id) => deleteRecord(crm, me, entity, id),
    restore: (entity, id) => restoreRecord(crm, me, entity, id),
    client: (inputs = {}) => add('client', { name: `Ученик ${++made}`, ...inputs }),
    group: () => add('group', { name: `Группа ${++made}` }),
    join: (client, group, dates = {}) => add('membership', { client, group, ...dates }),
    lesson: (day, time, inputs = {}) => add('lesson', { starts_at: at(day, time), ends_at: at(day, time) + 3_600_000, ...inputs }),
    attendance: (lesson) => all('attendance', equals('lesson', lesson)),
  };
}

/** What a refused promise was refused with: the code, then the faults or the id that it names. */
export async function refusal(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(() => 'not refused', (reason: unknown) => reason);
  if (!(error instanceof CrmError)) return error;
  const { faults, id } = error.facts;
  return [error.code, faults?.map(({ field, fault }) => `${field} ${fault}`).join(', ') ?? id];
}
