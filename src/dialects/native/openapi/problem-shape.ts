import * as z from 'zod';

/** A refusal, for the OpenAPI document; `problem.ts` makes them. */
export const PROBLEM = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string().meta({ description: 'A stable word for programs' }),
  fields: z.array(z.object({ field: z.string(), fault: z.string(), limit: z.number().optional(), detail: z.string() })),
  existing: z.object({ entity: z.string(), id: z.int() }).optional().meta({ description: 'duplicate: the record that is there' }),
  request_id: z.string().optional(),
});
