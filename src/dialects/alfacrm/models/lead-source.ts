import { containing } from '../filters/makers.ts';
import { str } from '../values/fields.ts';
import { dictionaryModel, ENABLED_FILTER, IS_ENABLED } from './dictionary.ts';

/** alfaCRM contract 3.7: the sources that every face shares. */
export const leadSource = dictionaryModel({
  path: 'lead-source', className: 'LeadSource', entity: 'source',
  between: [str('code', 'code', { required: true }), IS_ENABLED],
  filters: { ...ENABLED_FILTER, code: containing('code') },
});
