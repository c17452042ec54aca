import { allOf, EVERYTHING, type Filter } from '../../../core/query/filter.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import { localDateTime } from '../../transport/local-times.ts';
import type { Action, Call } from '../call.ts';
import { days } from '../filters/makers.ts';
import type { Model } from '../model.ts';
import { HttpError } from '../transport/http-error.ts';
import { missingParameters } from '../transport/texts.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { readInteger } from '../values/read-values.ts';
import { lessonsOf, STATUSES } from './lesson-filters.ts';

const NEEDED = ['id', 'date1', 'date2'] as const;
const DAYS = days('date', 'date');
const CODES: Readonly<Record<string, number>> = STATUSES;
/** More lessons than one customer has in the periods that are asked for. */
const MANY = 5000;

/** `calendar/customer`: the lessons of a customer within two days, whatever became of them, as a bare list (alfaCRM contract 3.28, trap 30). */
const customer: Action = async (call) => {
  const missing = NEEDED.filter((name) => call.given(name) === undefined);
  if (missing.length > 0) throw new HttpError(400, missingParameters(missing));
  const id = readInteger(call.given('id') ?? null);
  if (id === undefined) return [];
  const filter = allOf(await lessonsOf([id], call), within(call));
  const lessons = await listRecords(call.crm, call.context, { entity: 'lesson', filter, sort: { field: 'starts_at', descending: false }, offset: 0, limit: MANY });
  return lessons.map((lesson) => event(lesson, call));
};

/** Both days are in the period; one of no known form is no bound (contract 2.5). */
function within(call: Call): Filter {
  return allOf(...[DAYS['date_from']?.(call.given('date1') ?? null, call), DAYS['date_to']?.(call.given('date2') ?? null, call)].map((bound) => bound ?? EVERYTHING));
}

function event(lesson: CrmRecord, call: Call): WireJson {
  const [from, to] = [numberAt(lesson, 'starts_at'), numberAt(lesson, 'ends_at')];
  return {
    id: lesson.id,
    type: numberAt(lesson, 'type'),
    status: CODES[textAt(lesson, 'state') ?? ''] ?? null,
    start: from === null ? null : localDateTime(call.zone, from),
    duration: from === null || to === null ? 0 : Math.round((to - from) / 60_000),
    title: titleOf('subject', lesson, call) ?? titleOf('lesson_type', lesson, call) ?? '',
    branch_id: numberAt(lesson, 'branch'),
  };
}

function titleOf(dictionary: 'subject' | 'lesson_type', lesson: CrmRecord, { directory }: Call): string | undefined {
  const value = directory.dictionary(dictionary).byId(numberAt(lesson, dictionary === 'subject' ? 'subject' : 'type') ?? 0);
  return value === undefined ? undefined : (textAt(value, 'title') ?? undefined);
}

/** alfaCRM contract 3.28. */
export const calendar: Model = {
  path: 'calendar', className: 'Calendar', entity: 'lesson', byBranch: false, actions: [], fields: [], filters: {},
  specials: { customer }, readSpecials: ['customer'],
};
