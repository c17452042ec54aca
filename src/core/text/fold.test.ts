import { expect, test } from 'vitest';
import { fold, matchKey } from './fold.ts';

test('letters compare without case, ё as е, white space as one space', () => {
  expect(fold('  ЁЛКИ \t и\nИголки ')).toBe('елки и иголки');
});

test('a decomposed й equals the composed one', () => {
  expect(fold('\u0438\u0306')).toBe(fold('й'));
});

test('the match key of a name ignores every kind of quotation mark', () => {
  expect(matchKey('ООО «Ромашка»')).toBe(matchKey('ооо "РОМАШКА"'));
});

test('the match key keeps what is not a quotation mark', () => {
  expect(matchKey('Ромашка-Сервис, ООО')).toBe('ромашка-сервис, ооо');
});
