import type { RouteLine } from '../dialect.ts';
import { changeUserPassword } from './actions/change-user-password.ts';
import { deleteAttachment } from './actions/delete-attachment.ts';
import { deleteRows } from './actions/delete.ts';
import { downloadAttachment } from './actions/download-attachment.ts';
import { getEntities } from './actions/get-entities.ts';
import { getEntityFields } from './actions/get-entity-fields.ts';
import { getFieldChoices } from './actions/get-field-choices.ts';
import { getGlobalListChoices } from './actions/get-global-list-choices.ts';
import { getGlobalLists } from './actions/get-global-lists.ts';
import { getProcessButtons } from './actions/get-process-buttons.ts';
import { insertComment } from './actions/insert-comment.ts';
import { insert } from './actions/insert.ts';
import { login } from './actions/login.ts';
import { runProcess } from './actions/run-process.ts';
import { select } from './actions/select.ts';
import { update } from './actions/update.ts';
import type { Action } from './call.ts';

interface Line extends RouteLine {
  readonly action?: Action;
}

/** Every action of Rukovoditel contract 2.1: what answers it, and how far. */
const LINES: readonly Line[] = [
  { call: 'select', state: 'done', about: 'all conditions, ranges, paging, saved reports; `related_entity_id` has no effect: there are no fields of related records', action: select },
  { call: 'insert', state: 'done', about: 'one record or many, all or none; entity 1 registers users, without a letter to them', action: insert },
  { call: 'update', state: 'done', about: 'every row that the criteria name, never all of them by an empty one', action: update },
  { call: 'delete', state: 'done', about: 'with everything that lies in the record; restorable by our own API', action: deleteRows },
  { call: 'insert_comment', state: 'done', about: 'text, files, changed fields, numbers that add up', action: insertComment },
  { call: 'download_attachment', state: 'done', about: 'one file, or all as one ZIP archive', action: downloadAttachment },
  { call: 'delete_attachment', state: 'done', about: 'the whole field, or one file by its name', action: deleteAttachment },
  { call: 'login', state: 'done', about: 'who the caller is', action: login },
  { call: 'get_entities', state: 'done', about: 'administrators only', action: getEntities },
  { call: 'get_entity_fields', state: 'done', about: 'administrators only', action: getEntityFields },
  { call: 'get_field_choices', state: 'done', about: 'administrators only', action: getFieldChoices },
  { call: 'get_global_lists', state: 'done', about: 'administrators only', action: getGlobalLists },
  { call: 'get_global_list_choices', state: 'done', about: 'administrators only', action: getGlobalListChoices },
  { call: 'get_process_buttons', state: 'partial', about: 'there are no processes here: an empty list', action: getProcessButtons },
  { call: 'run_process', state: 'partial', about: 'there are no processes here: none of that number', action: runProcess },
  { call: 'change_user_password', state: 'done', about: 'the caller’s own, as `new_password`', action: changeUserPassword },
  { call: 'get_users_menu', state: 'refused', about: 'answered as an unknown action' },
  { call: 'get_users_filters_panels', state: 'refused', about: 'answered as an unknown action' },
  { call: 'get_export_template', state: 'refused', about: 'answered as an unknown action' },
];

/** The actions by their names. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(LINES.flatMap(({ call, action }) => (action === undefined ? [] : [[call, action]])));

export const COVERAGE: readonly RouteLine[] = LINES.map(({ call, state, about }) => ({ call, state, about }));
