import { numericFilter } from '../filters/numeric-expression.ts';
import { readText } from '../transport/read-text.ts';
import type { WireField } from '../application/application.ts';
import { coreName, type ValueKind } from './value-kind.ts';

const KOPECKS = 100;

/** Numbers: fixed decimals where the field says so, a point, and no sign between thousands (Rukovoditel contract 3.4.2). */
export const numberValue: ValueKind = {
  show: (value, field) => (typeof value === 'number' ? shown(value / scaleOf(field), decimalsOf(field)) : ''),
  read: (input, field) => {
    const text = readText(input)?.replace(/[\s\u00a0]+/gu, '').replace(',', '.') ?? '';
    const number = text === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(number)) return null;
    return scaleOf(field) === 1 && field.core?.type !== 'integer' ? text : Math.round(number * scaleOf(field));
  },
  include: (asked, field) => numericFilter(coreName(field), readText(asked) ?? '', scaleOf(field)),
};

function scaleOf({ core }: WireField): number {
  return core?.type === 'money' ? KOPECKS : 1;
}

/** `2/./*` is two decimals; without the configuration what the core field says, if anything. */
function decimalsOf({ configuration, core }: WireField): number | undefined {
  const [decimals] = String(configuration['number_format'] ?? '').split('/');
  if (decimals !== undefined && /^\d{1,2}$/u.test(decimals)) return Math.min(Number(decimals), 20);
  return core?.type === 'money' ? 2 : core?.settings.decimals;
}

function shown(number: number, decimals: number | undefined): string {
  return decimals === undefined ? String(number) : number.toFixed(decimals);
}
