import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';

export async function planAttendance(_crm: Crm, _draft: Draft, _directory: Directory): Promise<void> {}
