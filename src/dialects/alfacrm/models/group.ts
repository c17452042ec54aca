import { among, changed, containing, days, holding, moments } from '../filters/makers.ts';
import type { Model } from '../model.ts';
import { CREATED_AT, dateIso, ID, ids, int, str, UPDATED_AT } from '../values/fields.ts';
import { groupTeachers } from './group-teachers.ts';
import { withMembersNamed } from './group-members.ts';

/** alfaCRM contract 3.11. */
export const group: Model = {
  path: 'group', className: 'Group', entity: 'group', byBranch: true, archived: true, custom: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    ids('branch_ids', 'branches', { required: true, label: 'Филиалы' }),
    ids('teacher_ids', 'teachers'),
    str('name', 'name', { required: true, label: 'Название' }),
    int('level_id', 'level'),
    int('status_id', 'status'),
    int('company_id', 'company'),
    int('streaming_id', 'streaming_number'),
    int('limit', 'capacity'),
    str('note', 'note'),
    int('subject_id', 'subject'),
    dateIso('b_date', 'starts_on', { label: 'Начало действия' }),
    dateIso('e_date', 'ends_on', { label: 'Окончание действия' }),
    CREATED_AT,
    UPDATED_AT,
  ],
  filters: {
    id: among('id'),
    ids: among('id'),
    name: containing('name'),
    note: containing('note'),
    level_id: among('level'),
    status_id: among('status'),
    subject_id: among('subject'),
    branch_id: holding('branches'),
    branch_ids: holding('branches'),
    teacher_id: holding('teachers'),
    teacher_ids: holding('teachers'),
    ...days('b_date', 'starts_on'),
    ...days('e_date', 'ends_on'),
    ...moments('created_at', 'created_at'),
    ...changed(),
  },
  standing: withMembersNamed,
  extra: groupTeachers,
};
