/** Any of the items. */
export function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** The first items come far more often than the last, as in life. */
export function pickSkewed<Item>(items: readonly Item[], random: () => number): Item {
  return pick(items, () => random() ** 2);
}

/** So many digits. */
export const digits = (count: number, random: () => number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
