import type { Acceptance } from './field-type.ts';

const ID = /^\d{1,15}$/u;
const MAX_ITEMS = 1000;

/** Ids in the order given, each once: a list of numbers or texts, or one of them. 0 and nothing are "none". */
export function acceptIds(input: unknown, maxItems = MAX_ITEMS): Acceptance {
  if (input === null || input === undefined || input === '') return { value: null };
  const items: unknown[] = Array.isArray(input) ? input : [input];
  const ids: string[] = [];
  for (const item of items) {
    const text = typeof item === 'number' || typeof item === 'string' ? String(item).trim() : undefined;
    if (text === undefined) return { fault: 'wrong_type' };
    if (text !== '' && !ID.test(text)) return { fault: typeof item === 'number' ? 'out_of_range' : 'wrong_type' };
    if (Number(text) > 0) ids.push(String(Number(text)));
  }
  const distinct = [...new Set(ids)];
  if (distinct.length > maxItems) return { fault: 'too_long', limit: maxItems };
  return { value: distinct.length === 0 ? null : distinct };
}
