import * as z from 'zod';
import { CrmError, type FieldFault } from '../../../core/errors.ts';
import type { FieldDefinition } from '../../../core/metadata/definitions.ts';
import { acceptValues, type FieldInputs } from '../../../core/records/accept-values.ts';
import { SYSTEM_FIELDS } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import { issueFields } from '../http/read-body.ts';
import { ProblemError, toProblemField, unknownField, type ProblemField } from '../problem.ts';
import { fieldShape, isReadOnly } from '../shapes/field-shape.ts';
import { fromWire } from '../shapes/wire-value.ts';
import type { ShownEntity } from './shown-entity.ts';

const BODY = z.record(z.string(), z.unknown());
const SYSTEM: ReadonlySet<string> = new Set(SYSTEM_FIELDS);

/**
 * The inputs of a record out of a body `{ field: value }`. Throws `unknown_field` with every name that is not there, and
 * `invalid` with every value of a wrong shape, together with what the core says of the others.
 */
export function readInputs(call: Call, entity: ShownEntity): FieldInputs {
  const given = Object.entries(call.body(BODY));
  const unknown = given.filter(([name]) => entity.field(name) === undefined && !SYSTEM.has(name));
  if (unknown.length > 0) throw new ProblemError('unknown_field', 'The body names fields that are not there.', { fields: unknown.map(([name]) => unknownField(name)) });
  const fields = given.map(([name, value]) => ({ name, value, field: entity.field(name) }));
  const shapeFaults = fields.flatMap(({ name, value, field }) => faultsOf(name, value, field));
  const faulty = new Set(shapeFaults.map(({ field }) => field.split('.', 1)[0]));
  const inputs = Object.fromEntries(fields.filter(({ name }) => !faulty.has(name)).map(({ name, value, field }) => [name, field === undefined ? value : fromWire(field.type, value)]));
  if (shapeFaults.length === 0) return inputs;
  throw new ProblemError('invalid', 'Some fields cannot be accepted.', { fields: [...shapeFaults, ...coreFaults(entity, inputs).map(toProblemField)] });
}

function faultsOf(name: string, value: unknown, field: FieldDefinition | undefined): readonly ProblemField[] {
  if (field === undefined || isReadOnly(field)) return [toProblemField({ field: name, fault: 'read_only' })];
  const parsed = fieldShape(field).safeParse(value);
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => issueFields({ ...issue, path: [name, ...issue.path] }));
}

function coreFaults({ definition }: ShownEntity, inputs: FieldInputs): readonly FieldFault[] {
  try {
    acceptValues(definition, inputs, { whole: false });
    return [];
  } catch (error) {
    if (error instanceof CrmError && error.facts.faults !== undefined) return error.facts.faults;
    throw error;
  }
}
