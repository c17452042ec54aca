import { membersFrom, type Parameters, type WireValue } from '../../transport/parameters.ts';

/**
 * Makes a list of every map whose keys are exactly 0..n-1: in PHP, JSON arrays and such maps are one thing (Rukovoditel
 * contract 1.2.1). Hence an empty map is an empty list; a map with gaps, such as filters by field id, stays a map.
 * The outermost map is never a list.
 */
export function foldLists(parameters: Parameters): Parameters {
  return membersFrom(Object.entries(parameters).map(([name, value]) => [name, fold(value)]));
}

function fold(value: WireValue): WireValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(fold);
  // An object gives whole numbers in rising order, whatever the order they were sent in.
  const counts = Object.keys(value).every((key, index) => key === String(index));
  return counts ? Object.values(value).map(fold) : membersFrom(Object.entries(value).map(([name, item]) => [name, fold(item)]));
}
