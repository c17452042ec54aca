import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DELIVERY_STATES } from '../../core/delivery/delivery-store.ts';
import { ERROR_CODES } from '../../core/errors.ts';
import native from './index.ts';
import { STATUS } from './problem.ts';
import { OPERATORS, OPERATORS_OF } from './records/filter.ts';

const README = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

/** The rows of the first table under a heading, as they stand there. */
function rowsUnder(heading: string): string[] {
  const lines = README.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0]?.split('\n') ?? [];
  return lines.filter((line) => line.startsWith('|')).slice(2);
}

test('the README lists every call', () => {
  expect(rowsUnder('Coverage')).toEqual(native.coverage.map(({ call, about }) => `| \`${call}\` | ${about} |`));
});

test('the README lists every operator of filters with the types that take it', () => {
  const types = (operator: (typeof OPERATORS)[number]): string => Object.entries(OPERATORS_OF).filter(([, known]) => known.includes(operator)).map(([type]) => `\`${type}\``).join(', ');
  expect(rowsUnder('Filters').map((row) => row.split(' | ').slice(0, 1).concat(row.split(' | ').slice(2)).join(' | '))).toEqual(OPERATORS.map((operator) => `| \`${operator}\` | ${types(operator)} |`));
});

test('the README lists the HTTP status of every refusal', () => {
  expect(rowsUnder('Errors').map((row) => row.split(' | ').slice(0, 2).join(' | '))).toEqual(ERROR_CODES.map((code) => `| \`${code}\` | ${STATUS[code]}`));
});

test('the README lists every state of a delivery', () => {
  expect(rowsUnder('Webhooks').map((row) => row.split(' | ')[0])).toEqual(DELIVERY_STATES.map((state) => `| \`${state}\``));
});
