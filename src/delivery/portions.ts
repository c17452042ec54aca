/** How delivery gives way while requests need the process: in small portions, with pauses. */
export const BUSY_PORTION = 25;
export const BUSY_PAUSE_MS = 250;

/** Cuts room down to what a portion allows; who comes first gets his. */
export function withinPortion<One extends { readonly limit: number }>(wanted: readonly One[], portion: number): readonly One[] {
  let left = portion;
  return wanted.flatMap((one) => {
    const limit = Math.min(one.limit, left);
    left -= limit;
    return limit > 0 ? [{ ...one, limit }] : [];
  });
}
