import { readMany } from '../../../core/records/read-many.ts';
import { listAt, numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Call } from '../call.ts';
import type { Inputs, Reading } from '../model.ts';
import { RefusedWrite } from '../transport/refused-write.ts';
import { required, unknownValue, wrongFormat } from '../transport/texts.ts';
import { readInteger, readIntegers } from '../values/read-values.ts';

const RELATED = 'С кем';
const RELATED_CLASS = 'Группа или клиент';
export const WEEKDAY = 'День недели';

/** Weekdays, Monday is 1 (alfaCRM contract 3.17). */
export function readWeekdays(value: WireValue): Reading {
  const days = [...new Set(readIntegers(value) ?? [Number.NaN])];
  if (days.length === 0) return { input: null };
  return days.every((day) => day >= 1 && day <= 7) ? { input: days } : { fault: 'wrong_format' };
}

/** Whom the slot is for, as `related_class` says it. */
export function relatedClass(record: CrmRecord): 'Group' | 'Customer' {
  return numberAt(record, 'group') === null && numberAt(record, 'client') !== null ? 'Customer' : 'Group';
}

/** The group, or the client. */
export function relatedId(record: CrmRecord): number | null {
  return numberAt(record, relatedClass(record) === 'Group' ? 'group' : 'client');
}

/**
 * The last word about a weekly slot: whom it is for, of `related_class` and `related_id`; teachers that work in its
 * branch; one weekday in a change, any number of them in a new one (they stay a list, {@link saveRegularLesson} parts it).
 */
export async function prepareRegularLesson(inputs: Inputs, call: Call, record?: CrmRecord): Promise<Inputs> {
  const { group: _group, ...rest } = inputs;
  const prepared = { ...rest, ...related(inputs, call, record) };
  if (record !== undefined && weekdaysOf(inputs).length > 1) throw new RefusedWrite({ days: [unknownValue(WEEKDAY)] });
  await refuseForeignTeachers(prepared, call, record);
  return prepared;
}

/** The weekdays that inputs hold. */
export function weekdaysOf(inputs: Inputs): readonly unknown[] {
  const days: unknown = inputs['weekday'];
  return Array.isArray(days) ? days : [];
}

function related({ group: id }: Inputs, { body }: Call, record: CrmRecord | undefined): Inputs {
  const said = Object.hasOwn(body, 'related_class') ? (body['related_class'] ?? null) : null;
  if (said === null && id === undefined) return {};
  if (said !== null && said !== 'Group' && said !== 'Customer') throw new RefusedWrite({ related_class: [wrongFormat(RELATED_CLASS)] });
  const kind = said ?? (record === undefined ? null : relatedClass(record));
  if (kind === null) throw new RefusedWrite({ related_class: [required(RELATED_CLASS)] });
  // A number that is sent as it is shown is one too, where it is to be of the other class.
  const sent = id ?? (Object.hasOwn(body, 'related_id') ? readInteger(body['related_id'] ?? null) : undefined);
  if (sent === undefined && record !== undefined && kind === relatedClass(record)) return {};
  if ((sent ?? null) === null) throw new RefusedWrite({ related_id: [required(RELATED)] });
  return kind === 'Group' ? { group: sent, client: null } : { client: sent, group: null };
}

/** Refuses a teacher who works in other branches alone (contract 3.17). */
async function refuseForeignTeachers(inputs: Inputs, { crm, context, directory }: Call, record: CrmRecord | undefined): Promise<void> {
  const branch = Object.hasOwn(inputs, 'branch') ? inputs['branch'] : numberAt(record ?? NONE, 'branch');
  const said: unknown = inputs['teachers'];
  if (typeof branch !== 'number' || (said === undefined && !Object.hasOwn(inputs, 'branch'))) return;
  const ids = Array.isArray(said) ? said.map(Number) : said === undefined ? listAt(record ?? NONE, 'teachers').map(Number) : [];
  const teachers = await readMany(crm, context, 'teacher', ids);
  const foreign = [...teachers.values()].filter((teacher) => listAt(teacher, 'branches').length > 0 && !listAt(teacher, 'branches').includes(String(branch)));
  if (foreign.length === 0) return;
  const title = textAt(directory.dictionary('branch').byId(branch) ?? NONE, 'title') ?? String(branch);
  throw new RefusedWrite({ teacher_ids: foreign.map((teacher) => `Филиал «${title}» недоступен педагогу «${textAt(teacher, 'name') ?? ''}».`) });
}

const NONE: CrmRecord = { id: 0, version: 0 };
