import type { FieldValue } from '../../values.ts';
import { evaluateFormula } from '../evaluate-formula.ts';
import type { FormulaClock } from '../formula-function.ts';
import { parseFormula } from '../parse-formula.ts';
import type { Scalar } from '../scalar.ts';

/** Parses and computes a formula that a test knows to be one; a reference without a value is null. */
export function compute(text: string, values: Readonly<Record<string, FieldValue>> = {}, clock?: FormulaClock): Scalar {
  const parsed = parseFormula(text);
  if ('fault' in parsed) throw new Error(`${parsed.fault} at ${parsed.position}: ${text}`);
  return evaluateFormula(parsed, (name) => values[name] ?? null, clock);
}
