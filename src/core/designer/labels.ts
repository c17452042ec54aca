import { CrmError } from '../errors.ts';
import { isStorableText } from '../fields/field-type.ts';
import type { Label } from '../metadata/definitions.ts';

const MAX_LENGTH = 250;

/** The label with no white space around it; what is missing in one language is as in the other. Refuses (`invalid`) an empty or unstorable one. */
export function checkedLabel(label: Label, entity: string, field = 'label'): Label {
  const [ru, en] = [label.ru.trim(), label.en.trim()];
  const refuse = (fault: 'required' | 'bad_text'): never => {
    throw new CrmError('invalid', { entity, faults: [{ field, fault }] });
  };
  if (ru === '' && en === '') refuse('required');
  if (![ru, en].every(isStorableText)) refuse('bad_text');
  if (Math.max(ru.length, en.length) > MAX_LENGTH) throw new CrmError('invalid', { entity, faults: [{ field, fault: 'too_long', limit: MAX_LENGTH }] });
  return { ru: ru || en, en: en || ru };
}
