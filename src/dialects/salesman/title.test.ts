import { expect, test } from 'vitest';
import { cleanTitle } from './title.ts';

test('tags are taken out and white space around is trimmed', () => {
  expect(cleanTitle('  <b>Альфа</b> ')).toBe('Альфа');
});

test('the legal form moves behind the name', () => {
  expect(cleanTitle('ООО Тест 1')).toBe('Тест 1, ООО');
  expect(cleanTitle('ЗАО «Вымпел»')).toBe('«Вымпел», ЗАО');
});

test('a word that only begins like a legal form stays', () => {
  expect(cleanTitle('ОООшка')).toBe('ОООшка');
  expect(cleanTitle('ООО')).toBe('ООО');
});

test('quotation marks stay as sent', () => {
  expect(cleanTitle('ИП "Иванов" \'и\' «сын»')).toBe('ИП "Иванов" \'и\' «сын»');
});
