/** The name most like a mistyped one, if any is close enough to be meant. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const [best] = names.map((name) => ({ name, distance: editDistance(typed, name) })).toSorted((left, right) => left.distance - right.distance);
  return best !== undefined && best.distance <= Math.max(2, typed.length / 4) ? best.name : undefined;
}

/** How many letters must be added, removed or replaced to make one text of the other. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...left].entries()) {
    const next = [at + 1];
    for (let index = 1; index <= right.length; index++) {
      const replaced = (row[index - 1] ?? 0) + (right[index - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
