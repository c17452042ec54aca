import type { CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import type { Inputs } from '../model.ts';
import { RefusedWrite } from '../transport/refused-write.ts';
import { required, wrongFormat } from '../transport/texts.ts';
import { readInteger } from '../values/read-values.ts';
import { lessonTimes, readDate } from './lesson-times.ts';

const [DAY, FROM, TO, DURATION] = ['Дата', 'Начало', 'Конец', 'Продолжительность'];
const MAX_MINUTES = 7 * 24 * 60;
/** What a new lesson must have beside its times (alfaCRM contract 3.16). */
const NEEDED = [['lesson_type_id', 'type', 'Вид урока'], ['subject_id', 'subject', 'Предмет']] as const;

/**
 * The last word about a lesson: its beginning and end, out of whichever of `date`, `lesson_date`, `time_from`, `time_to`
 * and `duration` are sent (alfaCRM contract 3.16). Refuses a new one without type, subject, day, beginning or end, all at
 * once, and a change that clears one of the times.
 */
export function prepareLesson(inputs: Inputs, call: Call, record?: CrmRecord): Inputs {
  const { date, starts_at: from, ends_at: to, state, ...others } = inputs;
  // A lesson always has a status.
  const rest = { ...others, ...((state ?? null) === null ? {} : { state }) };
  const [day, minutes] = [readLessonDate(call) ?? date, readDuration(call)];
  const timed = [day, from, to, minutes].some((said) => said !== undefined);
  if (record === undefined) refuseMissing(rest, { day, from, to: minutes ?? to });
  else refuseCleared({ date: day, time_from: from, time_to: to });
  if (!timed) return rest;
  return { ...rest, ...lessonTimes({ day: textOf(day), from: textOf(from), to: textOf(to), minutes }, call.zone, record) };
}

/** `lesson_date`, which is written and never shown. */
function readLessonDate({ body }: Call): unknown {
  const reading = Object.hasOwn(body, 'lesson_date') ? readDate(body['lesson_date'] ?? null) : { input: undefined };
  if ('fault' in reading) throw new RefusedWrite({ lesson_date: [wrongFormat(DAY)] });
  return reading.input ?? undefined;
}

/** `duration` in minutes, which is written and never shown. */
function readDuration({ body }: Call): number | undefined {
  const sent = Object.hasOwn(body, 'duration') ? (body['duration'] ?? null) : null;
  if (sent === null || sent === '') return undefined;
  const minutes = readInteger(sent);
  if (minutes === undefined || minutes < 1 || minutes > MAX_MINUTES) throw new RefusedWrite({ duration: [wrongFormat(DURATION)] });
  return minutes;
}

function refuseMissing(inputs: Inputs, { day, from, to }: { readonly day: unknown; readonly from: unknown; readonly to: unknown }): void {
  const dated = day ?? (textOf(from)?.includes('-') === true ? from : undefined);
  const missing = [
    ...NEEDED.filter(([, field]) => (inputs[field] ?? null) === null).map(([wire, , label]) => [wire, label] as const),
    ...[['date', DAY, dated] as const, ['time_from', FROM, from] as const, ['time_to', TO, to] as const].filter(([, , said]) => (said ?? null) === null),
  ];
  if (missing.length > 0) throw new RefusedWrite(Object.fromEntries(missing.map(([wire, label]) => [wire, [required(label)]])));
}

function refuseCleared(times: Readonly<Record<string, unknown>>): void {
  const labels: Readonly<Record<string, string>> = { date: DAY, time_from: FROM, time_to: TO };
  const cleared = Object.keys(times).filter((wire) => times[wire] === null);
  if (cleared.length > 0) throw new RefusedWrite(Object.fromEntries(cleared.map((wire) => [wire, [required(labels[wire] ?? wire)]])));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
