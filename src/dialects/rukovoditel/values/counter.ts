import { numberValue } from './number.ts';
import type { ValueKind } from './value-kind.ts';

/** A number of a row, with what stands before and after it. */
export const counterValue: ValueKind = {
  ...numberValue,
  show: (value, { core, configuration }) => {
    const part = (name: 'prefix' | 'suffix'): string => String(configuration[name] ?? core?.settings[name] ?? '');
    return value === null ? '' : `${part('prefix')}${String(value)}${part('suffix')}`;
  },
};
