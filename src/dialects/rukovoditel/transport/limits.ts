import type { BodyLimits } from '../../transport/unreadable.ts';

/** Attachments travel as base64 in the body (Rukovoditel contract 1.2.2). */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Rukovoditel contract 1.2.2; it names no limit for JSON values, ours holds a batch of 5,000 records of 40 fields. */
export const LIMITS: BodyLimits = { nesting: 8, fields: 10_000, values: 200_000 };
