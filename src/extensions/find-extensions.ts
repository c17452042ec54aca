import { existsSync, readdirSync } from 'node:fs';
import { join, parse } from 'node:path';

const ENDINGS = ['.ts', '.mts', '.js', '.mjs'];

/** A module that may be an extension, and what it is called unless it says otherwise. */
export interface FoundExtension {
  readonly name: string;
  readonly file: string;
}

/** The modules of a folder, and the folders in it that have an `index`, in the order of their names; a folder that is not there has none. */
export function findExtensions(folder: string): readonly FoundExtension[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.') && name !== 'node_modules');
  return entries.toSorted((left, right) => (left.name < right.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return isModule(entry.name) ? [{ name: parse(entry.name).name.toLowerCase(), file: path }] : [];
    const index = ENDINGS.map((ending) => join(path, `index${ending}`)).find((file) => existsSync(file));
    return index === undefined ? [] : [{ name: entry.name.toLowerCase(), file: index }];
  });
}

function isModule(name: string): boolean {
  return ENDINGS.some((ending) => name.endsWith(ending)) && !/\.(test|d)\.m?[tj]s$/u.test(name);
}
