import { expect, test } from 'vitest';
import { readTokens } from './tokens.ts';

const textsOf = (text: string): readonly string[] => {
  const tokens = readTokens(text);
  return 'fault' in tokens ? [] : tokens.map((token) => token.text);
};

test('a character that begins nothing is refused where it stands', () => {
  expect(readTokens('1 + ;')).toEqual({ fault: 'unexpected_character', position: 4 });
  expect(readTokens('сумма')).toEqual({ fault: 'unexpected_character', position: 0 });
  expect(readTokens('1 ! 2')).toEqual({ fault: 'unexpected_character', position: 2 });
});

test('a text without its closing quote is refused where it opens', () => {
  expect(readTokens("1 + 'it''s")).toEqual({ fault: 'open_text', position: 4 });
  expect(readTokens("'a''")).toEqual({ fault: 'open_text', position: 0 });
  expect(readTokens('"a\'')).toEqual({ fault: 'open_text', position: 0 });
});

test('brackets hold one name and nothing else', () => {
  for (const text of ['[]', '[a', '[a b]', "[a']", '[[a]]', '[a-b]', '[a;DROP]']) expect(readTokens(text)).toEqual({ fault: 'bad_reference', position: 0 });
});

test('each token tells its kind and place', () => {
  expect(readTokens(" [158] >= 'a'")).toEqual([
    { kind: 'reference', text: '158', position: 1 },
    { kind: 'symbol', text: '>=', position: 7 },
    { kind: 'text', text: 'a', position: 10 },
    { kind: 'end', text: '', position: 13 },
  ]);
});

test('a doubled quote stands for one inside a text', () => {
  expect(textsOf(`'it''s' "say ""yes""" '' "'"`)).toEqual(["it's", 'say "yes"', '', "'", '']);
});

test('words are told apart without case, names and texts are kept as written', () => {
  expect(textsOf("If [Сумма_1.a] 'Да'")).toEqual(['IF', 'Сумма_1.a', 'Да', '']);
});

test('numbers may have decimals, begin with a point, or have an exponent', () => {
  expect(textsOf('1 2.50 .5 3. 1e3 2E-2')).toEqual(['1', '2.50', '.5', '3.', '1e3', '2E-2', '']);
});
