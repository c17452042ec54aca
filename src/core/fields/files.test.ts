import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { fileParts, filesField } from './files.ts';

const field = defineField({ name: 'field', type: 'files', label: { ru: 'Поле', en: 'Field' }, settings: { maxItems: 2 } });
const accept = (input: unknown): unknown => filesField.accept(input, field);

test('what names no stored file is refused', () => {
  expect(accept('план.pdf')).toEqual({ fault: 'wrong_type' });
  expect(accept(['1/a,b.txt'])).toEqual({ fault: 'wrong_type' });
  expect(accept(['1/../a'])).toEqual({ fault: 'wrong_type' });
  expect(accept(['1/a', '2/b', '3/c'])).toEqual({ fault: 'too_long', limit: 2 });
});

test('files are kept in their order', () => {
  expect(accept(['12/план.pdf', '3/b.txt'])).toEqual({ value: ['12/план.pdf', '3/b.txt'] });
  expect(accept([])).toEqual({ value: [] });
  expect(accept('')).toEqual({ value: null });
  expect(fileParts('12/план.pdf')).toEqual({ id: 12, name: 'план.pdf' });
});
