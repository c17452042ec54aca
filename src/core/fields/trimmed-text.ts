import { acceptText, type FieldType, type Shadow } from './field-type.ts';

/** A type of one text that is kept without the spaces around it, and looked for in this shadow. */
export function trimmedText(maxLength: number, searched: Shadow): FieldType {
  return {
    column: 'text',
    form: 'plain',
    shadows: () => [searched, 'sort'],
    accept: (input, field) => {
      const accepted = acceptText(input, field.settings.maxLength ?? maxLength);
      return 'value' in accepted && typeof accepted.value === 'string' ? { value: accepted.value.trim() } : accepted;
    },
  };
}
