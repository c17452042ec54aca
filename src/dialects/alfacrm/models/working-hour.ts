import { numberAt, type CrmRecord } from '../../../core/values.ts';
import { indexAction } from '../actions/index-action.ts';
import type { Action } from '../call.ts';
import { among } from '../filters/makers.ts';
import { inBranchOfParent } from '../filters/through-parent.ts';
import type { Model } from '../model.ts';
import { ID, int, shown, time } from '../values/fields.ts';

/** Rows of `teacher/working-hour` (alfaCRM contract 3.19). */
const model: Model = {
  path: 'working-hour', className: 'WorkingHour', entity: 'working_hours', byBranch: false, actions: ['index'],
  fields: [ID, int('teacher_id', 'teacher'), shown('weekday', sundayFirst), time('time_from', 'starts'), time('time_to', 'ends')],
  filters: { id: among('id'), teacher_id: among('teacher') },
  standing: (call) => inBranchOfParent(call, { field: 'teacher', entity: 'teacher', wire: 'teacher_id' }),
  sort: { field: 'id', descending: false },
};

/** When a teacher works: a list like any index. */
export const workingHours: Action = (call) => indexAction({ ...call, model });

/** 1 is Sunday here, as the one client that reads working hours takes it; lessons count from Monday (contract 3.17, 3.19). */
function sundayFirst(record: CrmRecord): number | null {
  const weekday = numberAt(record, 'weekday');
  return weekday === null ? null : (weekday % 7) + 1;
}
