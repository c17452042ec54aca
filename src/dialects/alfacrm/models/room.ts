import { among, notField } from '../filters/makers.ts';
import { int, opposite, str } from '../values/fields.ts';
import { dictionaryModel } from './dictionary.ts';

/** alfaCRM contract 3.3; `color_id` is taken as given there: required. */
export const room = dictionaryModel({
  path: 'room', className: 'Room', entity: 'room', byBranch: true,
  between: [
    int('branch_id', 'branch', { required: true }),
    int('location_id', 'location'),
    int('streaming_id', 'streaming_number'),
    int('color_id', 'color_number', { required: true, label: 'Цвет' }),
    str('note', 'note'),
    opposite('is_enabled', 'disabled'),
  ],
  filters: { branch_id: among('branch'), location_id: among('location'), is_enabled: notField('disabled') },
});
