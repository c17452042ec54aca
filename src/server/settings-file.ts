import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { codeOf, Refusal } from './refusal.ts';

export const SETTINGS_FILE = 'tolmach.env';

export type NamedTexts = Readonly<Record<string, string | undefined>>;

/** The text of the settings file, or nothing when none is named and there is no `tolmach.env` in the folder. */
export function readSettingsFile(env: NamedTexts, folder: string): string | undefined {
  const named = env['TOLMACH_ENV_FILE'] ?? '';
  const file = resolve(folder, named === '' ? SETTINGS_FILE : named);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (named === '' && codeOf(error) === 'ENOENT') return undefined;
    throw new Refusal(`The settings file ${file} cannot be read (${codeOf(error)}): correct TOLMACH_ENV_FILE or the rights of the file.`, { cause: error });
  }
}

/** What a settings file says: `KEY=value` lines, `#` comments, values may stand in quotes. */
export function parseSettingsFile(text: string): { readonly values: NamedTexts; readonly mistakes: readonly string[] } {
  const values: Record<string, string> = {};
  const mistakes: string[] = [];
  for (const [index, line] of text.replace(/^\uFEFF/u, '').split(/\r?\n/u).entries()) {
    if (/^\s*(#|$)/u.test(line)) continue;
    const pair = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/u.exec(line);
    // The line may hold a secret, so it is named and not repeated.
    if (pair?.[1] === undefined) mistakes.push(`Line ${index + 1} of the settings file is not of the form KEY=value.`);
    else values[pair[1]] = unquoted(pair[2] ?? '');
  }
  return { values, mistakes };
}

function unquoted(text: string): string {
  return /^(["']).*\1$/u.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}
