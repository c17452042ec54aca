import { changeRole } from '../../../core/designer/change-role.ts';
import { createRole } from '../../../core/designer/create-role.ts';
import { setEntityRight } from '../../../core/designer/set-entity-right.ts';
import { CrmError } from '../../../core/errors.ts';
import { numberAt, textAt } from '../../../core/values.ts';
import type { Answer, Call } from '../call.ts';
import { parseId } from '../http/parse-id.ts';
import { NEW_ROLE, RIGHT_CHANGE, ROLE_CHANGE } from './body-shapes.ts';
import { presentRole } from './present.ts';
import { presentRight } from './roles-and-rights.ts';

/** `POST /meta/roles`: 201 with the role; nothing is granted with it. */
export async function addRole(call: Call): Promise<Answer> {
  const { manages_users: managesUsers, closed_faces: closedFaces, ...asked } = call.body(NEW_ROLE);
  const id = await createRole(call.crm, call.context, { ...asked, ...(managesUsers === undefined ? {} : { managesUsers }), ...(closedFaces === undefined ? {} : { closedFaces }) });
  return { status: 201, body: await roleAsItIs(call, id) };
}

/** `PATCH /meta/roles/{id}`: what is not named stays. */
export async function changeOneRole(call: Call): Promise<Answer> {
  const { manages_users: managesUsers, closed_faces: closedFaces, ...change } = call.body(ROLE_CHANGE);
  const id = parseId('role', call.param('id'));
  await changeRole(call.crm, call.context, id, { ...change, ...(managesUsers === undefined ? {} : { managesUsers }), ...(closedFaces === undefined ? {} : { closedFaces }) });
  return { status: 200, body: await roleAsItIs(call, id) };
}

/** `PUT /meta/rights`: what a role may do with the records of an entity; what is not named stays as it was given. */
export async function putRight(call: Call): Promise<Answer> {
  const { entity, role, ...change } = call.body(RIGHT_CHANGE);
  await setEntityRight(call.crm, call.context, { entity, role, ...change });
  const directory = await call.crm.directory();
  const right = directory.entityRights.find((one) => textAt(one, 'entity') === entity && numberAt(one, 'role') === role);
  if (right === undefined) throw new CrmError('not_found', { entity: 'entity_right' });
  return { status: 200, body: presentRight({ ...call, directory }, right) };
}

async function roleAsItIs({ crm }: Call, id: number): Promise<object> {
  const role = (await crm.directory()).roles.find((one) => one.id === id);
  if (role === undefined) throw new CrmError('not_found', { entity: 'role', id });
  return presentRole(role);
}
