import type { EventFormat } from '../dialects/dialect.ts';

/** Formats by the name that subscriptions call them by. */
export type FormatBook = ReadonlyMap<string, EventFormat>;

/** Throws an Error where two formats have one name. */
export function createFormatBook(formats: readonly EventFormat[]): FormatBook {
  const book = new Map(formats.map((format) => [format.name, format]));
  if (book.size < formats.length) throw new Error('two event formats have one name');
  return book;
}
