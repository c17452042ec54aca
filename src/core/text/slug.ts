const LETTERS: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
  п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
  і: 'i', ї: 'i', є: 'e', ґ: 'g', ў: 'u',
};

/** Leaves room for `_2`, `_old` and the like, and for both names in the name of an index. */
const MAX_LENGTH = 28;

/**
 * A name for programs made of a text for people: small Latin letters, digits and single `_`, a letter first, at most 28
 * characters. Russian is written in Latin letters: `Дата отгрузки` gives `data_otgruzki`; a text without letters, `other`.
 */
export function slugOf(text: string, other: string): string {
  const latin = [...text.normalize('NFC').toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join('').normalize('NFD').replace(/\p{M}+/gu, '');
  const words = latin.replace(/[^a-z0-9]+/gu, '_').replace(/^[_0-9]+/u, '');
  return words.slice(0, MAX_LENGTH).replace(/_+$/u, '') || other;
}

/** The slug of a text, or that with the first number from 2 that makes it free: `data`, `data_2`, `data_3`. */
export function freeSlug(text: string, other: string, isFree: (name: string) => boolean): string {
  const slug = slugOf(text, other);
  if (isFree(slug)) return slug;
  for (let number = 2; ; number++) if (isFree(`${slug}_${number}`)) return `${slug}_${number}`;
}
