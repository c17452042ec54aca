import { anyOf, equals, NOTHING } from '../../../core/query/filter.ts';
import { readBoolean } from '../transport/read-boolean.ts';
import { readCommaList } from '../transport/read-comma-list.ts';
import { coreName, type ValueKind } from './value-kind.ts';

const WORDS = { en: ['Yes', 'No'], ru: ['Да', 'Нет'] } as const;

/** Yes or no in words: the configured ones, or the instance's; nothing when it was never set (Rukovoditel contract 3.4.4). */
export const booleanValue: ValueKind = {
  show: (value, { configuration }, { settings }) => {
    if (typeof value !== 'boolean') return '';
    const [yes, no] = WORDS[settings.language];
    const word = (name: string): string => (typeof configuration[name] === 'string' ? configuration[name] : '');
    const own = word('text_boolean_true');
    if (value) return own || yes;
    // The word for false counts only beside one for true.
    return own === '' ? no : word('text_boolean_false') || no;
  },
  stored: (value) => (typeof value === 'boolean' ? String(value) : ''),
  read: (input, { type }) => ((input === '' || input === null) && type === 'boolean' ? null : (readBoolean(input) ?? false)),
  include: (asked, field) => {
    const wanted = (readCommaList(asked) ?? []).map(readBoolean).filter((value) => value !== undefined);
    return wanted.length === 0 ? NOTHING : anyOf(...wanted.map((value) => equals(coreName(field), value)));
  },
};
