import type { NewId } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import { authorOf, type Context } from '../../context.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { CrmError } from '../../errors.ts';
import { equals } from '../../query/filter.ts';
import type { FieldInputs } from '../../records/accept-values.ts';
import { planChange } from '../../records/plan-change.ts';
import { planNew, STRICT, type WriteManner } from '../../records/plan-new.ts';
import { readRecord } from '../../records/read-record.ts';
import { numberAt, type CrmRecord } from '../../values.ts';

/** What is said of one attendee: of the row with this id, or of the row of this client, which is added where there is none. */
export interface AttendeeInputs {
  readonly id?: number;
  readonly client?: number;
  readonly values: FieldInputs;
}

export interface SaveLesson {
  /** Absent: a new lesson. */
  readonly id?: number;
  readonly inputs: FieldInputs;
  readonly attendees: readonly AttendeeInputs[];
}

/** More people than a lesson ever has. */
const MAX_ROWS = 5000;

/**
 * Adds or changes a lesson together with its attendance, in one decision; gives its id. Who is added was there unless the
 * inputs say otherwise. Faults of attendees are CrmError `invalid` of the entity `attendance`; one that names neither a
 * row of this lesson nor a client lacks its client (`required`). The caller needs his rights on both entities.
 */
export async function saveLesson(crm: Crm, context: Context, { id, inputs, attendees }: SaveLesson, manner: WriteManner = STRICT): Promise<number> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const entity = directory.catalog.entity('lesson');
    const stored = id === undefined ? undefined : await readRecord(crm, context, 'lesson', id);
    // Two decisions about the attendance of one lesson conflict: neither adds a client whom the other has just added.
    if (stored !== undefined && attendees.length > 0) draft.derive('lesson', stored, {}, ['date']);
    const lesson = stored?.id ?? (await planNew(crm, context, draft, directory, entity, inputs, manner));
    if (stored !== undefined) await planChange(crm, context, draft, directory, entity, stored, inputs, manner);
    await planAttendees(crm, context, draft, directory, lesson, attendees, manner);
    return lesson;
  });
  return written.idOf(written.decision);
}

async function planAttendees(crm: Crm, context: Context, draft: Draft, directory: Directory, lesson: NewId | number, attendees: readonly AttendeeInputs[], manner: WriteManner): Promise<void> {
  if (attendees.length === 0) return;
  const entity = directory.catalog.entity('attendance');
  const rows = typeof lesson === 'number' ? await readRows(crm, lesson) : [];
  for (const [client, { row, values }] of joined(rows, attendees)) {
    if (row === undefined) await planNew(crm, context, draft, directory, entity, { attended: true, ...values, lesson, client }, manner);
    else if (isOther(row, values)) await planChange(crm, context, draft, directory, entity, row, values, manner);
  }
}

/** Whoever repeats what is stored needs no right to change it: programs send whole lessons back. */
function isOther(row: CrmRecord, values: FieldInputs): boolean {
  return Object.entries(values).some(([field, value]) => (row[field] ?? null) !== (value ?? null));
}

function readRows({ storage }: Crm, lesson: number): Promise<readonly CrmRecord[]> {
  return storage.findRecords({ entity: 'attendance', filter: equals('lesson', lesson), sort: { field: 'id', descending: false }, offset: 0, limit: MAX_ROWS });
}

interface Attendee {
  readonly row: CrmRecord | undefined;
  readonly values: FieldInputs;
}

/** One entry a client: what is said of somebody twice is said once, the last word holds. */
function joined(rows: readonly CrmRecord[], attendees: readonly AttendeeInputs[]): ReadonlyMap<number, Attendee> {
  const found = new Map<number, Attendee>();
  for (const { id, client, values } of attendees) {
    const named = rows.find((row) => row.id === id && (client === undefined || numberAt(row, 'client') === client));
    const whom = client ?? (named === undefined ? null : numberAt(named, 'client'));
    if (whom === null) throw new CrmError('invalid', { entity: 'attendance', faults: [{ field: 'client', fault: 'required' }] });
    const row = named ?? rows.find((other) => numberAt(other, 'client') === whom);
    found.set(whom, { row, values: { ...found.get(whom)?.values, ...values } });
  }
  return found;
}
