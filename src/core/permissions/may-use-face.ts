import type { Account } from '../accounts/account.ts';

/** Whether the role of an account lets it use an API language; an administrator uses all. */
export function mayUseFace({ administrator, role }: Account, face: string): boolean {
  return administrator || !role.closedFaces.includes(face);
}
