import { CrmError } from '../../../core/errors.ts';
import { rightsOn } from '../../../core/permissions/rights.ts';
import { numberAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { z } from 'zod';
import type { Answer, Call, QueryMember } from '../call.ts';
import { presentRole } from './present.ts';
import type { RIGHT } from './shapes.ts';

export const RIGHTS_QUERY: readonly QueryMember[] = [
  { name: 'entity', about: 'Rights to this entity alone', schema: { type: 'string' } },
  { name: 'role', about: 'Rights of the role with this id alone', schema: { type: 'integer' } },
];

/** `GET /meta/roles`. */
export async function listRoles({ directory }: Call): Promise<Answer> {
  return { status: 200, body: { data: directory.roles.map(presentRole) } };
}

/** `GET /meta/rights`: what roles were given; `forbidden` to who is no administrator. */
export async function listRights(call: Call): Promise<Answer> {
  if (!call.context.account.administrator) throw new CrmError('forbidden', { entity: 'entity_right', reason: 'administrators alone see the rights of others' });
  const [entity, role] = [call.query.get('entity'), call.query.get('role')];
  const data = call.directory.entityRights
    .filter((right) => call.directory.catalog.has(textAt(right, 'entity') ?? ''))
    .filter((right) => (entity === undefined || textAt(right, 'entity') === entity) && (role === undefined || String(numberAt(right, 'role')) === role))
    .map((right) => presentRight(call, right));
  return { status: 200, body: { data } };
}

/** A right as the policy reads it: what is not said is "nothing". */
export function presentRight({ directory, context }: Call, right: CrmRecord): z.output<typeof RIGHT> {
  const [entity, role] = [textAt(right, 'entity') ?? '', numberAt(right, 'role') ?? 0];
  const account = { ...context.account, administrator: false, role: { ...context.account.role, id: role } };
  const { hidden, fixed, read, create, update, delete: remove, comment } = rightsOn(directory, account, directory.catalog.entity(entity));
  return { entity, role, read, create, update, delete: remove, comment, hidden: [...hidden], fixed: [...fixed] };
}
