import * as z from 'zod';

type Shapes = Readonly<Record<string, z.ZodType>>;

/** The same members, each of which may be left out; `undefined` is no value of theirs. */
export function exactOptional<Members extends Shapes>(members: Members): { [Name in keyof Members]: z.ZodExactOptional<Members[Name]> };
export function exactOptional(members: Shapes): Shapes {
  return Object.fromEntries(Object.entries(members).map(([name, shape]) => [name, z.exactOptional(shape)]));
}

/** The same members, each of which may be left out, or null to take the value away. */
export function exactNullish<Members extends Shapes>(members: Members): { [Name in keyof Members]: z.ZodExactOptional<z.ZodNullable<Members[Name]>> };
export function exactNullish(members: Shapes): Shapes {
  return Object.fromEntries(Object.entries(members).map(([name, shape]) => [name, z.exactOptional(z.nullable(shape))]));
}
