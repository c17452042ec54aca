import { onNumbers, type FormulaFunction } from './formula-function.ts';
import { compareScalars, remainder } from './operators.ts';
import { numberOf, tidy, type Scalar } from './scalar.ts';

const MOST_DIGITS = 30;
const ANY = Number.POSITIVE_INFINITY;

const floor = onNumbers(1, 1, (number) => Math.floor(tidy(number)));
const ceiling = onNumbers(1, 1, (number) => Math.ceil(tidy(number)));
const least = extreme((order) => order < 0);
const greatest = extreme((order) => order > 0);

export const NUMBER_FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  ROUND: onNumbers(1, 2, (number = 0, digits = 0) => round(tidy(number), digits)),
  FLOOR: floor,
  CEIL: ceiling,
  CEILING: ceiling,
  ABS: onNumbers(1, 1, (number) => Math.abs(number)),
  MOD: onNumbers(2, 2, (a = 0, b = 0) => remainder(a, b)),
  POWER: onNumbers(2, 2, (base = 0, exponent = 0) => base ** exponent),
  SQRT: onNumbers(1, 1, (number) => Math.sqrt(number)),
  MIN: least,
  LEAST: least,
  MAX: greatest,
  GREATEST: greatest,
};

/** Halves go away from zero, as in MySQL: -2.5 becomes -3. Digits below zero round to tens, hundreds… */
function round(number: number, digits: number): number {
  const places = Math.max(-MOST_DIGITS, Math.min(MOST_DIGITS, Math.round(tidy(digits))));
  const shifted = shift(Math.abs(number), places);
  return Number.isFinite(shifted) ? Math.sign(number) * shift(Math.round(shifted), -places) : number;
}

/** Moves the decimal point in the notation, where 1.005 is still 1.005. */
function shift(number: number, places: number): number {
  const [digits, exponent = '0'] = String(number).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** Texts alone are compared as texts; with a number among them, all are numbers. */
function extreme(beats: (order: number) => boolean): FormulaFunction {
  const better = (best: Scalar, next: Scalar): Scalar => (beats(compareScalars(next, best) ?? 0) ? next : best);
  const run = (values: readonly Scalar[]): Scalar => {
    if (values.includes(null)) return null;
    const alike = values.every((value) => typeof value === 'string') ? values : values.map(numberOf);
    return alike.reduce(better);
  };
  return { least: 1, most: ANY, run };
}
