export interface Limits {
  /** Tries under way at once, in all. */
  readonly total: number;
  /** To one subscription. */
  readonly each: number;
  /** To a subscription whose receiver has not answered well for a while. */
  readonly failing: number;
}

export interface RoomParts {
  /** Subscriptions that may have something due; who has waited longest comes first. */
  readonly asked: readonly number[];
  /** Tries under way, by subscription. */
  readonly flying: ReadonlyMap<number, number>;
  readonly failing: ReadonlySet<number>;
  readonly limits: Limits;
}

/** How many deliveries of each subscription there is room for: a fair share each, and what others leave over. */
export function shareRoom({ asked, flying, failing, limits }: RoomParts): readonly { readonly subscription: number; readonly limit: number }[] {
  let left = limits.total - [...flying.values()].reduce((sum, count) => sum + count, 0);
  const open = asked.map((subscription) => ({ subscription, own: (failing.has(subscription) ? limits.failing : limits.each) - (flying.get(subscription) ?? 0), limit: 0 })).filter(({ own }) => own > 0);
  const share = Math.max(1, Math.floor(left / Math.max(1, open.length)));
  for (const most of [share, limits.each]) {
    for (const one of open) {
      const more = Math.max(0, Math.min(one.own, most) - one.limit);
      const given = Math.min(more, Math.max(0, left));
      one.limit += given;
      left -= given;
    }
  }
  return open.filter(({ limit }) => limit > 0).map(({ subscription, limit }) => ({ subscription, limit }));
}
