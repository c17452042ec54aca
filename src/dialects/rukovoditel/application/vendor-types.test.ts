import { expect, test } from 'vitest';
import { defineField, type FieldSettings, type FieldTypeName } from '../../../core/metadata/definitions.ts';
import { FIELD_TYPES } from '../../../core/fields/registry.ts';
import { NOTE } from './annotations.ts';
import { COMPUTED, CORE_TYPES, vendorType } from './vendor-types.ts';

const shown = (type: FieldTypeName, settings: FieldSettings = {}, annotations = {}): string => vendorType(defineField({ name: 'f', type, label: { ru: 'f', en: 'f' }, settings, annotations }), (entity) => entity === 'colour');
const isFieldType = (name: string): name is FieldTypeName => Object.hasOwn(FIELD_TYPES, name);

test('the noted type goes before the one that the core type suggests', () => {
  expect([shown('option', {}, { [NOTE.type]: 'stages' }), shown('option')]).toEqual(['stages', 'dropdown']);
});

test('settings tell types apart that are kept alike', () => {
  expect([shown('long_text'), shown('long_text', { html: true }), shown('decimal'), shown('decimal', { additive: true }), shown('options'), shown('options', { open: true }), shown('files'), shown('files', { maxItems: 1 })])
    .toEqual(['textarea', 'textarea_wysiwyg', 'input_numeric', 'input_numeric_comments', 'dropdown_multiple', 'tags', 'attachments', 'input_file']);
  expect(['user', 'role', 'colour', 'projects'].map((entity) => shown('links', { entity }))).toEqual(['users', 'access_group', 'dropdown', 'entity']);
});

test('every core type is shown as a type of the vendor', () => {
  for (const type of Object.keys(FIELD_TYPES).filter(isFieldType)) expect([type, shown(type)]).toEqual([type, expect.stringMatching(/^[a-z_]+$/u)]);
});

test('what is computed is carried over, users’ last login apart', () => {
  expect([...COMPUTED].filter((type) => CORE_TYPES[type] === undefined)).toEqual(['user_last_login_date']);
});
