import { isNewId, type PlannedValue, type PlannedValues } from '../changes/change-set.ts';
import type { Draft } from '../changes/draft.ts';
import type { Directory } from '../directory.ts';
import { decimalField } from '../fields/decimal.ts';
import { randomText } from '../fields/random.ts';
import { evaluateFormula } from '../formula/evaluate-formula.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import type { ParsedFormula } from '../formula/syntax.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import { optionLists } from '../options/option-lists.ts';
import type { CrmRecord, FieldValue } from '../values.ts';

/** Values that nobody writes: numbers of a row and random texts of a new record, and what formulas make of the others. */
export function generatedValues(draft: Draft, directory: Directory, entity: EntityDefinition, values: PlannedValues, before?: CrmRecord): PlannedValues {
  const generated: Record<string, PlannedValue> = {};
  for (const field of before === undefined ? entity.fields : []) {
    if ((values[field.name] ?? null) !== null && values[field.name] !== '') continue;
    if (field.type === 'counter') generated[field.name] = draft.number(`${entity.name}.${field.name}`);
    if (field.type === 'random') generated[field.name] = randomText(field);
  }
  if (!entity.fields.some(isFormula)) return generated;
  const known: PlannedValues = { created_at: draft.at, created_by: draft.author.userId, ...before, ...(before === undefined ? {} : { updated_at: draft.at }), ...values, ...generated };
  return { ...generated, ...formulaValues(directory, entity, known, draft.at) };
}

/** What the formulas of an entity make of these values, as of `now` (milliseconds since 1970 UTC). */
export function formulaValues(directory: Directory, entity: EntityDefinition, known: PlannedValues, now: number): Readonly<Record<string, FieldValue>> {
  const results = new Map<string, FieldValue>();
  const open = new Set<string>();
  const valueOf = (name: string): FieldValue => {
    const field = entity.fields.find((one) => one.name === name);
    return field !== undefined && isFormula(field) ? resultOf(field) : plainValue(directory, field, known[name]);
  };
  const resultOf = (field: FieldDefinition): FieldValue => {
    const found = results.get(field.name);
    if (found !== undefined) return found;
    // A formula that needs itself has no value.
    if (open.has(field.name)) return null;
    open.add(field.name);
    const parsed = parsedFormula(field);
    const value = parsed === undefined ? null : fitting(field, evaluateFormula(parsed, valueOf, { now }));
    open.delete(field.name);
    results.set(field.name, value);
    return value;
  };
  return Object.fromEntries(entity.fields.filter(isFormula).map((field) => [field.name, resultOf(field)]));
}

/** Whether a field is worked out from others. */
export function isFormula({ type }: FieldDefinition): boolean {
  return type === 'formula' || type === 'text_formula';
}

const PARSED = new WeakMap<FieldDefinition, ParsedFormula | 'refused'>();

function parsedFormula(field: FieldDefinition): ParsedFormula | undefined {
  const known = PARSED.get(field);
  if (known !== undefined) return known === 'refused' ? undefined : known;
  const parsed = parseFormula(field.settings.formula ?? '');
  PARSED.set(field, 'fault' in parsed ? 'refused' : parsed);
  return 'fault' in parsed ? undefined : parsed;
}

/** An option counts as its number for formulas where it has one, otherwise as its title; an id that is not given yet is nothing. */
function plainValue(directory: Directory, field: FieldDefinition | undefined, value: PlannedValue | undefined): FieldValue {
  if (value === undefined || isNewId(value)) return null;
  if (field?.type !== 'option' || typeof value !== 'number') return value;
  const option = optionLists(directory).of(field.settings.list).byId(value);
  return option?.value ?? option?.title ?? null;
}

function fitting(field: FieldDefinition, value: FieldValue): FieldValue {
  if (field.type === 'text_formula') return value === null ? null : String(value);
  const accepted = decimalField.accept(value, field);
  return 'fault' in accepted ? null : accepted.value;
}
