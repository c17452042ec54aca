import { CrmError } from '../../../core/errors.ts';
import { optionLists, type OptionList } from '../../../core/options/option-lists.ts';
import type { Answer, Call } from '../call.ts';
import { readableEntities } from '../records/shown-entity.ts';
import { presentList, presentOption } from './present.ts';

/** `GET /meta/lists`: those that the caller meets in fields he sees; all of them for an administrator. */
export async function listLists(call: Call): Promise<Answer> {
  return { status: 200, body: { data: seenLists(call).map(presentList) } };
}

/** `GET /meta/lists/{code}`: the list with its options. */
export async function getList(call: Call): Promise<Answer> {
  const list = seenList(call, call.param('code'));
  return { status: 200, body: { ...presentList(list), options: list.options.map(presentOption) } };
}

/** `GET /meta/lists/{code}/options`. */
export async function listOptions(call: Call): Promise<Answer> {
  return { status: 200, body: { data: seenList(call, call.param('code')).options.map(presentOption) } };
}

/** The list of this code. Throws `not_found` where there is none that the caller may know of. */
export function seenList(call: Call, code: string): OptionList {
  const list = optionLists(call.directory).of(code);
  if (!seenLists(call).includes(list)) throw new CrmError('not_found', { entity: 'list' });
  return list;
}

function seenLists(call: Call): readonly OptionList[] {
  const lists = optionLists(call.directory);
  if (call.context.account.administrator) return lists.all;
  const met = new Set(readableEntities(call).flatMap(({ fields }) => fields.map(({ settings }) => lists.of(settings.list))));
  return lists.all.filter((list) => met.has(list));
}
