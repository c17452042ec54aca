import type { WireValue } from '../../transport/parameters.ts';

const WORDS: ReadonlyMap<string, boolean> = new Map([['true', true], ['1', true], ['false', false], ['0', false], ['', false]]);

/** `true`, "true", 1, "1" and their opposites, "" among these (Rukovoditel contract 1.2.2); `undefined` for all else. */
export function readBoolean(value: WireValue | undefined): boolean | undefined {
  if (typeof value === 'object' || value === undefined) return undefined;
  return WORDS.get(String(value).trim().toLowerCase());
}
