/** What a request may carry in either mode. Form mode has only strings and their nests; JSON mode has all of these. */
export type WireValue = string | number | boolean | null | WireValue[] | { [name: string]: WireValue };

/** The members of one request. Made by this folder without a prototype; read them through {@link member} only. */
export type Parameters = { readonly [name: string]: WireValue };

/**
 * Reads one member by its documented name. PHP turns the dots of a form name into underscores, so `date.plan` is also
 * found as `date_plan`, in both modes (SalesMan contract 1.2).
 *
 * @returns `undefined` when the member was not sent; `null` when `null` was sent.
 */
export function member(parameters: Parameters, name: string): WireValue | undefined {
  if (Object.hasOwn(parameters, name)) return parameters[name];
  const underscored = name.includes('.') ? name.replaceAll('.', '_') : name;
  return Object.hasOwn(parameters, underscored) ? parameters[underscored] : undefined;
}

/**
 * Builds members that inherit nothing. `__proto__` is dropped: it names no parameter, and a later
 * `Object.assign` of the result would obey it.
 */
export function membersFrom(entries: Iterable<readonly [string, WireValue]>): { [name: string]: WireValue } {
  const members: { [name: string]: WireValue } = Object.create(null);
  for (const [name, value] of entries) {
    if (name !== '__proto__') members[name] = value;
  }
  return members;
}
