import type { Row } from './dump/dump-part.ts';

/** The text in a column, without NUL, which not every store keeps; empty where there is none. */
export function textIn(row: Row, column: string): string {
  return (row.get(column) ?? '').replaceAll('\0', '');
}

/** The whole number in a column; 0 where there is none. */
export function numberIn(row: Row, column: string): number {
  const number = Number(textIn(row, column));
  return Number.isSafeInteger(number) ? number : 0;
}

/** Whether a column says yes (`1`). */
export function flagIn(row: Row, column: string): boolean {
  return numberIn(row, column) !== 0;
}

/** The whole numbers of a comma list, each once, without zeros and what is no number. */
export function idsIn(text: string): readonly number[] {
  const ids = text.split(',').map((part) => part.trim()).filter((part) => /^\d{1,15}$/u.test(part)).map(Number);
  return [...new Set(ids.filter((id) => id > 0))];
}

/** Epoch seconds as milliseconds; null for 0, which is nothing (Rukovoditel contract 3.1). */
export function instantIn(row: Row, column: string): number | null {
  const seconds = numberIn(row, column);
  return seconds > 0 ? seconds * 1000 : null;
}
