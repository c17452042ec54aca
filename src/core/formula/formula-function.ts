import type { Zone } from '../time.ts';
import { finite, numberOf, textOf, type Scalar } from './scalar.ts';

/** What time it is for NOW(), CURDATE() and UNIX_TIMESTAMP(): milliseconds since 1970 UTC; days are those of the zone, or of UTC. */
export interface FormulaClock {
  readonly now: number;
  readonly zone?: Zone | undefined;
}

/** A function of the language: how many values it takes, and what it makes of them. It never throws. */
export interface FormulaFunction {
  readonly least: number;
  readonly most: number;
  readonly run: (values: readonly Scalar[], clock: FormulaClock | undefined) => Scalar;
}

/** A function of numbers: null among them gives null, and so does a result that is not finite. */
export function onNumbers(least: number, most: number, compute: (...numbers: number[]) => number): FormulaFunction {
  const run = (values: readonly Scalar[]): Scalar => {
    const numbers = values.map(numberOf).filter((number) => number !== null);
    return numbers.length < values.length ? null : finite(compute(...numbers));
  };
  return { least, most, run };
}

/** A function of texts: null among them gives null. */
export function onTexts(least: number, most: number, compute: (...texts: string[]) => Scalar): FormulaFunction {
  const run = (values: readonly Scalar[]): Scalar => {
    const texts = values.map(textOf).filter((text) => text !== null);
    return texts.length < values.length ? null : compute(...texts);
  };
  return { least, most, run };
}
