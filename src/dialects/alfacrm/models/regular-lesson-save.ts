import { authorOf } from '../../../core/context.ts';
import { CrmError } from '../../../core/errors.ts';
import { planNew } from '../../../core/records/plan-new.ts';
import { updateRecord } from '../../../core/records/update-record.ts';
import type { Call } from '../call.ts';
import type { Inputs } from '../model.ts';
import { MANNER } from '../save.ts';
import { RefusedWrite } from '../transport/refused-write.ts';
import { unknownValue } from '../transport/texts.ts';
import { weekdaysOf } from './regular-lesson-inputs.ts';

/** Keeps a weekly slot; a new one of several weekdays is one slot a day, all in one write, and gives the first (alfaCRM contract 3.17). */
export async function saveRegularLesson(call: Call, inputs: Inputs, id?: number): Promise<number> {
  try {
    return id === undefined ? await addSlots(call, inputs) : await changeSlot(call, inputs, id);
  } catch (error) {
    if (error instanceof CrmError && error.facts.faults?.some(({ field }) => field === 'client' || field === 'group') === true) throw new RefusedWrite({ related_id: [unknownValue('С кем')] });
    throw error;
  }
}

async function addSlots({ crm, context }: Call, inputs: Inputs): Promise<number> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const entity = directory.catalog.entity('regular_lesson');
    const [first, ...rest] = weekdaysOf(inputs);
    const id = await planNew(crm, context, draft, directory, entity, { ...inputs, weekday: first }, MANNER);
    for (const weekday of rest) await planNew(crm, context, draft, directory, entity, { ...inputs, weekday }, MANNER);
    return id;
  });
  return written.idOf(written.decision);
}

async function changeSlot({ crm, context }: Call, inputs: Inputs, id: number): Promise<number> {
  const [weekday] = weekdaysOf(inputs);
  await updateRecord(crm, context, 'regular_lesson', id, { ...inputs, ...(weekday === undefined ? {} : { weekday }) }, { manner: MANNER });
  return id;
}
