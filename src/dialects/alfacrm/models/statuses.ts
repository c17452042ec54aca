import { among } from '../filters/makers.ts';
import { int, opposite, str } from '../values/fields.ts';
import { dictionaryModel, ENABLED_FILTER, IS_ENABLED } from './dictionary.ts';

/** alfaCRM contract 3.5. */
export const studyStatus = dictionaryModel({ path: 'study-status', className: 'StudyStatus', entity: 'study_status', between: [IS_ENABLED], filters: ENABLED_FILTER });

/** alfaCRM contract 3.6. */
export const leadStatus = dictionaryModel({
  path: 'lead-status', className: 'LeadStatus', entity: 'lead_status',
  between: [IS_ENABLED, int('pipeline_id', 'pipeline'), int('color_id', 'color_number'), str('color', 'color', { empty: null })],
  filters: { ...ENABLED_FILTER, pipeline_id: among('pipeline') },
});

/** The reasons why leads and clients are lost (alfaCRM contract 3.8). */
export const leadReject = dictionaryModel({ path: 'lead-reject', className: 'LeadReject', entity: 'lead_reject', between: [opposite('is_enabled', 'disabled')], filters: ENABLED_FILTER });
export const customerReject = dictionaryModel({ path: 'customer-reject', className: 'CustomerReject', entity: 'client_reject', between: [opposite('is_enabled', 'disabled')], filters: ENABLED_FILTER });

/** alfaCRM contract 3.9: read alone. */
export const pipeline = dictionaryModel({ path: 'pipeline', className: 'Pipeline', entity: 'pipeline', actions: ['index'], between: [opposite('is_enabled', 'disabled')], filters: ENABLED_FILTER });
