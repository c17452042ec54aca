import { notField } from '../filters/makers.ts';
import { ID, int, opposite, str } from '../values/fields.ts';
import { dictionaryModel, NAME } from './dictionary.ts';

/** alfaCRM contract 3.18: `sort` is its weight. */
export const lessonType = dictionaryModel({
  path: 'lesson-type', className: 'LessonType', entity: 'lesson_type',
  fields: [ID, NAME, int('type', 'kind'), str('icon', 'icon', { empty: null }), opposite('is_active', 'disabled'), int('sort', 'position')],
  filters: { is_active: notField('disabled') },
});
