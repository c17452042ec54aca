/** How delivery gives way while requests need the process: in small portions, with pauses. */
export const BUSY_PAUSE_MS = 250;

/** How much may be handed over in a second; undefined: as much as can be. */
export type Allowance = () => number | undefined;

/** What of an allowance falls to one portion, one at least. */
export function portionOf(perSecond: number): number {
  return Math.max(1, Math.round((perSecond * BUSY_PAUSE_MS) / 1000));
}

/** Cuts room down to what a portion allows; who comes first gets his. */
export function withinPortion<One extends { readonly limit: number }>(wanted: readonly One[], portion: number): readonly One[] {
  let left = portion;
  return wanted.flatMap((one) => {
    const limit = Math.min(one.limit, left);
    left -= limit;
    return limit > 0 ? [{ ...one, limit }] : [];
  });
}
