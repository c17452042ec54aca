import { indexAction } from '../actions/index-action.ts';
import type { Action } from '../call.ts';
import { among } from '../filters/makers.ts';
import { inBranchOfParent } from '../filters/through-parent.ts';
import type { Model } from '../model.ts';
import { ID, int, money, str } from '../values/fields.ts';

/** Rows of `teacher/teacher-rate`; which members the original has nobody tells (alfaCRM contract 3.19). */
const model: Model = {
  path: 'teacher-rate', className: 'TeacherRate', entity: 'teacher_rate', byBranch: false, actions: ['index'],
  fields: [ID, int('teacher_id', 'teacher'), int('lesson_type_id', 'lesson_type'), int('subject_id', 'subject'), money('rate', 'amount'), str('note', 'note')],
  filters: { id: among('id'), teacher_id: among('teacher'), lesson_type_id: among('lesson_type'), subject_id: among('subject') },
  standing: (call) => inBranchOfParent(call, { field: 'teacher', entity: 'teacher', wire: 'teacher_id' }),
  sort: { field: 'id', descending: false },
};

/** What a teacher is paid for a lesson: a list like any index. */
export const teacherRates: Action = (call) => indexAction({ ...call, model });
