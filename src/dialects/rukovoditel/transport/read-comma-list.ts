import type { WireValue } from '../../transport/parameters.ts';
import { readList } from './read-list.ts';
import { readText } from './read-text.ts';

/**
 * `"158, 157"`, `["158", 157]` or `158` → its items, trimmed of spaces and newlines, empty ones dropped (Rukovoditel
 * contract 1.2.2). Items of a list are split too; a `null` among them is nothing, as in a form.
 *
 * @returns `undefined` for what was not sent, for maps with names, for nests, and for numbers that are not exact.
 */
export function readCommaList(value: WireValue | undefined): readonly string[] | undefined {
  const items = typeof value === 'object' ? readList(value) : [value];
  const texts = items?.filter((item) => item !== null).map(readText);
  if (texts === undefined || !texts.every((text) => text !== undefined)) return undefined;
  return texts.flatMap((text) => text.split(',')).map((item) => item.trim()).filter((item) => item !== '');
}
