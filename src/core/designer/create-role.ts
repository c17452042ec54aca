import type { Visibility } from '../accounts/account.ts';
import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import { acceptValues } from '../records/accept-values.ts';
import { planCreate } from '../records/plan.ts';
import { freeSlug } from '../text/slug.ts';
import { matchKey } from '../text/fold.ts';
import { requireAdministrator } from './administrator.ts';

export interface NewRole {
  readonly title: string;
  /** What programs know it by; made of the title unless said. */
  readonly code?: string;
  /** Whose records it shows in entities whose records belong to people; the own ones unless said. */
  readonly visibility?: Visibility;
  readonly managesUsers?: boolean;
  /** API languages that its people may not use; none unless said. */
  readonly closedFaces?: readonly string[];
}

/** Makes a role; gives its id. Nothing is granted with it. Refuses (`duplicate`) a taken code. */
export async function createRole(crm: Crm, context: Context, { title, code: wanted, visibility = 'own', managesUsers = false, closedFaces = [] }: NewRole): Promise<number> {
  requireAdministrator(context);
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const taken = new Set(directory.roles.map((role) => matchKey(role.code)));
    const code = wanted?.trim() ?? freeSlug(title, 'role', (name) => !taken.has(name));
    if (taken.has(matchKey(code))) throw new CrmError('duplicate', { entity: 'role', title: code, faults: [{ field: 'code', fault: 'taken' }] });
    const definition = directory.catalog.entity('role');
    return planCreate(draft, directory, definition, acceptValues(definition, { code, title: title.trim(), visibility, manages_users: managesUsers, closed_faces: closedFaces }, { whole: true }));
  });
  return written.idOf(written.decision);
}
