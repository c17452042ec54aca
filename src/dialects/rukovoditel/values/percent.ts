import { numericFilter } from '../filters/numeric-expression.ts';
import { readText } from '../transport/read-text.ts';
import { coreName, type ValueKind } from './value-kind.ts';

/** Progress: a whole number with the sign (Rukovoditel contract 3.4.2). */
export const percentValue: ValueKind = {
  show: (value) => (typeof value === 'number' ? `${value}%` : ''),
  stored: (value) => (typeof value === 'number' ? String(value) : ''),
  read: (input) => readText(input)?.replace('%', '').trim() ?? null,
  include: (asked, field) => numericFilter(coreName(field), (readText(asked) ?? '').replaceAll(',', '|').replaceAll('%', ''), 1),
};
