import { addOption } from '../../../core/designer/add-option.ts';
import { changeList } from '../../../core/designer/change-list.ts';
import { changeOption } from '../../../core/designer/change-option.ts';
import { createList } from '../../../core/designer/create-list.ts';
import { knownList, knownOption } from '../../../core/designer/known-list.ts';
import { removeList } from '../../../core/designer/remove-list.ts';
import { CrmError } from '../../../core/errors.ts';
import type { Answer, Call } from '../call.ts';
import { parseId } from '../http/parse-id.ts';
import { LIST_CHANGE, NEW_LIST, NEW_OPTION, OPTION_CHANGE } from './body-shapes.ts';
import { presentList, presentOption } from './present.ts';

/** `POST /meta/lists`: 201 with the list. */
export async function addList(call: Call): Promise<Answer> {
  const code = await createList(call.crm, call.context, call.body(NEW_LIST));
  return { status: 201, headers: { location: `/api/v1/meta/lists/${encodeURIComponent(code)}` }, body: await listAsItIs(call, code) };
}

/** `PATCH /meta/lists/{code}`: what is not named stays. */
export async function changeOneList(call: Call): Promise<Answer> {
  await changeList(call.crm, call.context, call.param('code'), call.body(LIST_CHANGE));
  return { status: 200, body: await listAsItIs(call, call.param('code')) };
}

/** `DELETE /meta/lists/{code}`: `in_use` while a field takes its options from it. */
export async function takeListAway(call: Call): Promise<Answer> {
  await removeList(call.crm, call.context, call.param('code'));
  return { status: 204 };
}

/** `POST /meta/lists/{code}/options`: 201 with the option. */
export async function newOption(call: Call): Promise<Answer> {
  const id = await addOption(call.crm, call.context, call.param('code'), call.body(NEW_OPTION));
  return { status: 201, headers: { location: `/api/v1/meta/lists/${encodeURIComponent(call.param('code'))}/options/${id}` }, body: await optionAsItIs(call, id) };
}

/** `PATCH /meta/lists/{code}/options/{id}`: what is not named stays. */
export async function changeOneOption(call: Call): Promise<Answer> {
  const id = parseId('option', call.param('id'));
  if (call.context.account.administrator && knownList(call.directory, call.param('code')).byId(id) === undefined) throw new CrmError('not_found', { entity: 'option', id });
  await changeOption(call.crm, call.context, id, call.body(OPTION_CHANGE));
  return { status: 200, body: await optionAsItIs(call, id) };
}

async function listAsItIs({ crm }: Call, code: string): Promise<object> {
  return presentList(knownList(await crm.directory(), code));
}

async function optionAsItIs({ crm }: Call, id: number): Promise<object> {
  return presentOption(knownOption(await crm.directory(), id).option);
}
