import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';

export async function checkMemberships(_crm: Crm, _draft: Draft): Promise<void> {}
