import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BEFORE, EVENT_ALIASES, FILTER_ALIASES, HAPPENINGS } from '../../src/extensions/names.ts';
import { readPage, resolveFrom, tableUnder } from './pages.ts';

const PAGE = 'docs/extensions.md';
const page = readPage(PAGE);
const code = (text: string): string => `\`${text}\``;

test('every other name of an event is listed with what it stands for, and none that is gone', () => {
  const known = Object.entries(EVENT_ALIASES).map(([name, { entity, happened, ...rest }]) => [code(name), code(`${entity}.${happened}`), 'field' in rest ? code(rest.field) : '—']);
  expect(tableUnder(page, 'Other names of events')).toEqual(known);
});

test('every other name of a filter is listed with what it stands for, and none that is gone', () => {
  const before = Object.entries(BEFORE);
  const known = Object.entries(FILTER_ALIASES).map(([name, { entity, action }]) => [code(name), code(`${entity}.${before.find(([, stands]) => stands === action)?.[0] ?? ''}`)]);
  expect(tableUnder(page, 'Other names of filters')).toEqual(known);
});

test('all that may happen, and all that filters stand before, is named', () => {
  expect([...HAPPENINGS, ...Object.keys(BEFORE)].filter((name) => !page.includes(`.${name}`))).toEqual([]);
});

test('links lead to pages that are there', () => {
  const targets = [...page.matchAll(/\]\(([^)#]+)[^)]*\)/gu)].map(([, target = '']) => target);
  expect(targets.filter((target) => !existsSync(resolveFrom(PAGE, target)))).toEqual([]);
});
