import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';
import { headerText } from './header-text.ts';

const at = (path: string): URL => new URL(path, 'http://example.ru');
const named = (disposition: string): string => fileNameOf(disposition, at('/'));

test('what names nothing leaves the name to the path, and a path without a name leaves it empty', () => {
  for (const broken of ['', 'attachment', 'attachment; filename', 'attachment; filename=', 'attachment; filename=""', 'attachment; filename="open', "attachment; filename*=UTF-8''%zz", "attachment; filename*=KOI8-R''%c1", 'filename=a.txt'])
    expect([broken, fileNameOf(broken, at('/docs/plan.pdf?x=/y.exe#/z'))]).toEqual([broken, 'plan.pdf']);
  expect(named('inline')).toBe('');
});

test('a broken percent sequence in the path stays as it is', () => {
  expect(fileNameOf('', at('/100%.txt'))).toBe('100%.txt');
  expect(fileNameOf('', at('/%D0%BF%D0%BB%D0%B0%D0%BD.pdf'))).toBe('план.pdf');
  expect(fileNameOf('', at('/a%2Fb.txt'))).toBe('a/b.txt');
});

test('the name of any letters goes before the plain one, whatever their order', () => {
  expect(named(`attachment; filename="plan.pdf"; filename*=UTF-8''%D0%BF%D0%BB%D0%B0%D0%BD.pdf`)).toBe('план.pdf');
  expect(named(`attachment; FILENAME*=utf-8'ru'a%3Bb.pdf ; filename=plan.pdf`)).toBe('a;b.pdf');
  expect(named(`attachment; filename*=iso-8859-1''%A3.txt`)).toBe('£.txt');
});

test('quotes keep what stands in them', () => {
  expect(named(String.raw`attachment; filename="a; filename=b \"c\".txt"; size=1`)).toBe('a; filename=b "c".txt');
  expect(named('attachment;filename=plan 1.pdf')).toBe('plan 1.pdf');
});

test('a header in bare UTF-8 is read as such, and one that is not as Latin-1', () => {
  expect(headerText(Buffer.from('план').toString('latin1'))).toBe('план');
  expect(headerText('caf\u00e9')).toBe('café');
  expect(headerText(['first', 'second'])).toBe('first');
  expect(headerText(undefined)).toBe('');
});

test('every name comes back as it was sent', () => {
  fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), (name) => {
    const quoted = name.replaceAll(/["\\]/gu, String.raw`\$&`);
    expect(named(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`)).toBe(name);
    expect(named(`attachment; filename="${quoted}"`)).toBe(name);
  }));
});

test('a header made to be slow is read at once', () => {
  const started = performance.now();
  for (const piece of [';a="', ';a="\\', '; ', ';a= ', '"', ';filename="x'])
    named(piece.repeat(16_384 / piece.length));
  expect(performance.now() - started).toBeLessThan(2_000);
});
