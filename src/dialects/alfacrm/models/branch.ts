import { holding, notField } from '../filters/makers.ts';
import { ids, opposite } from '../values/fields.ts';
import { dictionaryModel } from './dictionary.ts';

/** alfaCRM contract 3.1. */
export const branch = dictionaryModel({
  path: 'branch', className: 'Branch', entity: 'branch',
  between: [opposite('is_active', 'disabled', { required: true, label: 'Активен' }), ids('subject_ids', 'subjects')],
  filters: { is_active: notField('disabled'), subject_ids: holding('subjects') },
});
