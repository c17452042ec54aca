import fc from 'fast-check';

const PIECES = [
  '1', '0', '2.5', '1e300', '9007199254740993', "'text'", "'12'", '"Ёж 🦔"', "''", '[a]', '[b]', '[158]', 'NULL', 'TRUE',
  '+', '-', '*', '/', '%', '=', '<>', '<', '>=', 'AND', 'OR', 'NOT', '(', ')', ',', 'CASE', 'WHEN', 'THEN', 'ELSE', 'END',
  'IF(', 'ROUND(', 'CONCAT(', 'SUBSTRING(', 'ABS(', 'NOW()',
];

/** Texts made of the language's own pieces: most are no formulas, but go wrong late. */
export const formulaText: fc.Arbitrary<string> = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(' '));

const BINARY = ['+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', 'AND', 'OR'];
const CALLS: readonly (readonly [string, number])[] = [
  ['IF', 3], ['IFNULL', 2], ['COALESCE', 3], ['NULLIF', 2], ['ROUND', 1], ['ROUND', 2], ['CEIL', 1], ['FLOOR', 1], ['ABS', 1], ['MIN', 2], ['MAX', 3],
  ['MOD', 2], ['POWER', 2], ['SQRT', 1], ['CONCAT', 3], ['CONCAT_WS', 3], ['LENGTH', 1], ['LEFT', 2], ['RIGHT', 2], ['SUBSTRING', 2], ['SUBSTRING', 3],
  ['UPPER', 1], ['LOWER', 1], ['TRIM', 1], ['REPLACE', 3], ['NOW', 0], ['CURDATE', 0], ['UNIX_TIMESTAMP', 0],
];

const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom('[a]', '[b]', '[c]', '1', '0', '-3', '2.5', '1e300', "'text'", "'7'", 'NULL'),
    fc.tuple(tie('formula'), fc.constantFrom(...BINARY), tie('formula')).map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.constantFrom('-', 'NOT ').chain((sign) => tie('formula').map((operand) => `(${sign}${operand})`)),
    fc.constantFrom(...CALLS).chain(([name, count]) => fc.array(tie('formula'), { minLength: count, maxLength: count }).map((values) => `${name}(${values.join(', ')})`)),
    fc.array(tie('formula'), { minLength: 4, maxLength: 4 }).map(([a, b, c, d]) => `CASE ${a} WHEN ${b} THEN ${c} ELSE ${d} END`),
  ),
}));

/** Formulas that are right, of every operator and function, over the references a, b and c. */
export const rightFormula: fc.Arbitrary<string> = formula.filter((text) => text.length <= 4000);
