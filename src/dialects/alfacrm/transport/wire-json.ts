/** Anything that an answer may hold. */
export type WireJson = string | number | boolean | null | readonly WireJson[] | { readonly [name: string]: WireJson };
