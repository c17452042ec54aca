import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { CrmError, type FieldFault } from '../../errors.ts';
import { planDeleteTree } from '../../records/plan-delete-tree.ts';
import { planUpdate } from '../../records/plan.ts';
import { numberAt, sameValue, textAt, type CrmRecord } from '../../values.ts';
import { draftedChanges, known, plannedNumber, plannedText, type DraftedChange } from '../drafted.ts';
import { dayOf } from '../days.ts';
import { isStillPlanned } from '../lessons/lesson-views.ts';
import { lessonOfSlot } from './lesson-of-slot.ts';
import { planSlotLesson, readSlotLessons } from './slot-lessons.ts';
import { horizonOf, regularDays } from './regular-days.ts';

/** What lessons have of their weekly slot, and when they are. */
const SHAPING = ['branch', 'type', 'subject', 'room', 'teachers', 'group', 'client', 'clients', 'weekday', 'starts', 'ends', 'starts_on', 'ends_on'];

/**
 * Keeps the schedule true to its weekly slots. A new slot gets its lessons from today on, 60 days ahead. Of a changed one
 * the lessons that are still planned and still to begin follow: what the change is about is written into them (what was
 * changed in one lesson alone stays), those on days no longer wanted go, missing ones are added; a day on which the slot has a
 * lesson, be it cancelled, gets no second. A deleted slot takes its coming planned lessons along, a restored one gets them
 * anew. Refuses (CrmError `invalid`) a weekday other than 1 … 7 and an end that is not after the beginning.
 */
export async function planRegularLessons(crm: Crm, draft: Draft, directory: Directory): Promise<void> {
  for (const change of draftedChanges(draft, 'regular_lesson').filter(isShaped)) {
    refuseFaults(change.after);
    if (change.before !== undefined && change.after !== undefined) await follow(crm, draft, directory, change, change.before, change.after);
    else if (change.after !== undefined) await begin(crm, draft, directory, change, change.after);
    else if (change.before !== undefined) await end(crm, draft, directory, change.before);
  }
}

function isShaped({ before, after }: DraftedChange): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return SHAPING.some((field) => !sameValue(before[field], known(after[field])) );
}

function refuseFaults(slot: PlannedValues | undefined): void {
  if (slot === undefined) return;
  const [weekday, starts, ends] = [plannedNumber(slot, 'weekday'), plannedText(slot, 'starts'), plannedText(slot, 'ends')];
  const faults: FieldFault[] = [];
  if (weekday !== null && (weekday < 1 || weekday > 7)) faults.push({ field: 'weekday', fault: 'out_of_range' });
  if (starts !== null && ends !== null && ends <= starts) faults.push({ field: 'ends', fault: 'out_of_range' });
  if (faults.length > 0) throw new CrmError('invalid', { entity: 'regular_lesson', faults });
}

async function begin(crm: Crm, draft: Draft, directory: Directory, { id, stored }: DraftedChange, slot: PlannedValues): Promise<void> {
  const today = dayOf(crm.zone, draft.at);
  const there = stored === undefined ? [] : await readSlotLessons(crm, stored.id, today);
  const taken = new Set(there.map((lesson) => textAt(lesson, 'date')));
  for (const day of regularDays(slot, today, today)) {
    if (!taken.has(day)) planSlotLesson(crm, draft, directory, id, slot, day, stored === undefined ? -Infinity : draft.at);
  }
  if (stored === undefined) draft.complete('regular_lesson', id, { planned_until: horizonOf(slot, today) });
  else draft.derive('regular_lesson', stored, { planned_until: horizonOf(slot, today) });
}

async function follow(crm: Crm, draft: Draft, directory: Directory, { id }: DraftedChange, before: CrmRecord, after: PlannedValues): Promise<void> {
  const today = dayOf(crm.zone, draft.at);
  const wanted = new Set(regularDays(after, today, today));
  const there = await readSlotLessons(crm, before.id, today);
  for (const lesson of there.filter((one) => isComing(one, draft.at))) {
    const day = textAt(lesson, 'date') ?? '';
    if (wanted.has(day)) planUpdate(draft, directory, directory.catalog.entity('lesson'), lesson, changesOfDay(crm, before, after, day));
    else await planDeleteTree(crm, draft, directory, directory.catalog.entity('lesson'), lesson);
  }
  const taken = new Set(there.map((lesson) => textAt(lesson, 'date')));
  for (const day of wanted) if (!taken.has(day)) planSlotLesson(crm, draft, directory, id, after, day, draft.at);
  draft.derive('regular_lesson', before, { planned_until: horizonOf(after, today) });
}

async function end(crm: Crm, draft: Draft, directory: Directory, before: CrmRecord): Promise<void> {
  const there = await readSlotLessons(crm, before.id, dayOf(crm.zone, draft.at));
  for (const lesson of there.filter((one) => isComing(one, draft.at))) await planDeleteTree(crm, draft, directory, directory.catalog.entity('lesson'), lesson);
}

function isComing(lesson: CrmRecord, now: number): boolean {
  return isStillPlanned(lesson) && (numberAt(lesson, 'starts_at') ?? -Infinity) >= now;
}

/** What a lesson of that day has otherwise by the slot as it is to be than by the slot as it was. */
function changesOfDay({ zone }: Crm, before: CrmRecord, after: PlannedValues, day: string): PlannedValues {
  const [old, wanted] = [lessonOfSlot(zone, before, day), lessonOfSlot(zone, after, day)];
  return Object.fromEntries(Object.entries(wanted).filter(([field, value]) => !sameValue(known(old[field]), known(value))));
}
