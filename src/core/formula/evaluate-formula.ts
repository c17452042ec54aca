import type { FieldValue } from '../values.ts';
import { FUNCTIONS } from './functions.ts';
import type { FormulaClock } from './formula-function.ts';
import { compareScalars, operate } from './operators.ts';
import { finite, fromTruth, numberOf, scalarOf, tidy, truthOf, type Scalar } from './scalar.ts';
import type { FormulaNode, ParsedFormula } from './syntax.ts';

interface Scope {
  readonly valueOf: (reference: string) => FieldValue;
  readonly clock: FormulaClock | undefined;
}

type CaseNode = Extract<FormulaNode, { readonly kind: 'case' }>;

/**
 * Computes a formula over the values of its references: a number, a text of at most 10,000 characters, or null.
 * Truth is 1 or 0. Never throws, unless `valueOf` does; without a clock the functions of time give null.
 * Rukovoditel contract 3.4.2.
 */
export function evaluateFormula(formula: ParsedFormula, valueOf: (reference: string) => FieldValue, clock?: FormulaClock): Scalar {
  const value = evaluate(formula.root, { valueOf, clock });
  return typeof value === 'number' ? tidy(value) : value;
}

function evaluate(node: FormulaNode, scope: Scope): Scalar {
  switch (node.kind) {
    case 'constant': return node.value;
    case 'reference': return scalarOf(scope.valueOf(node.name));
    case 'not': return negate(truthOf(evaluate(node.operand, scope)));
    case 'minus': return opposite(numberOf(evaluate(node.operand, scope)));
    case 'chain': return node.steps.reduce<Scalar>((left, { operator, operand }) => operate(operator, left, evaluate(operand, scope)), evaluate(node.first, scope));
    case 'call': return FUNCTIONS.get(node.name)?.run(node.values.map((value) => evaluate(value, scope)), scope.clock) ?? null;
    case 'case': return evaluate(chosen(node, scope), scope);
  }
}

function negate(truth: boolean | null): Scalar {
  return fromTruth(truth === null ? null : !truth);
}

function opposite(number: number | null): Scalar {
  return number === null ? null : finite(-number);
}

/** The first branch that is true, or equal to the subject where there is one. */
function chosen({ subject, branches, otherwise }: CaseNode, scope: Scope): FormulaNode {
  const value = subject === undefined ? null : evaluate(subject, scope);
  const fits = (when: Scalar): boolean => (subject === undefined ? truthOf(when) === true : compareScalars(value, when) === 0);
  return branches.find(({ when }) => fits(evaluate(when, scope)))?.result ?? otherwise;
}
