import { addFiles } from '../../../core/files/add-files.ts';
import { addComment } from '../../../core/comments/add-comment.ts';
import { allowComments } from '../../../core/comments/allow-comments.ts';
import { allowReading } from '../../../core/permissions/allow.ts';
import { member, membersFrom, type Parameters } from '../../transport/parameters.ts';
import { NOTE } from '../application/annotations.ts';
import type { WireEntity } from '../application/application.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readId } from '../transport/read-id.ts';
import { readMap } from '../transport/read-map.ts';
import { readText } from '../transport/read-text.ts';
import { cleanHtml } from './clean-html.ts';
import { entityOf, requiredId } from './entity-of.ts';
import { readTagged } from './read-tagged.ts';
import { storeSent } from './sent-files.ts';
import { WIRE_MANNER } from './wire-manner.ts';

const NOTHING_SAID = 'None of the fields are not filled';
const KEY = /^(?:field_)?(\d{1,15})$/u;

/** `insert_comment`: a text, files and changed fields, as one comment of a record (Rukovoditel contract 2.8). */
export async function insertComment(call: ActionCall): Promise<ActionAnswer> {
  const entity = entityOf(call);
  const itemId = requiredId(call, 'item_id');
  allowReading(call.directory, call.account, entity.definition);
  allowComments(call.directory, call.account, entity.definition, 'create');
  const text = await cleanHtml(readText(member(call.parameters, 'comment_description')) ?? '');
  const { inputs } = await readTagged(call, entity, onForm(entity, readMap(member(call.parameters, 'comment_fields')) ?? {}));
  const stored = await storeSent(call, member(call.parameters, 'comment_attachments') ?? '');
  if (text.trim() === '' && stored.length === 0 && Object.keys(inputs).length === 0) throw new ApiError(NOTHING_SAID);
  const author = readId(member(call.parameters, 'created_by'));
  const id = await addComment(call.crm, call.context, entity.definition.name, itemId, {
    text, files: await addFiles(call.crm, call.context, stored), values: inputs, ...(author === undefined ? {} : { author }),
  }, WIRE_MANNER);
  return { data: { id: String(id) } };
}

/** Fields that the designer put on the comment form; others are left out (Rukovoditel contract 2.8). */
function onForm(entity: WireEntity, sent: Parameters): Parameters {
  return membersFrom(Object.entries(sent).filter(([key]) => {
    const core = entity.field(Number(KEY.exec(key)?.[1] ?? Number.NaN))?.core;
    return core === undefined || core.annotations[NOTE.commentForm] === '1' || core.annotations[NOTE.type] === undefined;
  }));
}
