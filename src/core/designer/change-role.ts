import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { acceptValues } from '../records/accept-values.ts';
import { planUpdate } from '../records/plan.ts';
import { requireAdministrator } from './administrator.ts';
import type { NewRole } from './create-role.ts';

/** Changes how a role is called and what it shows; its code stays. Tells whether anything was different. Refuses (`not_found`) an unknown one. */
export async function changeRole(crm: Crm, context: Context, id: number, { title, visibility, managesUsers, closedFaces }: Partial<Omit<NewRole, 'code'>>): Promise<boolean> {
  requireAdministrator(context);
  const given = Object.fromEntries(Object.entries({ title: title?.trim(), visibility, manages_users: managesUsers, closed_faces: closedFaces }).filter(([, value]) => value !== undefined));
  const { decision } = await crm.write(authorOf(context), async (draft, directory) => {
    const record = directory.dictionary('role').byId(id);
    if (record === undefined) throw new CrmError('not_found', { entity: 'role', id });
    const definition = directory.catalog.entity('role');
    return planUpdate(draft, directory, definition, record, acceptValues(definition, given, { whole: false }));
  });
  return decision;
}
