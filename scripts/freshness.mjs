// Whether what was installed and built still matches the sources. File times only, no contents.
// Built-ins only: this file must parse and run on Node 18.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Sources that never reach dist/. */
const NOT_BUILT = /\.(test|contract)\.ts$/;

/** @returns {number} the time of the last change, or 0 where there is no such file */
function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The newest change below a folder; a folder counts too, so that a removed file is noticed. */
function newestBelow(folder) {
  let newest = changed(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      if (entry.name !== 'fixtures') newest = Math.max(newest, newestBelow(join(folder, entry.name)));
    } else if (!NOT_BUILT.test(entry.name)) {
      newest = Math.max(newest, changed(join(folder, entry.name)));
    }
  }
  return newest;
}

/** @param {string} root the clone */
export function dependenciesAreStale(root) {
  const installed = changed(join(root, 'node_modules', '.package-lock.json'));
  return installed === 0 || changed(join(root, 'package-lock.json')) > installed;
}

/** @param {string} root the clone */
export function buildIsStale(root) {
  const built = changed(join(root, 'dist', '.built'));
  if (built === 0) return true;
  const settings = ['tsconfig.json', 'scripts/bundle.mjs', 'package.json', 'package-lock.json'];
  if (settings.some((name) => changed(join(root, name)) > built)) return true;
  return newestBelow(join(root, 'src')) > built;
}
