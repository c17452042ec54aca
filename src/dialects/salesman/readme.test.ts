import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import salesman from './index.ts';
import { ROUTES } from './routes.ts';

const README = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

/** The rows of the first table under a heading, as they stand there. */
function rowsUnder(heading: string): string[] {
  const lines = README.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0]?.split('\n') ?? [];
  return lines.filter((line) => line.startsWith('|')).slice(2);
}

test('the README lists every call and its state', () => {
  expect(rowsUnder('Coverage')).toEqual(salesman.coverage.map(({ call, state, about }) => `| \`${call}\` | ${state} | ${about} |`));
});

test('the README lists every setting', () => {
  expect(rowsUnder('Settings')).toEqual(salesman.settings.map(({ name, values, standard, about }) => `| \`${name}\` | ${values.map((value) => `\`${value}\``).join(', ')} | \`${standard}\` | ${about} |`));
});

test('the README lists every event with its caption and state', () => {
  expect(rowsUnder('Events')).toEqual(salesman.events?.events.map(({ name, caption, state }) => `| \`${name}\` | ${caption.ru} | ${state} |`));
});

test('every call that is answered is listed as done', () => {
  expect(salesman.coverage.filter(({ state }) => state === 'done').map(({ call }) => call)).toEqual([...ROUTES.keys()]);
});
