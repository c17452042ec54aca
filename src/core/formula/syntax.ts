/** Limits that keep one formula cheap to read and to compute. */
export const MAX_FORMULA_LENGTH = 4000;
export const MAX_FORMULA_DEPTH = 50;

export type FormulaOperator = 'OR' | 'AND' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** One step of a run of operators that bind alike: `- 2` in `5 - 2 + 1`. */
export interface ChainStep {
  readonly operator: FormulaOperator;
  readonly operand: FormulaNode;
}

export interface CaseBranch {
  readonly when: FormulaNode;
  readonly result: FormulaNode;
}

/**
 * A formula as a tree. Operators that bind alike stand side by side in a chain, so the tree grows deep only
 * where the text nests, and walking it never exhausts the stack.
 */
export type FormulaNode =
  | { readonly kind: 'constant'; readonly value: string | number | null }
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'not' | 'minus'; readonly operand: FormulaNode }
  | { readonly kind: 'chain'; readonly first: FormulaNode; readonly steps: readonly ChainStep[] }
  | { readonly kind: 'call'; readonly name: string; readonly values: readonly FormulaNode[] }
  | { readonly kind: 'case'; readonly subject: FormulaNode | undefined; readonly branches: readonly CaseBranch[]; readonly otherwise: FormulaNode };

/** A formula that was understood, with the names it refers to. */
export interface ParsedFormula {
  readonly root: FormulaNode;
  readonly references: readonly string[];
}

export type FormulaFault =
  | 'too_long' | 'too_deep'
  | 'unexpected_character' | 'open_text' | 'bad_reference'
  | 'unexpected_token' | 'unexpected_end'
  | 'unknown_name' | 'wrong_argument_count';

/** What is wrong with a formula, and where: UTF-16 units from its beginning. */
export interface FormulaRefusal {
  readonly fault: FormulaFault;
  readonly position: number;
}
