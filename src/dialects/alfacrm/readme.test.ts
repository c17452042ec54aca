import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import alfacrm from './index.ts';
import { MODELS } from './routes.ts';

const README = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

/** The rows of the first table under a heading, as they stand there. */
function rowsUnder(heading: string): string[] {
  const lines = README.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0]?.split('\n') ?? [];
  return lines.filter((line) => line.startsWith('|')).slice(2);
}

test('the README lists every entity with its actions', () => {
  expect(rowsUnder('Coverage')).toEqual(alfacrm.coverage.map(({ call, state, about }) => `| \`${call}\` | ${state} | ${about} |`));
});

test('the README lists every setting', () => {
  expect(rowsUnder('Settings')).toEqual(alfacrm.settings.map(({ name, values, standard, about }) => `| \`${name}\` | ${values.map((value) => `\`${value}\``).join(', ')} | \`${standard}\` | ${about} |`));
});

test('the README lists every event by its class', () => {
  const byClass = Map.groupBy(alfacrm.events?.events ?? [], ({ name }) => name.split('.')[0]);
  expect(rowsUnder('Webhooks')).toEqual([...byClass].map(([entity, lines]) => `| \`${entity}\` | ${lines.map(({ name }) => `\`${name}\``).join(', ')} |`));
});

test('every entity that is answered is in the coverage', () => {
  expect(alfacrm.coverage.map(({ call }) => call).filter((call) => !call.includes('/'))).toEqual([...MODELS.keys()]);
});

test('the README shows the call of the first screen', () => {
  expect(README).toContain(`\n    ${alfacrm.sampleCurl('http://127.0.0.1:8080', 'LOGIN', 'KEY', 'PASSWORD')}\n`);
});
