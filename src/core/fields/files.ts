import type { FieldType } from './field-type.ts';

const MAX_ITEMS = 100;
const FILE = /^\d{1,15}\/[^/\0,\r\n]{1,255}$/u;

/** Files of the file store, in their order: `12/plan.pdf` is the stored file 12 under the name that people gave it. */
export const filesField: FieldType = {
  column: 'text',
  form: 'list',
  shadows: () => [],
  accept: (input, field) => {
    if (input === null || input === undefined || input === '') return { value: null };
    const items: unknown[] = Array.isArray(input) ? input : [input];
    const limit = field.settings.maxItems ?? MAX_ITEMS;
    if (items.length > limit) return { fault: 'too_long', limit };
    const files = items.filter((item) => typeof item === 'string');
    return files.length < items.length || !files.every((file) => FILE.test(file) && file.isWellFormed()) ? { fault: 'wrong_type' } : { value: files };
  },
};

/** The id and the name in a value of this type. */
export function fileParts(file: string): { readonly id: number; readonly name: string } {
  const slash = file.indexOf('/');
  return { id: Number(file.slice(0, slash)), name: file.slice(slash + 1) };
}
