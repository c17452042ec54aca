import type { OptionList } from '../../../core/options/option-lists.ts';
import { numberAt } from '../../../core/values.ts';

/** The number of a global list: the one it was brought along with, or its id. */
export function listNumber({ record }: OptionList): number {
  return record === undefined ? 0 : (numberAt(record, 'number') ?? record.id);
}
