import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DIALECTS } from '../../src/server/dialects.ts';
import { codeBlocks, READMES, readPage, resolveFrom, withoutCodeBlocks } from './pages.ts';

const PAGES = [...READMES, 'docs/errors.md'] as const;
const [ENGLISH, RUSSIAN] = READMES;

/** Pages that a command writes, which a fresh clone may not have: `npm run bench`. */
const WRITTEN_BY_COMMANDS = ['docs/benchmarks.md'];

const headingsOf = (text: string): readonly { readonly level: number; readonly title: string }[] =>
  [...withoutCodeBlocks(text).matchAll(/^(#+) (.+)$/gmu)].map(([, marks = '', title = '']) => ({ level: marks.length, title }));

/** The anchor of a heading, as the hosts of repositories make it. */
const anchorOf = (title: string): string => title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');

const linksOf = (text: string): readonly string[] => [...withoutCodeBlocks(text).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);

describe('the two READMEs', () => {
  test('have the same headings, level by level', () => {
    const levels = READMES.map((page) => headingsOf(readPage(page)).map(({ level }) => level));
    expect(levels[1]).toEqual(levels[0]);
  });

  test('show the same commands and files', () => {
    expect(codeBlocks(readPage(RUSSIAN))).toEqual(codeBlocks(readPage(ENGLISH)));
  });

  test('have tables of the same size and lists of the same length', () => {
    const shape = (page: string): readonly string[] => withoutCodeBlocks(readPage(page)).match(/^(?:\||- |\d\. |#)/gmu) ?? [];
    expect(shape(RUSSIAN)).toEqual(shape(ENGLISH));
  });

  test('link to the same pages', () => {
    const elsewhere = (page: string): readonly string[] => linksOf(readPage(page)).filter((target) => !target.startsWith('#') && !target.startsWith('README'));
    expect(elsewhere(RUSSIAN)).toEqual(elsewhere(ENGLISH));
  });
});

describe.each(READMES)('%s', (page) => {
  test.each(DIALECTS)('shows the call of the $name dialect as the first screen does', (dialect) => {
    const call = dialect.sampleCurl('http://127.0.0.1:8080', 'admin@tolmach.local', 'KEY', 'PASSWORD');
    expect(codeBlocks(readPage(page)).map(({ code }) => code)).toContain(`${call}\n`);
  });

  test.each(DIALECTS)('names every call that the $name dialect answers', ({ coverage }) => {
    const text = readPage(page);
    const answered = coverage.filter(({ state }) => state !== 'refused').map(({ call }) => call);
    const isNamed = (call: string): boolean => text.includes(`\`${call}\``) || (call.startsWith('client/') && text.includes(`\`${call.slice('client/'.length)}\``));
    expect(answered.filter((call) => !isNamed(call))).toEqual([]);
  });
});

describe.each(PAGES)('the links of %s', (page) => {
  const links = linksOf(readPage(page)).filter((target) => !/^https?:/u.test(target));

  test('lead to files that exist', () => {
    const files = links.map((target) => target.split('#')[0] ?? '').filter((file) => file !== '' && !WRITTEN_BY_COMMANDS.includes(file));
    expect(files.filter((file) => !existsSync(resolveFrom(page, file)))).toEqual([]);
  });

  test('lead to headings that exist', () => {
    const broken = links.filter((target) => target.includes('#')).filter((target) => {
      const [file = '', anchor = ''] = target.split('#');
      const text = file === '' ? readPage(page) : readFileSync(resolveFrom(page, file), 'utf8');
      return !headingsOf(text).some(({ title }) => anchorOf(title) === anchor);
    });
    expect(broken).toEqual([]);
  });
});
