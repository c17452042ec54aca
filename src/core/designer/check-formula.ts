import type { FieldFault } from '../errors.ts';
import { parseFormula, referencesOf } from '../formula/parse-formula.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { isFormula } from '../records/generated-values.ts';

/** What formulas know of a record beside its fields; its id is given only when it is stored. */
const KNOWN_OF_RECORDS: ReadonlySet<string> = new Set(['created_at', 'created_by', 'updated_at']);

/**
 * What is wrong with the formula of a field: none (`required`), one that cannot be read (`bad_text`, with the position
 * as its limit), one of unknown, removed or secret fields (`unknown_value`), one that needs its own value (`out_of_range`).
 */
export function formulaFault(entity: EntityDefinition, field: FieldDefinition): Omit<FieldFault, 'field'> | undefined {
  const text = field.settings.formula;
  if (typeof text !== 'string' || text.trim() === '') return { fault: 'required' };
  const parsed = parseFormula(text);
  if ('fault' in parsed) return { fault: 'bad_text', limit: parsed.position };
  const fields = [...entity.fields.filter(({ name }) => name !== field.name), field];
  const isKnown = (name: string): boolean => KNOWN_OF_RECORDS.has(name) || fields.some((known) => known.name === name && known.removed !== true && !known.secret);
  if (!referencesOf(parsed).every(isKnown)) return { fault: 'unknown_value' };
  return needs(fields, field, field.name, new Set()) ? { fault: 'out_of_range' } : undefined;
}

/** The names that a formula field refers to. */
export function usedBy(field: FieldDefinition): readonly string[] {
  if (!isFormula(field)) return [];
  const parsed = parseFormula(field.settings.formula ?? '');
  return 'fault' in parsed ? [] : referencesOf(parsed);
}

/** Whether a formula leads to the field `wanted`, through other formulas or at once. */
function needs(fields: readonly FieldDefinition[], from: FieldDefinition, wanted: string, seen: Set<string>): boolean {
  return usedBy(from).some((name) => {
    if (name === wanted) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    const next = fields.find((field) => field.name === name);
    return next !== undefined && needs(fields, next, wanted, seen);
  });
}
