import { saveLesson, type AttendeeInputs } from '../../../core/school/lessons/save-lesson.ts';
import { CrmError } from '../../../core/errors.ts';
import { oneOf } from '../../../core/query/filter.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Call } from '../call.ts';
import type { Inputs } from '../model.ts';
import { MANNER } from '../save.ts';
import { RefusedWrite } from '../transport/refused-write.ts';
import { unknownValue, wrongFormat } from '../transport/texts.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { moneyText } from '../values/fields.ts';
import { readFlag, readInteger, readText } from '../values/read-values.ts';

/** More rows than the lessons of a page ever have. */
const MANY = 50_000;
const LABEL = 'Посещения';

/** `details`: who was at the lessons of a page, one row an attendee; none before a lesson is conducted (alfaCRM contract 3.16). */
export async function lessonDetails(records: readonly CrmRecord[], call: Call): Promise<(record: CrmRecord) => Readonly<Record<string, WireJson>>> {
  const rows = await listRecords(call.crm, call.context, {
    entity: 'attendance', filter: oneOf('lesson', records.map(({ id }) => id)), sort: { field: 'id', descending: false }, offset: 0, limit: MANY,
  });
  const byLesson = Map.groupBy(rows, (row) => numberAt(row, 'lesson'));
  return (lesson) => ({ details: (byLesson.get(lesson.id) ?? []).map((row) => detail(lesson, row, call)) });
}

function detail(lesson: CrmRecord, row: CrmRecord, { directory }: Call): WireJson {
  const reason = numberAt(row, 'reason');
  const title = reason === null ? undefined : directory.dictionary('absence_reason').byId(reason);
  return {
    id: row.id,
    branch_id: numberAt(lesson, 'branch'),
    customer_id: numberAt(row, 'client'),
    lesson_id: lesson.id,
    ctt_id: numberAt(row, 'subscription'),
    reason_id: reason,
    reason_name: title === undefined ? '' : (textAt(title, 'title') ?? ''),
    is_attend: row['attended'] === true ? 1 : 0,
    commission: moneyText(numberAt(row, 'charged')) ?? '0.00',
    grade: textAt(row, 'grade'),
    homework_grade_id: numberAt(row, 'homework_grade'),
    bonus: numberAt(row, 'bonus'),
    note: textAt(row, 'note') ?? '',
  };
}

/** Keeps a lesson with the `details` that are sent, in one write. Their faults are those of `details`. */
export async function saveWithDetails(call: Call, inputs: Inputs, id?: number): Promise<number> {
  const attendees = readDetails(call);
  try {
    return await saveLesson(call.crm, call.context, { ...(id === undefined ? {} : { id }), inputs, attendees }, MANNER);
  } catch (error) {
    if (error instanceof CrmError && error.code === 'invalid' && error.facts.entity === 'attendance') throw new RefusedWrite({ details: [unknownValue(LABEL)] });
    throw error;
  }
}

/** What each member of a detail says to the core; others are ignored. */
const MEMBERS: Readonly<Record<string, readonly [field: string, read: (value: WireValue) => unknown]>> = {
  is_attend: ['attended', readFlag],
  reason_id: ['reason', readInteger],
  grade: ['grade', readText],
  homework_grade_id: ['homework_grade', readInteger],
  bonus: ['bonus', readInteger],
  note: ['note', readText],
};

function readDetails({ body }: Call): readonly AttendeeInputs[] {
  const sent = Object.hasOwn(body, 'details') ? (body['details'] ?? []) : [];
  if (!Array.isArray(sent)) throw new RefusedWrite({ details: [wrongFormat(LABEL)] });
  return sent.map(readDetail);
}

function readDetail(sent: WireValue): AttendeeInputs {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw new RefusedWrite({ details: [wrongFormat(LABEL)] });
  const [id, client] = [numberOf(sent, 'id'), numberOf(sent, 'customer_id')];
  const values = Object.entries(MEMBERS).flatMap(([wire, [field, read]]) => (Object.hasOwn(sent, wire) ? [[field, readMember(sent[wire] ?? null, read)]] : []));
  return { ...(id === undefined ? {} : { id }), ...(client === undefined ? {} : { client }), values: Object.fromEntries(values) };
}

function readMember(value: WireValue, read: (value: WireValue) => unknown): unknown {
  if (value === null || value === '') return null;
  const input = read(value);
  if (input === undefined) throw new RefusedWrite({ details: [wrongFormat(LABEL)] });
  return input;
}

function numberOf(sent: { readonly [name: string]: WireValue }, name: string): number | undefined {
  const value = Object.hasOwn(sent, name) ? sent[name] : undefined;
  return value === undefined ? undefined : readInteger(value);
}
