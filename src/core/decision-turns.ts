/**
 * Lets decisions run in the order of their coming, and the thread do everything else in between: as long as the rest had it, or one
 * decision. Writes come in bursts, because a commit answers many at once and their senders send the next; a read that
 * comes into a burst must not wait for all of it. Who comes alone waits for nobody. `now` in milliseconds.
 */
export function createDecisionTurns(now: () => number = () => performance.now()): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let arranged = false;
  let restBegan = 0;

  const arrange = (): void => {
    arranged = true;
    restBegan = now();
    setImmediate(begin);
  };
  const begin = (): void => {
    const began = now();
    const share = began - restBegan;
    const step = (): void => {
      waiting.shift()?.();
      // A tick begun in a microtask comes when the decision has done all it can do without waiting.
      queueMicrotask(() => process.nextTick(() => {
        if (waiting.length === 0) arranged = false;
        else if (now() - began < share) step();
        else arrange();
      }));
    };
    step();
  };
  return () => new Promise((resolve) => {
    waiting.push(resolve);
    if (!arranged) arrange();
  });
}
