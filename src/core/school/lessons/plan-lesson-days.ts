import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';

export function planLessonDays(_crm: Crm, _draft: Draft): void {}
