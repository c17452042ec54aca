import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineField } from '../metadata/definitions.ts';
import { filesField } from '../fields/files.ts';
import { cleanFileName, fileType, MAX_NAME_LENGTH } from './clean-file-name.ts';

const field = defineField({ name: 'files', type: 'files', label: { ru: 'Файлы', en: 'Files' } });
const nasty = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: fc.constantFrom('.', '/', '\\', ' ', ',', '\0', '\r', '\u202e', 'я', 'e', '😀', '\ud800'), maxLength: 300 }));

test('no path comes out of a name', () => {
  expect(cleanFileName('../../etc/passwd')).toBe('passwd');
  expect(cleanFileName('C:\\fakepath\\план.pdf')).toBe('план.pdf');
  expect(cleanFileName('..')).toBe('file');
  expect(cleanFileName('a/..')).toBe('file');
  expect(cleanFileName('')).toBe('file');
  expect(cleanFileName('plan.pdf/')).toBe('plan.pdf');
});

test('an ending cannot be hidden behind points, spaces or characters that are not seen', () => {
  expect(fileType(cleanFileName('run.exe. . '))).toBe('exe');
  expect(fileType(cleanFileName('run.e\0xe'))).toBe('exe');
  expect(cleanFileName('\u202egpj.exe')).toBe('gpj.exe');
  expect(fileType(cleanFileName('RUN.ExE'))).toBe('exe');
});

test('spaces and commas become underscores, so that a list of names can be split at commas', () => {
  expect(cleanFileName(' счет 12, март.pdf ')).toBe('счет_12__март.pdf');
});

test('a long name keeps its ending and no half of a character', () => {
  const cut = cleanFileName(`${'😀'.repeat(150)}.tar.gz`);
  expect(cut).toMatch(/😀\.gz$/u);
  expect(cut.length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
});

test('whatever comes in, a safe name comes out that a field of files takes, and that is clean already', () => {
  fc.assert(fc.property(nasty, (name) => {
    const clean = cleanFileName(name);
    expect(clean.length).toBeGreaterThan(0);
    expect(clean.length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
    expect(clean).toMatch(/^[^/\\\s,.\p{Cc}]([^/\\\s,\p{Cc}]*[^/\\\s,.\p{Cc}])?$/u);
    expect(cleanFileName(clean)).toBe(clean);
    expect(filesField.accept([`1/${clean}`], field)).toEqual({ value: [`1/${clean}`] });
  }), { numRuns: 500 });
});

test('an ordinary ending stays, however long the name', () => {
  fc.assert(fc.property(nasty, fc.stringMatching(/^[a-z0-9]{1,5}$/u), (name, type) => {
    expect(fileType(cleanFileName(`x${name.replaceAll(/[/\\]/gu, '')}.${type}`))).toBe(type);
  }), { numRuns: 500 });
});
