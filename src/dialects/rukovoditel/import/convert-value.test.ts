import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineField, type FieldDefinition } from '../../../core/metadata/definitions.ts';
import { openZone } from '../../../core/time.ts';
import type { FieldValue } from '../../../core/values.ts';
import { convertValue, type Conversion, type Converted } from './convert-value.ts';

const conversion: Conversion = {
  zone: openZone('Europe/Moscow'),
  ids: { user: (number) => (number < 10 ? number + 100 : undefined), role: (group) => (group < 5 ? group + 1 : undefined), option: (_list, number) => (number < 50 ? number * 2 : undefined) },
};

function convert(type: FieldDefinition['type'], raw: string | null, vendorType = 'input', settings: FieldDefinition['settings'] = {}): Converted {
  const core = defineField({ name: 'x', type, label: { ru: 'x', en: 'x' }, settings });
  const vendor = { number: 1, entity: 1, tab: 1, type: vendorType, name: 'x', heading: false, required: false, commentForm: false, configuration: {} };
  return convertValue({ vendor, core, typed: type }, raw, conversion);
}

describe('a value that does not come along is nothing, and says why', () => {
  test.each<[FieldDefinition['type'], string, string, FieldDefinition['settings'], FieldValue, string]>([
    ['decimal', 'дорого', 'input_numeric', {}, null, 'values do not fit (wrong type)'], ['date', 'вчера', 'input_date', {}, null, 'values do not fit (wrong type)'], ['percent', '400', 'progress', {}, null, 'values do not fit (out of range)'],
    ['boolean', 'maybe', 'boolean', {}, null, 'values do not fit (wrong type)'], ['time_of_day', '1500', 'time', {}, null, 'values do not fit (out of range)'], ['text', 'long', 'input', { maxLength: 3 }, null, 'values do not fit (too long)'],
    ['text', 'a1b2', 'input_encrypted', {}, null, 'values are encrypted'], ['text', 'data:application/octet-stream;base64,AA==', 'input', {}, null, 'values are no text in UTF-8'],
    ['option', '77', 'dropdown', { list: 'l' }, null, 'values name options that are gone'], ['options', '1,77', 'tags', { list: 'l' }, ['2'], 'values name options that are gone'],
    ['links', '3,12', 'users', { entity: 'user' }, ['103'], 'values name users that are gone'], ['links', '9', 'access_group', { entity: 'role' }, null, 'values name access groups that are gone'],
  ])('%s %j of the type %s %j', (type, raw, vendorType, settings, value, lost) => {
    expect(convert(type, raw, vendorType, settings)).toEqual({ value, lost });
  });
});

describe('a value arrives', () => {
  test.each<[FieldDefinition['type'], string | null, string, FieldDefinition['settings'], FieldValue]>([
    ['text', null, 'input', {}, null], ['text', '', 'input', {}, null], ['text', '&lt;b&gt;', 'input', {}, '&lt;b&gt;'], ['long_text', '&lt;b&gt;', 'textarea', {}, '<b>'], ['text', '4294967295', 'input_ip', {}, '255.255.255.255'], ['text', '0', 'input_ip', {}, null],
    ['decimal', '1 234,5', 'input_numeric', {}, 1234.5], ['percent', '40', 'progress', {}, 40], ['date', '0', 'input_date', {}, null], ['instant', '0', 'input_datetime', {}, null], ['instant', '1710493200', 'input_datetime', {}, 1_710_493_200_000],
    ['time_of_day', '0', 'time', {}, null], ['time_of_day', '570', 'time', {}, '09:30'], ['boolean', 'false', 'boolean', {}, false], ['boolean', 'true', 'boolean', {}, true], ['counter', 'N-12', 'auto_increment', {}, 12],
    ['option', '0', 'dropdown', { list: 'l' }, null], ['option', '7', 'dropdown', { list: 'l' }, 14], ['links', '0,4', 'access_group', { entity: 'role' }, ['1', '5']], ['links', '3, 9,3', 'entity', { entity: 'deal' }, ['3', '9']], ['link', '5', 'entity_multilevel', { entity: 'deal' }, 5],
    ['files', '1_a.txt', 'attachments', {}, null], ['formula', '5', 'formula', {}, null],
  ])('%s %j of the type %s %j', (type, raw, vendorType, settings, value) => {
    expect(convert(type, raw, vendorType, settings)).toEqual({ value });
  });

  test('a day at its midnight, whatever the day', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1970-01-03'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      const [year = 0, month = 0, day = 0] = date.toISOString().slice(0, 10).split('-').map(Number);
      const midnight = conversion.zone.toInstant({ year, month, day, hour: 0, minute: 0, second: 0 }) / 1000;
      expect(convert('date', String(midnight), 'input_date')).toEqual({ value: date.toISOString().slice(0, 10) });
    }));
  });

  test('nothing that a column may hold makes it fail', () => {
    const types = fc.constantFrom<FieldDefinition['type']>('text', 'long_text', 'url', 'email', 'phone', 'decimal', 'percent', 'date', 'instant', 'time_of_day', 'boolean', 'counter', 'random', 'option', 'options', 'link', 'links');
    fc.assert(fc.property(types, fc.oneof(fc.string({ unit: 'binary' }), fc.double().map(String), fc.bigInt().map(String)), (type, raw) => {
      const { value, lost } = convert(type, raw, 'input', { list: 'l' });
      expect(value === null || lost === undefined || Array.isArray(value)).toBe(true);
    }));
  });
});
