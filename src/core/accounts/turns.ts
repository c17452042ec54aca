/** Lets so much work run at once, and so much wait. */
export interface Turns {
  /** Does the work when its turn comes; undefined, at once, when too many wait already. */
  take<Answer>(work: () => Promise<Answer>): Promise<Answer> | undefined;
}

/** A queue in the order of asking; a turn ends with its work, whether that succeeds or fails. */
export function createTurns(most: { readonly running: number; readonly waiting: number }): Turns {
  const queue: (() => void)[] = [];
  let running = 0;

  /** The place of who has finished goes to the next in the queue, and to nobody in between. */
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) running--;
    else next();
  };
  return {
    take(work) {
      if (running < most.running) {
        running++;
        return work().finally(leave);
      }
      if (queue.length >= most.waiting) return undefined;
      return new Promise<void>((resolve) => queue.push(resolve)).then(work).finally(leave);
    },
  };
}
