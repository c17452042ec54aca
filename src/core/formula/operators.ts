import { compareText } from '../text/compare.ts';
import { fold } from '../text/fold.ts';
import { finite, fromTruth, numberOf, tidy, truthOf, type Scalar } from './scalar.ts';
import type { FormulaOperator } from './syntax.ts';

/** A sum is exact to this many digits of its larger part: `1000000.1 - 1000000` is 0.1. */
const SUM_DIGITS = 15;
const MAX_DECIMALS = 100;

/** Applies an operator as MySQL does: null is contagious, except that it may not matter to AND and OR. */
export function operate(operator: FormulaOperator, left: Scalar, right: Scalar): Scalar {
  switch (operator) {
    case 'OR': return either(truthOf(left), truthOf(right));
    case 'AND': return both(truthOf(left), truthOf(right));
    case '+': return onNumbers(left, right, add);
    case '-': return onNumbers(left, right, (a, b) => add(a, -b));
    case '*': return onNumbers(left, right, (a, b) => a * b);
    case '/': return onNumbers(left, right, (a, b) => a / b);
    case '%': return onNumbers(left, right, remainder);
    default: return fromTruth(holds(operator, compareScalars(left, right)));
  }
}

/** Orders two values: texts as the product compares texts, anything else as numbers; null when there is no order. */
export function compareScalars(left: Scalar, right: Scalar): number | null {
  if (typeof left === 'string' && typeof right === 'string') return compareText(fold(left), fold(right));
  const [a, b] = [numberOf(left), numberOf(right)];
  return a === null || b === null ? null : Math.sign(tidy(a) - tidy(b));
}

type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

function holds(operator: Comparison, order: number | null): boolean | null {
  if (order === null) return null;
  switch (operator) {
    case '=': return order === 0;
    case '<>': return order !== 0;
    case '<': return order < 0;
    case '<=': return order <= 0;
    case '>': return order > 0;
    case '>=': return order >= 0;
  }
}

function either(left: boolean | null, right: boolean | null): Scalar {
  if (left === true || right === true) return 1;
  return left === null || right === null ? null : 0;
}

function both(left: boolean | null, right: boolean | null): Scalar {
  if (left === false || right === false) return 0;
  return left === null || right === null ? null : 1;
}

/** Dividing by zero gives no finite number, hence null. */
function onNumbers(left: Scalar, right: Scalar, compute: (a: number, b: number) => number): Scalar {
  const [a, b] = [numberOf(left), numberOf(right)];
  return a === null || b === null ? null : finite(compute(a, b));
}

function add(a: number, b: number): number {
  const sum = a + b;
  const decimals = SUM_DIGITS - 1 - Math.floor(Math.log10(Math.max(Math.abs(a), Math.abs(b))));
  return Number.isInteger(sum) || decimals < 0 || decimals > MAX_DECIMALS ? sum : Number(sum.toFixed(decimals));
}

/** What dividing `a` by `b` leaves, with the sign of `a`; NaN when `b` is 0. JavaScript's own `%` makes 0.3 % 0.1 nearly 0.1. */
export function remainder(a: number, b: number): number {
  if (Number.isInteger(a) && Number.isInteger(b)) return a % b;
  const times = Math.trunc(tidy(a / b));
  return Number.isSafeInteger(times) ? add(a, -b * times) : a % b;
}
