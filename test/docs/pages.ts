import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The two READMEs, which say the same in two languages. */
export const READMES = ['README.md', 'README.ru.md'] as const;

export function readPage(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Where a relative link of a page leads, as a path of this machine. */
export function resolveFrom(page: string, target: string): string {
  return join(ROOT, dirname(page), target);
}

/** The fenced blocks of a page, with the language they name. */
export function codeBlocks(text: string): readonly { readonly language: string; readonly code: string }[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gmu)].map(([, language = '', code = '']) => ({ language, code }));
}

export function withoutCodeBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gmu, '');
}

/** The cells of each row of the table under a heading, without the table's own head. */
export function tableUnder(text: string, heading: string): readonly (readonly string[])[] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|')).slice(2);
  return rows.map((row) => row.slice(1, -1).split('|').map((cell) => cell.trim()));
}
