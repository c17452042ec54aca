import { visibleOwners } from '../../../core/permissions/visible-owners.ts';
import { textAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import type { Inputs } from '../model.ts';
import { readMoment } from '../values/read-values.ts';

const NO_TITLE = 'Без темы';
/** In UTF-16 units, as the core counts the length of a name. */
const TITLE_LENGTH = 250;

/**
 * The last word about a task (alfaCRM contract 3.24): the core asks for a name, so one without a title is called by the
 * first line of its text; being done is the moment it was said; a day is due at its midnight; of several people the first
 * is the owner. A task that nobody is assigned to is nobody's, unless its maker would not see it.
 */
export function prepareTask(inputs: Inputs, call: Call, record?: CrmRecord): Inputs {
  const { owner, client, done_at: done, due_at: due, ...rest } = inputs;
  const nobody = visibleOwners(call.directory, call.account) === 'all' ? { owner: null } : {};
  return {
    ...(record === undefined ? nobody : {}),
    ...rest,
    ...apart(owner, 'owner', 'also_owners', nobody),
    ...apart(client, 'client', 'also_clients', { client: null }),
    ...named(inputs, record),
    ...(done === undefined ? {} : { done_at: done === true ? call.crm.clock() : null }),
    ...(due === undefined ? {} : { due_at: typeof due === 'string' ? (readMoment(due, call.zone) ?? null) : null }),
  };
}

/** The first of a list, and the rest of it; `none` stands for the first of an empty one. */
function apart(list: unknown, first: string, more: string, none: Inputs): Inputs {
  if (!Array.isArray(list)) return {};
  const [head, ...others] = list.map(Number);
  return { ...(head === undefined ? none : { [first]: head }), [more]: others.map(String) };
}

function named(inputs: Inputs, record: CrmRecord | undefined): Inputs {
  if (!Object.hasOwn(inputs, 'name') && record !== undefined) return {};
  const title = typeof inputs['name'] === 'string' ? inputs['name'].trim() : '';
  const text = typeof inputs['note'] === 'string' ? inputs['note'] : record === undefined ? '' : (textAt(record, 'note') ?? '');
  const first = text.trim().split(/\r?\n/u)[0]?.trim() ?? '';
  return { name: title !== '' ? inputs['name'] : first === '' ? NO_TITLE : whole(first.slice(0, TITLE_LENGTH)) };
}

/** A cut may leave half a character at the end. */
function whole(text: string): string {
  return text.isWellFormed() ? text : text.slice(0, -1);
}
