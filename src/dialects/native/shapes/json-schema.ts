import * as z from 'zod';

/** A shape as OpenAPI 3.1 has it: JSON Schema 2020-12, what comes in (`input`) or goes out. */
export function jsonSchema(shape: z.ZodType, io: 'input' | 'output'): Readonly<Record<string, unknown>> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12', io });
  return schema;
}
