import { missing, WireError } from './envelope.ts';

/**
 * What a member says. An update leaves an absent member alone and empties a cleared one (SalesMan contract 5.6), so the
 * two never share a form; a wrong type can be taken for neither.
 */
export type Reading<T> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'wrong type' }
  | { readonly kind: 'value'; readonly value: T };

export const ABSENT = { kind: 'absent' } as const;
export const CLEARED = { kind: 'cleared' } as const;
export const WRONG_TYPE = { kind: 'wrong type' } as const;

export function valueOf<T>(value: T): Reading<T> {
  return { kind: 'value', value };
}

/**
 * Unwraps a reading: `undefined` when absent, `null` when cleared.
 *
 * @throws WireError 405 naming the member when its type is wrong.
 * @example settle(asText(member(parameters, 'title')), 'title')
 */
export function settle<T>(reading: Reading<T>, name: string): T | null | undefined {
  switch (reading.kind) {
    case 'absent':
      return undefined;
    case 'cleared':
      return null;
    case 'value':
      return reading.value;
    case 'wrong type':
      throw new WireError(missing(`${name}: неверный тип значения`));
  }
}
