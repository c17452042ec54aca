import type { Action } from '../call.ts';
import { updateAction } from '../actions/update.ts';
import { membersFrom } from '../../transport/parameters.ts';
import { numberAt, textAt } from '../../../core/values.ts';
import type { Model } from '../model.ts';
import { coded, CREATED_AT, dateIso, dateTime, ID, ids, int, shown, str, UPDATED_AT } from '../values/fields.ts';
import { lessonDetails, saveWithDetails } from './lesson-details.ts';
import { LESSON_FILTERS, lessonStanding, STATUSES } from './lesson-filters.ts';
import { prepareLesson } from './lesson-inputs.ts';
import { readDate, readTime } from './lesson-times.ts';

/** `teach`: a change that conducts the lesson, whatever it says of its status (alfaCRM contract 3.16). */
const teach: Action = (call) => updateAction({ ...call, body: membersFrom([...Object.entries(call.body), ['status', STATUSES.conducted]]) });

/**
 * alfaCRM contract 3.16. The core gives a conducted lesson its attendance and charges it. Newest first by the moment of
 * beginning: by day, and within a day the latest first.
 */
export const lesson: Model = {
  path: 'lesson', className: 'Lesson', entity: 'lesson', byBranch: true, custom: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    int('branch_id', 'branch'),
    { ...dateIso('date', 'date', { label: 'Дата' }), read: readDate },
    { ...dateTime('time_from', 'starts_at', { label: 'Начало' }), read: readTime },
    { ...dateTime('time_to', 'ends_at', { label: 'Конец' }), read: readTime },
    int('lesson_type_id', 'type', { required: true, label: 'Вид урока' }),
    shown('lesson_type_name', (record, { directory }) => {
      const type = directory.dictionary('lesson_type').byId(numberAt(record, 'type') ?? 0);
      return type === undefined ? '' : (textAt(type, 'title') ?? '');
    }),
    coded('status', 'state', STATUSES, { label: 'Состояние' }),
    int('subject_id', 'subject', { required: true }),
    int('room_id', 'room'),
    ids('teacher_ids', 'teachers'),
    ids('customer_ids', 'clients'),
    ids('group_ids', 'groups'),
    shown('streaming', () => false),
    str('note', 'note'),
    str('topic', 'topic'),
    str('homework', 'homework'),
    int('regular_id', 'regular', { readOnly: true }),
    CREATED_AT,
    UPDATED_AT,
  ],
  filters: LESSON_FILTERS,
  sort: { field: 'starts_at', descending: true },
  standing: lessonStanding,
  prepare: prepareLesson,
  save: saveWithDetails,
  extra: lessonDetails,
  specials: { teach },
};
