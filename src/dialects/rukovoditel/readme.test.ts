import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import rukovoditel from './index.ts';
import { ACTIONS } from './routes.ts';

const README = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

/** The rows of the first table under a heading, as they stand there. */
function rowsUnder(heading: string): string[] {
  const lines = README.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0]?.split('\n') ?? [];
  return lines.filter((line) => line.startsWith('|')).slice(2);
}

test('the README lists every action and its state', () => {
  expect(rowsUnder('Coverage')).toEqual(rukovoditel.coverage.map(({ call, state, about }) => `| \`${call}\` | ${state} | ${about} |`));
});

test('the README lists every setting', () => {
  expect(rowsUnder('Settings')).toEqual(rukovoditel.settings.map(({ name, values, standard, about }) => `| \`${name}\` | ${values.map((value) => `\`${value}\``).join(', ')} | \`${standard}\` | ${about} |`));
});

test('every action that is answered is listed as done or in part, every other as refused', () => {
  expect(rukovoditel.coverage.filter(({ state }) => state !== 'refused').map(({ call }) => call)).toEqual([...ACTIONS.keys()]);
});
