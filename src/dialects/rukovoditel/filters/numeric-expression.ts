import { allOf, anyOf, equals, EVERYTHING, NOTHING, type Filter } from '../../../core/query/filter.ts';

const PART = /([&|]?)\s*(!=|>=|<=|>|<|=)?\s*([+-]?\d+(?:[.,]\d+)?)\s*/uy;

interface Part {
  readonly joint: string;
  readonly filter: Filter;
}

/**
 * `>30`, `>=10&<20`, `5|7|9`: parts joined by "and" or "or", each with an operator or none. Where both stand, the
 * or-parts are one bracket and the and-parts another (Rukovoditel contract 2.3.3). What is no expression fits nothing.
 */
export function numericFilter(field: string, expression: string, scale: number): Filter {
  const parts = readParts(field, expression.replace(/[\s\u00a0]+/gu, ''), scale);
  if (parts === undefined || parts.length === 0) return NOTHING;
  const [first, ...rest] = parts;
  const firstJoint = rest[0]?.joint ?? '&';
  const all = first === undefined ? rest : [{ ...first, joint: firstJoint }, ...rest];
  const either = all.filter(({ joint }) => joint === '|').map(({ filter }) => filter);
  return allOf(either.length === 0 ? EVERYTHING : anyOf(...either), ...all.filter(({ joint }) => joint === '&').map(({ filter }) => filter));
}

function readParts(field: string, text: string, scale: number): readonly Part[] | undefined {
  const parts: Part[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const [, joint = '', operator = '', digits = ''] = PART.exec(text) ?? [];
    if (digits === '' || (joint === '') !== (parts.length === 0)) return undefined;
    parts.push({ joint, filter: compare(field, operator, Number(digits.replace(',', '.')) * scale) });
  }
  return parts;
}

function compare(field: string, operator: string, value: number): Filter {
  switch (operator) {
    case '>': return { kind: 'range', field, from: { value, inclusive: false } };
    case '>=': return { kind: 'range', field, from: { value, inclusive: true } };
    case '<': return { kind: 'range', field, to: { value, inclusive: false } };
    case '<=': return { kind: 'range', field, to: { value, inclusive: true } };
    case '!=': return { kind: 'not', filter: equals(field, value) };
    default: return equals(field, value);
  }
}
