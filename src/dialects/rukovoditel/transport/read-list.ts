import { INDEX } from '../../transport/bracket-tree.ts';
import type { WireValue } from '../../transport/parameters.ts';

/**
 * A list. A map of indices is one too: PHP leaves gaps where items were removed. "" is an empty one, since forms have
 * no other way to say it (Rukovoditel contract 1.2.1).
 *
 * @returns `undefined` for what was not sent and for what is no list.
 */
export function readList(value: WireValue | undefined): readonly WireValue[] | undefined {
  if (value === '') return [];
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.keys(value).every((key) => INDEX.test(key)) ? Object.values(value) : undefined;
}
