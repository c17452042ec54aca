import { among, notField } from '../filters/makers.ts';
import { int, opposite } from '../values/fields.ts';
import { dictionaryModel } from './dictionary.ts';

/** alfaCRM contract 3.2. */
export const location = dictionaryModel({
  path: 'location', className: 'Location', entity: 'location', byBranch: true,
  between: [int('branch_id', 'branch', { required: true }), opposite('is_active', 'disabled', { required: true, label: 'Активна' })],
  filters: { is_active: notField('disabled'), branch_id: among('branch') },
});
