import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });

/** What every record has beside the fields of its entity; `deleted_at` is there in the list of deleted records alone. */
export const SYSTEM_SHAPES = {
  id: z.int(),
  version: z.int().meta({ description: 'Grows with each change; also the ETag' }),
  created_at: instant.nullable(),
  created_by: z.int().nullable(),
  updated_at: instant.nullable(),
  updated_by: z.int().nullable(),
} as const;

export type SystemField = keyof typeof SYSTEM_SHAPES;

export const SYSTEM_NAMES: readonly string[] = Object.keys(SYSTEM_SHAPES);

/** Whether a system field holds a moment. */
export function isSystemInstant(name: string): boolean {
  return name.endsWith('_at');
}
