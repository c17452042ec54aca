import type { FieldDefinition, FieldTypeName } from '../../../core/metadata/definitions.ts';
import { NOTE } from './annotations.ts';

/** How each type of Rukovoditel is kept here; types that are not named are not carried over (Rukovoditel contract 3.4). */
export const CORE_TYPES: Readonly<Record<string, FieldTypeName>> = {
  input: 'text', input_masked: 'text', input_dynamic_mask: 'text', input_protected: 'text', input_encrypted: 'text', input_ip: 'text', input_vpic: 'text',
  video: 'text', iframe: 'text', barcode: 'text', mind_map: 'long_text', color: 'text', yandex_map: 'text', google_map: 'text', mapbbcode: 'text',
  input_url: 'url', input_email: 'email', phone: 'phone', textarea: 'long_text', textarea_encrypted: 'long_text', textarea_wysiwyg: 'long_text', todo_list: 'long_text',
  random_value: 'random', auto_increment: 'counter',
  input_numeric: 'decimal', input_numeric_comments: 'decimal', progress: 'percent', formula: 'formula', text_pattern_static: 'text_formula', text_pattern: 'text_formula',
  js_formula: 'text', mysql_query: 'text', ajax_request: 'text', php_code: 'text', nested_calculations: 'decimal',
  years_difference: 'decimal', months_difference: 'decimal', days_difference: 'decimal', hours_difference: 'decimal',
  input_date: 'date', input_date_extra: 'date', input_datetime: 'instant', dynamic_date: 'instant', time: 'time_of_day',
  dropdown: 'option', radioboxes: 'option', stages: 'option', autostatus: 'option', image_map: 'option',
  dropdown_multiple: 'options', checkboxes: 'options', dropdown_multilevel: 'options', tags: 'options', grouped_users: 'options',
  boolean: 'boolean', boolean_checkbox: 'boolean',
  users: 'links', users_ajax: 'links', user_roles: 'links', users_approve: 'links', access_group: 'links',
  entity: 'links', entity_ajax: 'links', entity_multilevel: 'link',
  attachments: 'files', input_file: 'files', image: 'files', image_ajax: 'files', '3dviewer': 'files',
};

/** Types whose value the vendor works out itself: what a client sends for them is left out. A `js_formula` is worked out by the client. */
export const COMPUTED: ReadonlySet<string> = new Set([
  'formula', 'mysql_query', 'ajax_request', 'php_code', 'nested_calculations', 'years_difference', 'months_difference', 'days_difference', 'hours_difference',
  'dynamic_date', 'autostatus', 'random_value', 'text_pattern', 'text_pattern_static', 'user_last_login_date',
]);

/** The type under which a field is shown to clients: the noted one, or the nearest to the core's own. */
export function vendorType(field: FieldDefinition, isDictionary: (entity: string) => boolean): string {
  const known = field.annotations[NOTE.type];
  if (known !== undefined) return known;
  switch (field.type) {
    case 'text': case 'choice': case 'phones': case 'texts': case 'json': return 'input';
    case 'emails': case 'email': return 'input_email';
    case 'long_text': return field.settings.html === true ? 'textarea_wysiwyg' : 'textarea';
    case 'boolean': return 'boolean';
    case 'integer': case 'money': case 'decimal': return field.settings.additive === true ? 'input_numeric_comments' : 'input_numeric';
    case 'instant': return 'input_datetime';
    case 'date': return 'input_date';
    case 'time_of_day': return 'time';
    case 'option': return 'dropdown';
    case 'options': return field.settings.open === true ? 'tags' : 'dropdown_multiple';
    case 'link': case 'links': return linkType(field, isDictionary);
    case 'phone': return 'phone';
    case 'url': return 'input_url';
    case 'files': return field.settings.maxItems === 1 ? 'input_file' : 'attachments';
    case 'counter': return 'auto_increment';
    case 'random': return 'random_value';
    case 'formula': return 'formula';
    case 'text_formula': return 'text_pattern';
    case 'percent': return 'progress';
  }
}

function linkType({ settings: { entity } }: FieldDefinition, isDictionary: (entity: string) => boolean): string {
  if (entity === 'user') return 'users';
  if (entity === 'role') return 'access_group';
  return entity !== undefined && isDictionary(entity) ? 'dropdown' : 'entity';
}
