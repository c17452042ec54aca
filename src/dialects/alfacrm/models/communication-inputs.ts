import { CrmError } from '../../../core/errors.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import type { CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import type { Inputs } from '../model.ts';
import { HttpError } from '../transport/http-error.ts';
import { RefusedWrite } from '../transport/refused-write.ts';
import { PAGE_NOT_FOUND, tooLong, unknownValue } from '../transport/texts.ts';
import { readInteger, readText } from '../values/read-values.ts';

/** What a note may hang on, and the link that holds it; leads and customers are one entity (alfaCRM contract trap 26). */
export const CLASSES: ReadonlyMap<string, string> = new Map([['Customer', 'client'], ['Lead', 'client'], ['Group', 'group'], ['Task', 'task']]);
/** The way of talking that stands for none in particular. */
export const COMMENT = 1;
/** alfaCRM contract 3.25. */
const COMMENT_LENGTH = 2048;

/**
 * A new note hangs on what `class` and `related_id` name, in the query or the body, and on what its writer sees; later it
 * stays there (alfaCRM contract 3.25, trap 22). Throws RefusedWrite, and 404 for what is no note.
 */
export async function prepareCommunication(inputs: Inputs, call: Call, record?: CrmRecord): Promise<Inputs> {
  const text = inputs['text'];
  if (typeof text === 'string' && text.length > COMMENT_LENGTH) throw new RefusedWrite({ comment: [tooLong('Комментарий', COMMENT_LENGTH)] });
  if (record !== undefined) {
    isNote(record);
    return inputs;
  }
  return { ...inputs, kind: 'note', medium: inputs['medium'] ?? COMMENT, ...(await link(call)) };
}

/** Lines of a history that the product wrote are none of this API's. */
export function isNote(record: CrmRecord): void {
  if (record['kind'] !== 'note') throw new HttpError(404, PAGE_NOT_FOUND);
}

async function link({ crm, context, given }: Call): Promise<Inputs> {
  const field = CLASSES.get(readText(given('class') ?? '') ?? '');
  if (field === undefined) throw new RefusedWrite({ class: [unknownValue('class')] });
  const id = readInteger(given('related_id') ?? null) ?? 0;
  try {
    await readRecord(crm, context, field, id);
  } catch (error) {
    if (error instanceof CrmError && error.code === 'not_found') throw new RefusedWrite({ related_id: [unknownValue('related_id')] });
    throw error;
  }
  return { [field]: id };
}
