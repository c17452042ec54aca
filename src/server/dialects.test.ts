import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DIALECTS } from './dialects.ts';

const FOLDER = new URL('../dialects/', import.meta.url);

test('speaks every dialect that has a folder', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/index.ts`, FOLDER)));
  expect(DIALECTS.map(({ name }) => name).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
});

test('gives every setting of a dialect a name of its own', () => {
  const names = DIALECTS.flatMap(({ name, settings }) => settings.map((line) => ({ dialect: name, setting: line.name })));
  expect(new Set(names.map(({ setting }) => setting)).size).toBe(names.length);
  expect(names.filter(({ dialect, setting }) => !setting.startsWith(`TOLMACH_${dialect.toUpperCase()}_`))).toEqual([]);
});
