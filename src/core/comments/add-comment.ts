import type { PlannedValues } from '../changes/change-set.ts';
import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { checkFiles } from '../files/check-files.ts';
import { filterInputs } from '../filters/filter-inputs.ts';
import type { EntityRights } from '../permissions/rights.ts';
import { acceptValues, type FieldInputs } from '../records/accept-values.ts';
import { planUpdate } from '../records/plan.ts';
import { STRICT, type WriteManner } from '../records/plan-new.ts';
import { readRecord } from '../records/read-record.ts';
import type { FieldValues } from '../values.ts';
import { allowComments } from './allow-comments.ts';
import { itemChanges } from './item-changes.ts';

export interface NewComment {
  /** At most 65,000 characters, HTML as it came. */
  readonly text?: string;
  /** As `addFiles` gives them. */
  readonly files?: readonly string[];
  /** Fields of the record that change with the comment; additive ones grow by what is given. */
  readonly values?: FieldInputs;
  /** Whose comment it is, where it is not the caller's. */
  readonly author?: number;
}

/**
 * Comments a record that the caller sees, and changes it with the comment, in one transaction. Gives the id of the
 * comment. CrmError `forbidden` without the right to comment, `invalid` where nothing is said (Rukovoditel contract 2.8).
 */
export async function addComment(crm: Crm, context: Context, entity: string, recordId: number, comment: NewComment, manner: WriteManner = STRICT): Promise<number> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const record = await readRecord(crm, context, entity, recordId);
    const definition = directory.catalog.entity(entity);
    const rights = allowComments(directory, context.account, definition, 'create');
    const { item, kept } = await itemChanges(crm, context, draft, directory, definition, record, comment.values ?? {}, manner);
    const said = await filterInputs(crm, draft.author, directory.catalog.entity('comment'), { entity, record: recordId, text: comment.text, files: comment.files });
    const values = acceptComment(directory, { ...said, entity, record: recordId, values: jsonOf(kept) });
    refuseEmpty(values);
    await checkFiles(crm, context.account, directory.catalog.entity('comment'), values);
    if (Object.keys(item).length > 0) planUpdate(draft, directory, definition, record, item);
    const id = draft.insert('comment', { ...values, created_by: authorIn(directory, context, rights, comment.author) });
    draft.event({ name: 'comment.created', entity: 'comment', id, data: { entity, record: recordId } });
    return id;
  });
  return written.idOf(written.decision);
}

/** Values of a comment as they are stored; CrmError `invalid` of the comment. */
export function acceptComment({ catalog }: Directory, inputs: FieldInputs): PlannedValues {
  const given = Object.entries(inputs).filter(([, input]) => input !== undefined);
  return acceptValues(catalog.entity('comment'), Object.fromEntries(given), { whole: false });
}

/** Refuses (`invalid`) a comment without text, files and changes. */
export function refuseEmpty(values: PlannedValues): void {
  const { text, files, values: kept } = values;
  const said = typeof text === 'string' && text.trim() !== '';
  const attached = Array.isArray(files) && files.length > 0;
  if (!said && !attached && typeof kept !== 'string') throw new CrmError('invalid', { entity: 'comment', faults: [{ field: 'text', fault: 'required' }] });
}

function jsonOf(kept: FieldValues): string | null {
  return Object.keys(kept).length === 0 ? null : JSON.stringify(kept);
}

/** Nobody speaks for others but those who may change the comments of others anyway. */
function authorIn(directory: Directory, { account }: Context, rights: EntityRights, author = account.id): number {
  if (author !== account.id && rights.comment !== 'all') throw new CrmError('forbidden', { entity: 'comment' });
  if (directory.account(author) === undefined) throw new CrmError('invalid', { entity: 'comment', faults: [{ field: 'created_by', fault: 'unknown_value' }] });
  return author;
}
