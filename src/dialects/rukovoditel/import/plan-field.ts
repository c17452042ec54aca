import { FIELD_TYPES } from '../../../core/fields/registry.ts';
import { defineField, type FieldDefinition, type FieldSettings, type FieldTypeName } from '../../../core/metadata/definitions.ts';
import { NOTE } from '../application/annotations.ts';
import { CORE_TYPES } from '../application/vendor-types.ts';
import type { VendorField } from './model.ts';

const PEOPLE: ReadonlySet<string> = new Set(['users', 'users_ajax', 'user_roles', 'users_approve']);
const SINGLE_FILE: ReadonlySet<string> = new Set(['input_file', 'image', 'image_ajax', '3dviewer']);
/** What was kept is kept whole, however short such fields usually are (Rukovoditel contract 3.4.10). */
const LENGTHS: Partial<Record<FieldTypeName, number>> = { text: 65_000, long_text: 1_000_000, url: 4000, phone: 250 };
const MAX_DECIMALS = 10;
const MAX_AFFIX_LENGTH = 50;

/** What a field is planned with. */
export interface FieldPlaces {
  /** The name of a carried entity by its number. */
  entityName(number: number): string | undefined;
  /** The code of the list that the options of a field of this name are from. */
  listCode(field: VendorField, name: string): string;
}

/**
 * A field of the vendor as a core field of this name; undefined where its type, or what it points at, is not carried.
 * Formulas come later, when all names are known.
 */
export function planField(field: VendorField, name: string, places: FieldPlaces): FieldDefinition | undefined {
  const type = CORE_TYPES[field.type];
  const settings = type === undefined ? undefined : settingsOf(field, name, type, places);
  if (type === undefined || settings === undefined) return undefined;
  const label = { ru: field.name || name, en: field.name || name };
  const plain = defineField({ name, type, label, settings, required: field.required && type !== 'formula' && type !== 'text_formula', indexed: type === 'option' || type === 'link', annotations: notesOf(field) });
  const standard = field.configuration['default_value'];
  return isStandard(plain, standard) ? { ...plain, settings: { ...settings, standard } } : plain;
}

function settingsOf(field: VendorField, name: string, type: FieldTypeName, places: FieldPlaces): FieldSettings | undefined {
  const maxLength = LENGTHS[type];
  const length = maxLength === undefined ? {} : { maxLength };
  switch (type) {
    case 'option': return { list: places.listCode(field, name) };
    case 'options': return { list: places.listCode(field, name), ...(field.type === 'tags' ? { open: true } : {}) };
    case 'link': case 'links': return targetOf(field, places);
    case 'files': return SINGLE_FILE.has(field.type) ? { maxItems: 1 } : {};
    case 'long_text': return { ...length, ...(field.type === 'textarea_wysiwyg' ? { html: true } : {}) };
    case 'decimal': case 'formula': return { ...decimalsOf(field), ...(field.type === 'input_numeric_comments' ? { additive: true } : {}) };
    case 'counter': return { ...affix(field, 'prefix'), ...affix(field, 'suffix') };
    default: return length;
  }
}

function targetOf(field: VendorField, places: FieldPlaces): FieldSettings | undefined {
  if (PEOPLE.has(field.type)) return { entity: 'user' };
  if (field.type === 'access_group') return { entity: 'role' };
  const entity = places.entityName(Number(field.configuration['entity_id'] ?? 0));
  return entity === undefined ? undefined : { entity };
}

/** `2/./*` is two decimals; `*` says nothing. */
function decimalsOf({ configuration }: VendorField): FieldSettings {
  const [decimals = ''] = String(configuration['number_format'] ?? '').split('/');
  return /^\d{1,2}$/u.test(decimals) ? { decimals: Math.min(Number(decimals), MAX_DECIMALS) } : {};
}

function affix({ configuration }: VendorField, name: 'prefix' | 'suffix'): FieldSettings {
  const text = configuration[name];
  return typeof text === 'string' && text !== '' ? { [name]: text.slice(0, MAX_AFFIX_LENGTH) } : {};
}

function isStandard(field: FieldDefinition, value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '' || !['text', 'long_text', 'url', 'email', 'phone', 'decimal', 'percent'].includes(field.type)) return false;
  return 'value' in FIELD_TYPES[field.type].accept(value, field);
}

function notesOf({ number, type, tab, configuration, commentForm }: VendorField): FieldDefinition['annotations'] {
  return {
    [NOTE.field]: String(number), [NOTE.type]: type, [NOTE.tab]: String(tab),
    ...(Object.keys(configuration).length === 0 ? {} : { [NOTE.configuration]: JSON.stringify(configuration) }),
    ...(commentForm ? { [NOTE.commentForm]: '1' } : {}),
  };
}
